using System.Text.Json;

namespace CoachPlatform.Library;

/// <summary>Reads a list of short texts, or of lines with labelled parts. Lines that are blank throughout are left out.</summary>
internal static class ListReader
{
    public static (FieldValue? Value, string? Words) Read(JsonElement sent, Field shape)
    {
        if (sent.ValueKind != JsonValueKind.Array)
            return (null, FieldWords.NotList);
        var rows = new List<IReadOnlyList<string>>();
        foreach (var item in sent.EnumerateArray())
        {
            var (parts, words) = shape.Items.Count == 0 ? Single(item) : Parts(item, shape.Items);
            words ??= TooLong(parts);
            if (words is not null)
                return (null, words);
            if (parts.All(p => p.Length == 0))
                continue;
            if (parts[0].Length == 0)
                return (null, FieldWords.FirstPart);
            rows.Add(parts);
        }

        var most = shape.Max ?? FieldLimits.ListItems;
        if (rows.Count == 0)
            return (null, null);
        if (rows.Count < (shape.Min ?? 0))
            return (null, FieldWords.FewestLines(shape.Min!.Value));
        return rows.Count > most ? (null, FieldWords.MostLines(most)) : (new FieldValue.Rows(rows, shape.Items.Count > 0), null);
    }

    private static (IReadOnlyList<string> Parts, string? Words) Single(JsonElement item)
    {
        var (text, words) = PlainText.Read(item);
        return ([text ?? ""], words);
    }

    private static (IReadOnlyList<string> Parts, string? Words) Parts(JsonElement item, IReadOnlyList<string> labels)
    {
        if (item.ValueKind != JsonValueKind.Array || item.GetArrayLength() != labels.Count)
            return ([], FieldWords.Parts(labels));
        var parts = new List<string>();
        foreach (var part in item.EnumerateArray())
        {
            var (text, words) = PlainText.Read(part);
            if (words is not null)
                return ([], words);
            parts.Add(text!);
        }

        return (parts, null);
    }

    private static string? TooLong(IReadOnlyList<string> parts) =>
        parts.FirstOrDefault(p => p.Length > FieldLimits.Text) is { } longest ? FieldWords.ItemTooLong(FieldLimits.Text, longest.Length) : null;
}
