using System.Globalization;
using System.Text;
using System.Text.Json;

namespace CoachPlatform.IntegrationTests.Contract.Hostile;

/// <summary>A body that begins as the schema wants it and is then spoilt, in one place or several, or as a whole.</summary>
internal sealed class HostileBody(Operation operation, Chance chance, Func<string, string> known)
{
    private const int Depth = 6;

    private static readonly string[] Strings =
    [
        "\"\"", "\" \"", "\"\\u0000\"", "\"a\\u0000b\"", "\"\\ud800\"", "\"\\udc00\\ud800\"", "\"\\uffff\\ufffe\"", "\"\u202eabc\"", "\"'; drop table mt_events; --\"", "\"%00\"",
        "\"../../etc/passwd\"", "\"<script>alert(1)</script>\"", "\"{{7*7}}\"", "\"${jndi:ldap://x}\"", "\"\u0001\u0002\"", "\"\\x\"", "\"\\u12\"", "\"2026-13-45\"", "\"0000-00-00\"", "\"9999-12-31\"",
        "\"0001-01-01\"", "\"2026-11-23T25:61:61\"", "\"-1\"", "\"1e9\"", "\"NaN\"", "\"A, B\"", "\"me, coach\"", "\"\U0001F468\u200d\U0001F469\u200d\U0001F467\"", "\"true\"", "\"null\"", "\"Etc/Nowhere\"",
        "\"00000000-0000-0000-0000-000000000000\"", "\"ffffffff-ffff-ffff-ffff-ffffffffffff\"",
    ];

    private static readonly string[] Numbers =
    [
        "-1", "0", "1", "-0", "0.1", "1e3", "1e400", "-1e400", "2147483647", "2147483648", "-2147483649", "9223372036854775807", "9223372036854775808", "99999999999999999999999999999999999999",
        "NaN", "Infinity", "01", "+1", "0x10", "1.", ".5", "1e", "--1", "3.0000000000000000000000000001",
    ];

    public (byte[] Bytes, string ContentType) Make()
    {
        var tree = operation.Body.ValueKind == JsonValueKind.Undefined ? new Json.Object() : Of(operation.Body, 0, "");
        for (var spoilt = chance.Below(4); spoilt > 0; spoilt--)
            tree = Spoil(tree);
        var text = tree.ToString();
        var bytes = chance.Below(45) switch
        {
            0 => [],
            1 => Encoding.UTF8.GetBytes(text[..chance.Below(text.Length + 1)]),
            2 => Encoding.UTF8.GetBytes(text + chance.Of("}", "x", ",", "null", "\0", "{}")),
            3 => [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(text)],
            4 => [.. Encoding.UTF8.GetBytes(text).SelectMany(b => chance.In(5) ? [(byte)0xFF, b] : new[] { b })],
            5 => [.. Encoding.UTF8.GetBytes("{\"text\":\""), 0xC3, 0x28, 0xF0, 0x9F, .. Encoding.UTF8.GetBytes("\"}")],
            6 => Encoding.Unicode.GetBytes(text),
            7 => Encoding.UTF8.GetBytes(chance.Of("null", "[]", "\"x\"", "0", "true", "[[]]", "{}", "[{}]", "/**/{}", "{'a':1}", "{\"a\":1,}", "\u0000")),
            8 => chance.Bytes(chance.Below(400)),
            9 => Encoding.UTF8.GetBytes(Nested(chance.Of(40, 63, 64, 65, 200, 5_000))),
            _ => Encoding.UTF8.GetBytes(text),
        };
        var type = chance.In(94) ? "application/json" : chance.Of(
            "", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "multipart/form-data; boundary=x", "application/json; charset=utf-16", "application/json; charset=nonsense",
            "application/xml", "application/json;;;;", "application/problem+json", "*/*", "application/octet-stream", "APPLICATION/JSON", "text/json", "application/json, text/plain");
        return (bytes, type);
    }

    /// <summary>What the schema asks for, with ids that are there where a name is known.</summary>
    private Json Of(JsonElement schema, int depth, string name)
    {
        schema = operation.Schemas.Find(schema);
        if (schema.ValueKind != JsonValueKind.Object || depth > Depth)
            return new Json.Raw(chance.Of("null", "1", "\"x\"", "{}", "[]", "true"));
        if (schema.TryGetProperty("enum", out var words))
            return new Json.Raw(chance.Of<string>([.. words.EnumerateArray().Select(w => w.GetRawText())]));
        return TypeOf(schema) switch
        {
            "object" => ObjectOf(schema, depth),
            "array" => ArrayOf(schema, depth, name),
            "integer" => new Json.Raw(chance.Of("0", "1", "2", "3", "12")),
            "number" => new Json.Raw(chance.Of("0", "1", "2.5")),
            "boolean" => new Json.Raw(chance.Of("true", "false")),
            "string" => new Json.Raw(Json.Quoted(StringOf(schema, name))),
            _ => new Json.Raw(chance.Of("null", "1", "\"that mornings are hard\"", "{}", "[]", "true", "7", "[\"a\"]")),
        };
    }

    private Json.Object ObjectOf(JsonElement schema, int depth)
    {
        var made = new Json.Object();
        if (schema.TryGetProperty("properties", out var properties))
            foreach (var property in properties.EnumerateObject().Where(_ => chance.In(85)))
                made.Members.Add((property.Name, Of(property.Value, depth + 1, property.Name)));
        if (schema.TryGetProperty("additionalProperties", out var others) && others.ValueKind == JsonValueKind.Object)
            for (var i = chance.Below(3); i >= 0; i--)
                made.Members.Add((chance.Of("A", "B", "say", "what", "understood", "did-it", "", "\0", "__proto__", new string('k', 300)), Of(others, depth + 1, "")));
        return made;
    }

    private Json.Array ArrayOf(JsonElement schema, int depth, string name)
    {
        var made = new Json.Array();
        if (schema.TryGetProperty("items", out var items))
            for (var i = chance.Below(3); i > 0; i--)
                made.Items.Add(Of(items, depth + 1, name));
        return made;
    }

    private string StringOf(JsonElement schema, string name) => (schema.TryGetProperty("format", out var format) ? format.GetString() : null) switch
    {
        "uuid" => known(name),
        "date" => chance.Of("2999-01-01", "2026-11-30", "2020-02-29"),
        "date-time" => "2999-01-01T10:00:00Z",
        _ => known(name),
    };

    private static string? TypeOf(JsonElement schema)
    {
        if (!schema.TryGetProperty("type", out var type))
            return schema.TryGetProperty("properties", out _) ? "object" : null;
        return type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Select(t => t.GetString()).FirstOrDefault(t => t != "null") : type.GetString();
    }

    private Json Spoil(Json tree)
    {
        var root = tree;
        var places = Json.Places(tree, v => root = v).ToList();
        var (value, replace) = places[chance.Below(places.Count)];
        switch (chance.Below(12))
        {
            case 0:
                replace(new Json.Raw("null"));
                break;
            case 1:
                replace(new Json.Raw(chance.Of("{}", "[]", "true", "\"x\"", "7", "[null]", "{\"a\":{}}")));
                break;
            case 2 or 3:
                replace(new Json.Raw(chance.Of(Strings)));
                break;
            case 4 or 5:
                replace(new Json.Raw(chance.Of(Numbers)));
                break;
            case 6:
                replace(new Json.Raw(Long()));
                break;
            case 7:
                replace(new Json.Raw(Nested(chance.Of(10, 63, 70, 1_000))));
                break;
            case 8 when value is Json.Object { Members.Count: > 0 } o:
                o.Members.RemoveAt(chance.Below(o.Members.Count));
                break;
            case 9 when value is Json.Object { Members.Count: > 0 } o:
                o.Members.Add(chance.In(50) ? o.Members[chance.Below(o.Members.Count)] : (o.Members[0].Name.ToUpperInvariant(), new Json.Raw(chance.Of(Strings))));
                break;
            case 10 when value is Json.Object o:
                o.Members.Add((chance.Of("tenant", "personId", "staffId", "seat", "role", "__proto__", "$type", "$ref", "constructor", ""), new Json.Raw(chance.Of(Strings))));
                break;
            case 11 when value is Json.Array { Items.Count: > 0 } a:
                for (var i = chance.Of(2, 60, 3_000); i > 0; i--)
                    a.Items.Add(a.Items[0]);
                break;
            default:
                replace(new Json.Raw(chance.Of(Strings)));
                break;
        }

        return root;
    }

    private string Long()
    {
        var length = chance.In(3) ? 2_200_000 : chance.Of(61, 201, 1_000, 20_001, 70_000);
        return Json.Quoted(string.Concat(Enumerable.Repeat(chance.Of("a", "\u00e9", "a ", "\n", "\U0001F600"), length)));
    }

    private string Nested(int levels)
    {
        var (open, close) = chance.Of(("[", "]"), ("{\"a\":", "}"), ("[{\"steps\":", "}]"));
        return new StringBuilder().Insert(0, open, levels).Append(levels.ToString(CultureInfo.InvariantCulture)).Insert(open.Length * levels + levels.ToString(CultureInfo.InvariantCulture).Length, close, levels).ToString();
    }
}
