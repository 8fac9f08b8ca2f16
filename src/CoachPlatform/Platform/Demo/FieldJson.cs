using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CoachPlatform.Library;

namespace CoachPlatform.Platform.Demo;

/// <summary>The fields of a line as the JSON that a browser would send: numbers and yes or no by the kind of field, days counted from the line's own day.</summary>
internal static partial class FieldJson
{
    /// <param name="day">The day on which the line happens, where the couple lives.</param>
    public static JsonObject Of(Step step, YamlMap fields, DateOnly day)
    {
        var json = new JsonObject();
        foreach (var (key, node) in fields.Pairs)
            json[key.Value] = Of(step.Find(key.Value) is { } field ? FieldValues.Shape(step, field).Kind : FieldKind.Text, node, day);
        return json;
    }

    private static JsonNode? Of(FieldKind kind, YamlNode node, DateOnly day) => node switch
    {
        YamlList list => new JsonArray([.. list.Items.Select(i => Of(FieldKind.Date, i, day))]),
        YamlText text => Of(kind, text.Value, day),
        _ => null,
    };

    private static JsonNode Of(FieldKind kind, string text, DateOnly day) => kind switch
    {
        FieldKind.Scale or FieldKind.Five or FieldKind.Count when int.TryParse(text, CultureInfo.InvariantCulture, out var number) => number,
        FieldKind.Done when bool.TryParse(text, out var done) => done,
        FieldKind.Date when Later().Match(text) is { Success: true } later =>
            day.AddDays(int.Parse(later.Groups["days"].Value, CultureInfo.InvariantCulture)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            + (later.Groups["time"] is { Success: true } time ? $"T{time.Value}" : ""),
        _ => text,
    };

    [GeneratedRegex(@"\A(?<days>[+-]\d{1,3})d(?: (?<time>\d\d:\d\d))?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Later();
}
