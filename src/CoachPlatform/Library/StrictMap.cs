using System.Globalization;

namespace CoachPlatform.Library;

/// <summary>Takes what it expects out of a YAML mapping, says what is missing or wrong, and names what is left over.</summary>
/// <param name="what">How the mapping is called in a reason: <c>step ‘say’</c>.</param>
internal sealed class StrictMap(YamlMap map, string what, PackProblems problems)
{
    private readonly HashSet<string> taken = [];

    public int Line => map.Line;

    public bool Has(string key) => map.Pairs.Any(p => p.Key.Value == key);

    public int LineOf(string key) => map.Pairs.Where(p => p.Key.Value == key).Select(p => p.Key.Line).FirstOrDefault(map.Line);

    public void Refuse(string key, string reason) => problems.Add(LineOf(key), $"{what}: {reason}");

    /// <summary>The text under the key; empty after saying that it is missing.</summary>
    public string Text(string key) => TextOrNull(key) ?? Missing(key);

    public string? TextOrNull(string key)
    {
        switch (Take(key))
        {
            case null:
                return null;
            case YamlText { Value.Length: > 0 } text:
                return text.Value;
            default:
                Refuse(key, $"‘{key}’ must be a text that is not empty.");
                return "";
        }
    }

    public int? Number(string key)
    {
        var text = TextOrNull(key);
        if (text is null)
            return null;
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            return number;
        Refuse(key, $"‘{key}’ must be a whole number.");
        return null;
    }

    public bool YesNo(string key, bool otherwise)
    {
        var text = TextOrNull(key);
        if (text is not (null or "true" or "false"))
            Refuse(key, $"‘{key}’ must be true or false.");
        return text is null ? otherwise : text == "true";
    }

    public T Word<T>(string key, IReadOnlyDictionary<string, T> words) where T : struct, Enum
    {
        var text = Text(key);
        if (words.TryGetValue(text, out var value) || text.Length == 0)
            return value;
        Refuse(key, $"‘{text}’ is no {key}; it is one of {string.Join(", ", words.Keys)}.");
        return default;
    }

    public string OneOf(string key, IReadOnlyList<string> words)
    {
        var text = Text(key);
        if (text.Length > 0 && !words.Contains(text))
            Refuse(key, $"‘{text}’ is no {key}; it is one of {string.Join(", ", words)}.");
        return text;
    }

    /// <summary>The texts of a list; none when the key is not there.</summary>
    public IReadOnlyList<string> Texts(string key)
    {
        var texts = new List<string>();
        foreach (var item in Items(key))
        {
            if (item is not YamlText { Value.Length: > 0 } text)
                problems.Add(item.Line, $"{what}: ‘{key}’ holds something that is not a text.");
            else if (texts.Contains(text.Value))
                problems.Add(item.Line, $"{what}: ‘{key}’ names ‘{text.Value}’ twice.");
            else
                texts.Add(text.Value);
        }

        return texts;
    }

    /// <summary>The mappings of a list; none when the key is not there.</summary>
    public IReadOnlyList<YamlMap> Maps(string key)
    {
        var items = Items(key);
        foreach (var item in items.Where(i => i is not YamlMap))
            problems.Add(item.Line, $"{what}: each of ‘{key}’ must have keys and values.");
        return [.. items.OfType<YamlMap>()];
    }

    public YamlNode? Take(string key)
    {
        taken.Add(key);
        return map.Pairs.Where(p => p.Key.Value == key).Select(p => p.Value).FirstOrDefault();
    }

    /// <summary>Names every key that nobody asked for. Call it last.</summary>
    public void RefuseTheRest()
    {
        foreach (var key in map.Pairs.Select(p => p.Key).Where(k => !taken.Contains(k.Value)))
            problems.Add(key.Line, $"{what}: ‘{key.Value}’ is not a key that is known here.");
    }

    /// <summary>Says that a key must be there.</summary>
    public string Missing(string key)
    {
        problems.Add(map.Line, $"{what}: ‘{key}’ is missing.");
        return "";
    }

    private IReadOnlyList<YamlNode> Items(string key)
    {
        var node = Take(key);
        if (node is YamlList list)
            return list.Items;
        if (node is not null)
            Refuse(key, $"‘{key}’ must be a list.");
        return [];
    }
}
