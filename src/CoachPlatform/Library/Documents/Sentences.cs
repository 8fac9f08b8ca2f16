namespace CoachPlatform.Library.Documents;

/// <summary>Parts prose into sentences.</summary>
internal static class Sentences
{
    // A full stop after these ends no sentence.
    private static readonly HashSet<string> Short = new(StringComparer.OrdinalIgnoreCase)
    {
        "mr", "mrs", "ms", "dr", "prof", "st", "vs", "e.g", "i.e", "cf", "no", "fig", "approx",
    };

    /// <summary>Where each sentence begins and ends, without the space around it.</summary>
    public static IEnumerable<(int From, int To)> Of(string text)
    {
        var from = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is not ('.' or '!' or '?' or '…' or '\n'))
                continue;
            var end = i + 1;
            while (end < text.Length && text[end] is '.' or '!' or '?' or '”' or '"' or '’' or ')' or ']')
                end++;
            if (text[i] != '\n' && !(EndsHere(text, i, end)))
                continue;
            if (Trimmed(text, from, end) is { } sentence)
                yield return sentence;
            from = end;
            i = end - 1;
        }

        if (Trimmed(text, from, text.Length) is { } last)
            yield return last;
    }

    public static IEnumerable<string> TextsOf(string text) => Of(text).Select(s => text[s.From..s.To]);

    public static bool IsClosed(string text) => text.TrimEnd('”', '"', '’', ')', ']', ' ') is [.., '.' or '!' or '?' or '…' or ':' or ';'];

    private static bool EndsHere(string text, int stop, int end)
    {
        if (end >= text.Length)
            return true;
        if (!char.IsWhiteSpace(text[end]))
            return false;
        var next = end;
        while (next < text.Length && char.IsWhiteSpace(text[next]))
            next++;
        if (next < text.Length && char.IsLower(text[next]))
            return false;
        var word = stop;
        while (word > 0 && !char.IsWhiteSpace(text[word - 1]))
            word--;
        return text[stop] != '.' || !Short.Contains(text[word..stop].Trim('(', '“', '"'));
    }

    private static (int From, int To)? Trimmed(string text, int from, int to)
    {
        while (from < to && char.IsWhiteSpace(text[from]))
            from++;
        while (to > from && char.IsWhiteSpace(text[to - 1]))
            to--;
        return from < to ? (from, to) : null;
    }
}
