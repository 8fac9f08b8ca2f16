using System.Globalization;
using System.Text;

namespace CoachPlatform.Library;

/// <summary>What stands at the head of a pack file.</summary>
/// <param name="Document">The number or id that the first source of each of its exercises names.</param>
public sealed record PackHead(string Document, string Title, string Publisher, string Date, string Language);

/// <summary>Writes exercises as the pack file that reads back as the same versions. What is at its default is left out.</summary>
public static class PackWriter
{
    /// <param name="exercises">Of one document: the first source of each names it.</param>
    public static string Write(PackHead head, IEnumerable<Exercise> exercises)
    {
        var text = new StringBuilder("---\n");
        var front = new YamlLines(text, "");
        front.AddText("document", head.Document);
        front.AddText("title", head.Title);
        front.AddText("publisher", head.Publisher);
        front.AddText("date", head.Date);
        front.AddText("language", head.Language);
        text.Append("---\n");
        foreach (var exercise in exercises)
            Add(text, exercise);
        return text.ToString();
    }

    private static void Add(StringBuilder text, Exercise exercise)
    {
        var ids = exercise.Practices.Count == 0 ? "" : $"{string.Join(", ", exercise.Practices)} · ";
        text.Append(CultureInfo.InvariantCulture, $"\n## {ids}{exercise.Sources[0].Section}\n\n{exercise.Digest}\n\n```exercise\n");
        var lines = new YamlLines(text, "");
        lines.Add("slug", exercise.Slug);
        lines.AddText("title", exercise.Title);
        lines.AddList("practice", exercise.Practices);
        lines.Add("mode", LibraryWords.Word(exercise.Mode));
        lines.Add("cadence", LibraryWords.Word(exercise.Cadence));
        lines.Add("start", exercise.Start is { } start ? LibraryWords.Word(start) : null);
        lines.Add("many", exercise.Many);
        lines.Add("teller", exercise.Teller is { } teller ? LibraryWords.Word(teller) : null);
        lines.Add("minutes", exercise.Minutes);
        lines.Add("dimension", exercise.Dimension);
        lines.Add("topic", exercise.Topic);
        lines.AddList("flags", exercise.Flags);
        lines.AddText("caution", exercise.Caution);
        lines.AddText("why", exercise.Why);
        lines.AddText("debrief", exercise.Debrief);
        lines.AddMaps("sources", exercise.Sources.Skip(1), (source, inner) =>
        {
            inner.AddText("document", source.Document);
            inner.AddText("section", source.Section);
        });
        lines.AddMaps("steps", exercise.Steps, (step, inner) => Add(inner, step, alone: exercise.Steps.Count == 1 && step.Title == exercise.Title));
        lines.AddMaps("metrics", exercise.Metrics, (metric, inner) =>
        {
            inner.Add("key", metric.Key);
            inner.AddText("label", metric.Label);
            inner.AddText("unit", metric.Unit);
            inner.AddText("from", metric.From);
            inner.Add("better", metric.Better);
            inner.AddList("counts", metric.Counts);
            inner.AddList("leaves-out", metric.LeavesOut);
        });
        text.Append("```\n");
    }

    private static void Add(YamlLines lines, Step step, bool alone)
    {
        lines.Add("key", step.Key);
        lines.AddText("title", alone ? null : step.Title);
        lines.AddText("help", step.Help);
        lines.Add("who", LibraryWords.Word(step.Who));
        lines.Add("mode", LibraryWords.Word(step.Mode));
        lines.Add("occurs", step.Occurs == Occurs.Every ? null : LibraryWords.Word(step.Occurs));
        lines.Add("opens", Written(step.Opens));
        lines.Add("about", step.About);
        lines.Add("log", step.Log);
        lines.Add("carries", step.Carries);
        lines.Add("audience", step.Audience == StepEntry.UsualAudience(step.Mode) ? null : step.Audience);
        lines.AddText("doing", step.Doing);
        lines.AddMaps("fields", step.Fields, (field, inner) => Add(inner, field));
    }

    private static void Add(YamlLines lines, Field field)
    {
        lines.Add("key", field.Key);
        lines.Add("kind", LibraryWords.Word(field.Kind));
        lines.AddText("label", field.Label);
        lines.AddText("help", field.Help);
        lines.Add("required", field.Required ? null : "false");
        lines.Add("guesses", field.Guesses);
        lines.Add("audience", field.Audience);
        lines.Add("fixed", field.Audience is not null);
        // The rest of a guess is that of the field it guesses.
        if (field.Kind == FieldKind.Guess)
            return;
        if (field.Kind == FieldKind.Five)
            lines.AddList("options", field.Options.Select(o => o.Label));
        else
            lines.AddMaps("options", field.Options, (option, inner) => inner.AddText(option.Key, option.Label));
        lines.Add("min", field.Min);
        lines.Add("max", field.Max);
        lines.AddText("low", field.Low);
        lines.AddText("high", field.High);
        lines.AddList("items", field.Items);
    }

    internal static string Written(Opens opens) => opens.When switch
    {
        OpensWhen.Start => "start",
        OpensWhen.After => $"{{after: {opens.Step}}}",
        OpensWhen.AfterDays => $"{{after: {opens.Step}, days: {opens.Days}}}",
        OpensWhen.Ready => $"{{ready: {opens.Step}, days: {opens.Days}}}",
    };
}
