using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace CoachPlatform.Library;

/// <summary>The identity of an exercise by its content.</summary>
public static class ExerciseVersion
{
    /// <summary>SHA-256 of <see cref="Canonical"/> in UTF-8, lower-case hex.</summary>
    public static string Id(Exercise exercise) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Canonical(exercise))));

    /// <summary>One line per member, in a fixed order, white space collapsed, so that only a changed word or number changes it.</summary>
    /// <remarks>
    /// A member that is absent or at its default has no line: a member added to the format later leaves every stored version as it is.
    /// Values hold no line breaks, so no text can pass for another member.
    /// </remarks>
    public static string Canonical(Exercise exercise)
    {
        var lines = new Lines();
        lines.Add("exercise", exercise.Slug);
        lines.Add("title", exercise.Title);
        lines.AddAll("practice", exercise.Practices);
        lines.Add("cadence", LibraryWords.Word(exercise.Cadence));
        lines.Add("start", exercise.Start is { } start ? LibraryWords.Word(start) : null);
        lines.Add("many", exercise.Many ? "true" : null);
        lines.Add("teller", exercise.Teller is { } teller ? LibraryWords.Word(teller) : null);
        lines.Add("minutes", exercise.Minutes);
        lines.Add("dimension", exercise.Dimension);
        lines.Add("topic", exercise.Topic);
        lines.AddAll("flag", exercise.Flags.Order(StringComparer.Ordinal));
        lines.Add("caution", exercise.Caution);
        lines.Add("why", exercise.Why);
        lines.Add("digest", exercise.Digest);
        lines.Add("debrief", exercise.Debrief);
        foreach (var source in exercise.Sources)
        {
            lines.Add("source", source.Document);
            lines.Add("source.section", source.Section);
        }

        foreach (var step in exercise.Steps)
            Add(lines, step);
        foreach (var metric in exercise.Metrics)
        {
            lines.Add("metric", metric.Key);
            lines.Add("metric.label", metric.Label);
            lines.Add("metric.unit", metric.Unit);
            lines.Add("metric.from", metric.From);
            lines.Add("metric.better", metric.Better);
            lines.AddAll("metric.counts", metric.Counts);
            lines.AddAll("metric.leaves-out", metric.LeavesOut);
        }

        return lines.ToString();
    }

    private static void Add(Lines lines, Step step)
    {
        lines.Add("step", step.Key);
        lines.Add("step.title", step.Title);
        lines.Add("step.help", step.Help);
        lines.Add("step.who", LibraryWords.Word(step.Who));
        lines.Add("step.mode", LibraryWords.Word(step.Mode));
        lines.Add("step.opens", LibraryWords.Word(step.Opens.When));
        lines.Add("step.opens.step", step.Opens.Step);
        lines.Add("step.opens.days", step.Opens.Days);
        lines.Add("step.about", step.About);
        lines.Add("step.log", step.Log ? "true" : null);
        lines.Add("step.carries", step.Carries ? "true" : null);
        lines.Add("step.occurs", step.Occurs == Occurs.Every ? null : LibraryWords.Word(step.Occurs));
        lines.Add("step.audience", step.Audience);
        lines.Add("step.doing", step.Doing);
        foreach (var field in step.Fields)
            Add(lines, field);
    }

    private static void Add(Lines lines, Field field)
    {
        lines.Add("field", field.Key);
        lines.Add("field.kind", LibraryWords.Word(field.Kind));
        lines.Add("field.label", field.Label);
        lines.Add("field.help", field.Help);
        lines.Add("field.required", field.Required ? null : "false");
        lines.Add("field.guesses", field.Guesses);
        lines.Add("field.audience", field.Audience);
        // A guess repeats what its target says, which is there already.
        if (field.Kind == FieldKind.Guess)
            return;
        foreach (var option in field.Options)
        {
            lines.Add("option", option.Key);
            lines.Add("option.label", option.Label);
        }

        lines.Add("field.min", field.Min);
        lines.Add("field.max", field.Max);
        lines.Add("field.low", field.Low);
        lines.Add("field.high", field.High);
        lines.AddAll("field.item", field.Items);
    }

    private sealed class Lines
    {
        private readonly StringBuilder text = new();

        public void Add(string name, string? value)
        {
            if (!string.IsNullOrWhiteSpace(value))
                text.Append(name).Append('=').AppendJoin(' ', Words(value)).Append('\n');
        }

        public void Add(string name, int? value) => Add(name, value?.ToString(CultureInfo.InvariantCulture));

        public void AddAll(string name, IEnumerable<string> values)
        {
            foreach (var value in values)
                Add(name, value);
        }

        public override string ToString() => text.ToString();

        private static string[] Words(string value) =>
            value.Normalize(NormalizationForm.FormC).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
    }
}
