using System.Globalization;
using System.Text;

namespace CoachPlatform.Library;

/// <summary>Writes keys and values as a person would, and quotes what YAML would otherwise take for something else.</summary>
internal sealed class YamlLines(StringBuilder text, string indent)
{
    private string? first;

    /// <summary>A word of a closed vocabulary, a key, or what is YAML already.</summary>
    public void Add(string key, string? value)
    {
        if (value is not null)
            Line(key, value);
    }

    public void Add(string key, int? value) => Add(key, value?.ToString(CultureInfo.InvariantCulture));

    /// <summary>Only when it is so.</summary>
    public void Add(string key, bool value) => Add(key, value ? "true" : null);

    public void AddText(string key, string? value) => Add(key, value is null ? null : Quoted(value));

    public void AddList(string key, IEnumerable<string> values)
    {
        var list = values.ToList();
        if (list.Count > 0)
            Line(key, $"[{string.Join(", ", list.Select(Quoted))}]");
    }

    public void AddMaps<T>(string key, IEnumerable<T> values, Action<T, YamlLines> write)
    {
        var list = values.ToList();
        if (list.Count == 0)
            return;
        text.Append(Begin()).Append(key).Append(":\n");
        foreach (var value in list)
            write(value, new YamlLines(text, indent + "    ") { first = indent + "  - " });
    }

    private void Line(string key, string value) => text.Append(Begin()).Append(key).Append(": ").Append(value).Append('\n');

    private string Begin()
    {
        var begin = first ?? indent;
        first = null;
        return begin;
    }

    /// <summary>A double-quoted scalar. Characters that YAML folds or that cannot be seen are escaped, all others stand as they are.</summary>
    private static string Quoted(string value)
    {
        var quoted = new StringBuilder("\"");
        foreach (var c in value)
        {
            _ = c switch
            {
                '"' => quoted.Append("\\\""),
                '\\' => quoted.Append(@"\\"),
                '\n' => quoted.Append("\\n"),
                '\t' => quoted.Append("\\t"),
                '\u2028' or '\u2029' or '\uFEFF' => quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}"),
                _ => quoted.Append(c),
            };
        }

        return quoted.Append('"').ToString();
    }
}
