using System.Text.Json;

namespace CoachPlatform.IntegrationTests.Contract.Hostile;

/// <summary>One operation of our own OpenAPI document, with its schemas found.</summary>
/// <param name="For">Who may ask, in the words of the document.</param>
/// <param name="PathNames">Of the parameters in the path.</param>
/// <param name="Body">Its schema; undefined where it takes none.</param>
internal sealed record Operation(string Method, string Path, IReadOnlyList<string> PathNames, IReadOnlyList<string> QueryNames, bool Keyed, string For, JsonElement Body, Schemas Schemas)
{
    public string Name => $"{Method} {Path}";

    public static IReadOnlyList<Operation> All(JsonElement document)
    {
        var schemas = new Schemas(document);
        return
        [
            .. document.GetProperty("paths").EnumerateObject()
                .SelectMany(path => path.Value.EnumerateObject().Select(operation => Of(path.Name, operation.Name, operation.Value, schemas)))
                .OrderBy(o => o.Name, StringComparer.Ordinal),
        ];
    }

    private static Operation Of(string path, string method, JsonElement operation, Schemas schemas)
    {
        var parameters = operation.TryGetProperty("parameters", out var listed) ? [.. listed.EnumerateArray()] : new List<JsonElement>();
        IReadOnlyList<string> In(string place) => [.. parameters.Where(p => p.GetProperty("in").GetString() == place).Select(p => p.GetProperty("name").GetString()!)];
        var body = operation.TryGetProperty("requestBody", out var taken) && taken.TryGetProperty("content", out var content) && content.TryGetProperty("application/json", out var json)
            ? json.GetProperty("schema")
            : default;
        return new Operation(method.ToUpperInvariant(), path, In("path"), In("query"), In("header").Contains("Idempotency-Key"), operation.TryGetProperty("x-for", out var who) ? who.GetString()! : "Anyone", body, schemas);
    }
}

internal sealed record Schemas(JsonElement Document)
{
    /// <summary>Follows references and the first of several alternatives that says anything.</summary>
    public JsonElement Find(JsonElement schema)
    {
        for (var i = 0; i < 20; i++)
        {
            if (schema.ValueKind != JsonValueKind.Object)
                return schema;
            if (schema.TryGetProperty("$ref", out var elsewhere))
                schema = Document.GetProperty("components").GetProperty("schemas").GetProperty(elsewhere.GetString()!.Split('/')[^1]);
            else if (schema.TryGetProperty("oneOf", out var several) || schema.TryGetProperty("anyOf", out several) || schema.TryGetProperty("allOf", out several))
                schema = several.EnumerateArray().OrderBy(s => s.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String && type.GetString() == "null").First();
            else
                return schema;
        }

        return schema;
    }
}
