namespace CoachPlatform.Library.Search;

/// <summary>A piece of a snippet.</summary>
/// <param name="Found">Whether it is what was looked for.</param>
public sealed record SnippetPart(string Text, bool Found);

/// <summary>What the database gives around the words that were found. It marks them with two characters that no text has; markup is made by the page alone.</summary>
public static class Snippet
{
    public const char From = '\uE000';

    public const char To = '\uE001';

    public static IReadOnlyList<SnippetPart> Parts(string marked)
    {
        var parts = new List<SnippetPart>();
        foreach (var piece in marked.Split(From))
        {
            var end = piece.IndexOf(To, StringComparison.Ordinal);
            if (end >= 0)
                Add(piece[..end], true);
            Add(piece[(end + 1)..], false);
        }

        return parts;

        void Add(string text, bool found)
        {
            if (text.Length > 0)
                parts.Add(new SnippetPart(text, found));
        }
    }
}
