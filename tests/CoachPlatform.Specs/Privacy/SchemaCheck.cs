using System.Globalization;
using System.Text.Json;

namespace CoachPlatform.Specs.Privacy;

/// <summary>
/// Checks a document against a JSON Schema of draft 2020-12, as far as the schema of exports goes. A keyword that it does not know is a failure, so that
/// nothing in the schema goes unchecked.
/// </summary>
internal static class SchemaCheck
{
    private static readonly string[] SaysNothing = ["$schema", "$id", "$defs", "title", "description"];

    public static IReadOnlyList<string> Against(JsonElement schema, JsonElement value)
    {
        Assert.Equal("https://json-schema.org/draft/2020-12/schema", schema.GetProperty("$schema").GetString());
        var wrong = new List<string>();
        Check(schema, schema, value, "$", wrong);
        return wrong;
    }

    private static void Check(JsonElement root, JsonElement schema, JsonElement value, string at, List<string> wrong)
    {
        if (schema.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            if (schema.ValueKind == JsonValueKind.False)
                wrong.Add($"{at}: not allowed");
            return;
        }

        foreach (var keyword in schema.EnumerateObject().Where(k => !SaysNothing.Contains(k.Name)))
        {
            switch (keyword.Name)
            {
                case "$ref":
                    var name = keyword.Value.GetString()!;
                    Assert.StartsWith("#/$defs/", name, StringComparison.Ordinal);
                    Check(root, root.GetProperty("$defs").GetProperty(name["#/$defs/".Length..]), value, at, wrong);
                    break;
                case "type":
                    var types = keyword.Value.ValueKind == JsonValueKind.Array ? keyword.Value.EnumerateArray().Select(t => t.GetString()!) : [keyword.Value.GetString()!];
                    if (!types.Any(t => Is(t, value)))
                        wrong.Add($"{at}: {value.ValueKind} is not {keyword.Value}");
                    break;
                case "const":
                    if (!JsonElement.DeepEquals(keyword.Value, value))
                        wrong.Add($"{at}: not {keyword.Value}");
                    break;
                case "enum":
                    if (!keyword.Value.EnumerateArray().Any(e => JsonElement.DeepEquals(e, value)))
                        wrong.Add($"{at}: {value} is none of {keyword.Value}");
                    break;
                case "format":
                    if (value.ValueKind == JsonValueKind.String && !Fits(keyword.Value.GetString()!, value.GetString()!))
                        wrong.Add($"{at}: {value} is no {keyword.Value}");
                    break;
                case "required":
                    wrong.AddRange(keyword.Value.EnumerateArray().Where(r => value.ValueKind == JsonValueKind.Object && !value.TryGetProperty(r.GetString()!, out _)).Select(r => $"{at}: {r} is missing"));
                    break;
                case "properties":
                    if (value.ValueKind == JsonValueKind.Object)
                        foreach (var property in value.EnumerateObject().Where(p => keyword.Value.TryGetProperty(p.Name, out _)))
                            Check(root, keyword.Value.GetProperty(property.Name), property.Value, $"{at}.{property.Name}", wrong);
                    break;
                case "additionalProperties":
                    if (value.ValueKind == JsonValueKind.Object)
                        foreach (var property in value.EnumerateObject().Where(p => !schema.TryGetProperty("properties", out var known) || !known.TryGetProperty(p.Name, out _)))
                            Check(root, keyword.Value, property.Value, $"{at}.{property.Name}", wrong);
                    break;
                case "items":
                    if (value.ValueKind == JsonValueKind.Array)
                        foreach (var (item, n) in value.EnumerateArray().Select((i, n) => (i, n)))
                            Check(root, keyword.Value, item, $"{at}[{n}]", wrong);
                    break;
                default:
                    Assert.Fail($"{at}: the check knows no {keyword.Name}.");
                    break;
            }
        }
    }

    private static bool Is(string type, JsonElement value) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        _ => throw new InvalidOperationException($"The check knows no type {type}."),
    };

    private static bool Fits(string format, string text) => format switch
    {
        "uuid" => Guid.TryParseExact(text, "D", out _),
        "date" => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        "date-time" => text.Contains('T') && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        _ => throw new InvalidOperationException($"The check knows no format {format}."),
    };
}
