using System.Text.RegularExpressions;

namespace CoachPlatform.Library.Documents;

/// <summary>Titles that lost their line and stand in the middle of prose: several capitalised words, and then a sentence begins with one more.</summary>
internal static partial class InlineTitles
{
    private const int MostWords = 10;
    private const int FewestWordsAfter = 4;

    private static readonly HashSet<string> Small = new(StringComparer.Ordinal)
    {
        "a", "an", "and", "as", "at", "by", "for", "from", "in", "into", "of", "on", "or", "over", "the", "to", "vs", "with", "your",
    };

    public static IEnumerable<Block> Split(Block block)
    {
        var at = 0;
        foreach (var (from, to) in Sentences.Of(block.Text))
        {
            var length = LengthOf(block.Text[from..to]);
            if (length == 0)
                continue;
            if (block.Piece(at, from, BlockKind.Paragraph) is { Text.Length: > 0 } before)
                yield return before;
            yield return block.Piece(from, from + length, BlockKind.Heading);
            at = from + length;
        }

        if (block.Piece(at, block.Text.Length, BlockKind.Paragraph) is { Text.Length: > 0 } rest)
            yield return rest;
    }

    /// <summary>How many characters at the start of a sentence are a title; 0 when none are.</summary>
    public static int LengthOf(string sentence)
    {
        var words = Words().Matches(sentence).Where(m => m.Value.Any(char.IsLetterOrDigit)).Select(m => (m.Value, m.Index, End: m.Index + m.Length)).Take(MostWords + FewestWordsAfter + 2).ToList();
        var run = words.TakeWhile((w, i) => IsCapital(w.Value) || (i > 0 && Small.Contains(w.Value))).ToList();
        var whole = run.Count == words.Count && !Sentences.IsClosed(sentence);
        // The last capital begins the sentence, unless there is none and the whole is a title.
        var last = whole ? run.Count : run.FindLastIndex(w => IsCapital(w.Value));
        var title = run.Take(Math.Max(0, last)).ToList();
        if (title.Count is < 2 or > MostWords || title.Count(w => IsCapital(w.Value)) < 2 || Small.Contains(title[^1].Value) || title.Any(w => w.Value[^1] == ','))
            return 0;
        return whole || words.Count - last > FewestWordsAfter ? title[^1].End : 0;
    }

    private static bool IsCapital(string word) => word.TrimStart('“', '"', '(', '‘') is [var first, ..] && char.IsUpper(first);

    [GeneratedRegex(@"\S+", RegexOptions.CultureInvariant)]
    private static partial Regex Words();
}
