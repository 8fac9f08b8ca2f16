using System.Globalization;
using System.Text;
using System.Text.Json;
using CoachPlatform.Library;

namespace CoachPlatform.Specs.Library;

/// <summary>Writes an exercise as somebody would who leaves nothing out: also what is at its default, and in other forms than the product writes.</summary>
internal static class WrittenPack
{
    public static string Of(Exercise exercise)
    {
        var source = exercise.Sources[0];
        var text = new StringBuilder(
            $"""
            ---
            document: {Quoted(source.Document)}
            title: A document
            publisher: somebody
            date: unknown
            language: en
            ---

            ## {string.Join(", ", exercise.Practices)} · {source.Section}

            {exercise.Digest}

            ```exercise

            """.ReplaceLineEndings("\n"));
        var lines = new Lines(text, "");
        lines.Add("slug", exercise.Slug);
        lines.Add("title", exercise.Title);
        lines.AddList("practice", exercise.Practices);
        lines.Add("mode", LibraryWords.Word(exercise.Mode));
        lines.Add("cadence", LibraryWords.Word(exercise.Cadence));
        lines.Add("start", exercise.Start is { } start ? LibraryWords.Word(start) : null);
        lines.Add("many", YesNo(exercise.Many));
        lines.Add("teller", exercise.Teller is { } teller ? LibraryWords.Word(teller) : null);
        lines.Add("minutes", $"{exercise.Minutes}");
        lines.Add("dimension", exercise.Dimension);
        lines.Add("topic", exercise.Topic);
        lines.AddList("flags", exercise.Flags);
        lines.Add("caution", exercise.Caution);
        lines.Add("why", exercise.Why);
        lines.Add("debrief", exercise.Debrief);
        if (exercise.Sources.Count > 1)
            text.Append("sources:\n");
        foreach (var further in exercise.Sources.Skip(1))
            text.Append(CultureInfo.InvariantCulture, $"  - {{document: {Quoted(further.Document)}, section: {Quoted(further.Section)}}}\n");
        text.Append("steps:\n");
        foreach (var step in exercise.Steps)
            Add(text, step);
        if (exercise.Metrics.Count > 0)
            text.Append("metrics:\n");
        foreach (var m in exercise.Metrics)
            text.Append(CultureInfo.InvariantCulture, $"  - {{key: {m.Key}, label: {Quoted(m.Label)}, unit: {Quoted(m.Unit)}, from: {m.From}, better: {m.Better}{Keys("counts", m.Counts)}{Keys("leaves-out", m.LeavesOut)}}}\n");
        return text.Append("```\n").ToString();
    }

    private static void Add(StringBuilder text, Step step)
    {
        text.Append(CultureInfo.InvariantCulture, $"  - key: {step.Key}\n");
        var lines = new Lines(text, "    ");
        lines.Add("title", step.Title);
        lines.Add("help", step.Help);
        lines.Add("who", LibraryWords.Word(step.Who));
        lines.Add("mode", LibraryWords.Word(step.Mode));
        lines.Add("occurs", LibraryWords.Word(step.Occurs));
        text.Append(CultureInfo.InvariantCulture, $"    opens: {PackWriter.Written(step.Opens)}\n");
        lines.Add("about", step.About);
        lines.Add("log", YesNo(step.Log));
        lines.Add("carries", YesNo(step.Carries));
        lines.Add("audience", step.Audience);
        lines.Add("doing", step.Doing);
        text.Append("    fields:\n");
        foreach (var field in step.Fields)
            Add(text, field);
    }

    private static void Add(StringBuilder text, Field field)
    {
        text.Append(CultureInfo.InvariantCulture, $"      - key: {field.Key}\n");
        var lines = new Lines(text, "        ");
        lines.Add("kind", LibraryWords.Word(field.Kind));
        lines.Add("label", field.Label);
        lines.Add("help", field.Help);
        lines.Add("required", YesNo(field.Required));
        lines.Add("guesses", field.Guesses);
        lines.Add("audience", field.Audience);
        lines.Add("fixed", field.Audience is null ? null : "true");
        // The rest of a guess is that of the field it guesses.
        if (field.Kind == FieldKind.Guess)
            return;
        if (field.Kind == FieldKind.Five)
            lines.AddList("options", field.Options.Select(o => o.Label));
        else if (field.Options.Count > 0)
            text.Append("        options:\n").AppendJoin("", field.Options.Select(o => $"          - {o.Key}: {Quoted(o.Label)}\n"));
        lines.Add("min", field.Min is { } min ? $"{min}" : null);
        lines.Add("max", field.Max is { } max ? $"{max}" : null);
        lines.Add("low", field.Low);
        lines.Add("high", field.High);
        lines.AddList("items", field.Items);
    }

    private static string Keys(string name, IReadOnlyList<string> keys) => keys.Count == 0 ? "" : $", {name}: [{string.Join(", ", keys)}]";

    private static string YesNo(bool value) => value ? "true" : "false";

    // Every JSON string is a double-quoted YAML scalar.
    private static string Quoted(string value) => JsonSerializer.Serialize(value);

    private sealed class Lines(StringBuilder text, string indent)
    {
        public void Add(string name, string? value)
        {
            if (value is not null)
                text.Append(CultureInfo.InvariantCulture, $"{indent}{name}: {Quoted(value)}\n");
        }

        public void AddList(string name, IEnumerable<string> values)
        {
            var list = values.ToList();
            if (list.Count > 0)
                text.Append(CultureInfo.InvariantCulture, $"{indent}{name}: [{string.Join(", ", list.Select(Quoted))}]\n");
        }
    }
}
