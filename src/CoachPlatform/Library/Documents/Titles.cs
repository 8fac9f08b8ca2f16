using System.Text.RegularExpressions;

namespace CoachPlatform.Library.Documents;

/// <summary>
/// Decides which blocks are titles of passages, and which one is the document's own. A document's own headings go before what only looks like
/// one: numbered tips, then numbered lines with prose under each, then short lines, then titles in the middle of prose.
/// </summary>
internal static partial class Titles
{
    private const int LongestLine = 90;
    private const int MostWords = 14;
    private const int LongProse = 1200;

    public static IReadOnlyList<Block> Mark(IReadOnlyList<Block> blocks)
    {
        var own = blocks.Where(b => b is { Aside: null, Kind: BlockKind.Heading }).ToList();
        if (own.Count > 1)
            return Levelled(blocks, own);
        var titled = own.Count == 1 && FirstKept(blocks) is { } first && ReferenceEquals(first, own[0])
            ? (IReadOnlyList<Block>)[.. blocks.Select(b => ReferenceEquals(b, own[0]) ? b with { Kind = BlockKind.Title } : b)]
            : blocks;
        return Tips(titled) ?? NumberedLines(titled) ?? ShortLines(titled) ?? Inline(titled) ?? blocks;
    }

    /// <summary>The tip's words without its number.</summary>
    public static string Bare(string title)
    {
        var bare = Tip().Match(title) is { Success: true } tip ? tip.Groups["title"].Value : title;
        bare = bare.Trim().TrimEnd(':').Trim();
        return bare.Length <= DocumentLimits.Title ? bare : bare[..(DocumentLimits.Title - 1)].TrimEnd() + "…";
    }

    private static Block? FirstKept(IReadOnlyList<Block> blocks) => blocks.FirstOrDefault(b => b.Aside is null);

    /// <summary>Passages begin at the highest level that occurs more than once; a single heading above it is the document's, and lower ones stay lines of their passage.</summary>
    private static IReadOnlyList<Block> Levelled(IReadOnlyList<Block> blocks, List<Block> own)
    {
        var counts = own.GroupBy(h => h.Level).OrderBy(g => g.Key).ToList();
        var level = counts.FirstOrDefault(g => g.Count() > 1)?.Key ?? counts[^1].Key;
        var title = own[0].Level < level ? own[0] : null;
        var announced = own.Where(h => h.Level <= level && !ReferenceEquals(h, title)).ToList() is [var head, .. { Count: > 1 } rest] && Announces(head, rest.Count) ? head : null;
        return
        [
            .. blocks.Select(b => b switch
            {
                { Aside: not null } or { Kind: not BlockKind.Heading } => b,
                _ when ReferenceEquals(b, title) || ReferenceEquals(b, announced) => b with { Kind = BlockKind.Title },
                { Level: var l } when l > level => b with { Kind = BlockKind.Paragraph },
                _ => b,
            }),
        ];
    }

    private static IReadOnlyList<Block>? Tips(IReadOnlyList<Block> blocks) =>
        With(blocks, b => b.Kind is BlockKind.Paragraph or BlockKind.Item && b.Text.Length <= LongestLine + 20 && Tip().IsMatch(b.Text));

    private static IReadOnlyList<Block>? NumberedLines(IReadOnlyList<Block> blocks)
    {
        var kept = blocks.Where(b => b.Aside is null).ToList();
        var titles = kept.Zip(kept.Skip(1)).Where(p => IsNumbered(p.First) && p.First.Text.Length <= LongestLine && p.Second.Kind == BlockKind.Paragraph).Select(p => p.First)
            .ToHashSet<Block>(ReferenceEqualityComparer.Instance);
        return titles.Count == kept.Count(IsNumbered) ? With(blocks, titles.Contains) : null;
    }

    private static bool IsNumbered(Block block) => block is { Kind: BlockKind.Item, Marker: [>= '0' and <= '9', ..] };

    private static IReadOnlyList<Block>? ShortLines(IReadOnlyList<Block> blocks)
    {
        var kept = blocks.Where(b => b.Aside is null && b.Kind != BlockKind.Title).ToList();
        var lines = new HashSet<Block>(ReferenceEqualityComparer.Instance);
        for (var i = 0; i + 1 < kept.Count; i++)
        {
            if (IsShort(kept[i]) && (kept[i + 1].Kind == BlockKind.Item || !IsShort(kept[i + 1]) || i == 0))
                lines.Add(kept[i]);
        }

        return With(blocks, lines.Contains);
    }

    private static bool IsShort(Block block) =>
        block is { Kind: BlockKind.Paragraph, Text: [var first, ..] text } && text.Length <= LongestLine && text.Split(' ').Length <= MostWords
        && (char.IsUpper(first) || char.IsDigit(first) || first is '“' or '"' or '‘') && text[^1] is not ('.' or ',' or ';' or ':' or '…' or '!');

    /// <summary>Marks what fits as titles when there are at least two of them; the first may prove to be the document's own.</summary>
    private static IReadOnlyList<Block>? With(IReadOnlyList<Block> blocks, Func<Block, bool> isTitle)
    {
        var titles = blocks.Where(b => b.Aside is null && b.Kind != BlockKind.Title && isTitle(b)).ToList();
        if (titles.Count < 2)
            return null;
        var own = OwnTitle(blocks, titles);
        var marked = new HashSet<Block>(titles, ReferenceEqualityComparer.Instance);
        return [.. blocks.Select(b => ReferenceEquals(b, own) ? b with { Kind = BlockKind.Title } : marked.Contains(b) ? b with { Kind = BlockKind.Heading, Level = 2 } : b)];
    }

    private static Block? OwnTitle(IReadOnlyList<Block> blocks, List<Block> titles)
    {
        if (blocks.Any(b => b.Kind == BlockKind.Title))
            return null;
        var first = titles[0];
        if (Announces(first, titles.Count - 1))
            return first;
        var kept = blocks.Where(b => b.Aside is null).ToList();
        if (!ReferenceEquals(kept[0], first))
            return IsShort(kept[0]) ? kept[0] : null;
        // A line at the very top is the document's when its byline or the first title comes right below it.
        var at = blocks.ToList().FindIndex(b => ReferenceEquals(b, first));
        return titles.Count > 2 && (blocks[at + 1].Aside is CutReason.Byline or CutReason.Date or CutReason.ReadingTime || ReferenceEquals(kept[1], titles[1])) ? first : null;
    }

    /// <summary>"8 ways to …" above at least two titles, and with their number right, is what the whole is called.</summary>
    private static bool Announces(Block title, int following)
    {
        var match = Announcement().Match(title.Text);
        return match.Success && following > 1 && (!int.TryParse(match.Groups["n"].Value, out var said) || said == following);
    }

    private static IReadOnlyList<Block>? Inline(IReadOnlyList<Block> blocks)
    {
        if (!blocks.Any(b => b is { Aside: null, Kind: BlockKind.Paragraph, Text.Length: > LongProse }))
            return null;
        var split = blocks.SelectMany(b => b is { Aside: null, Kind: BlockKind.Paragraph } ? InlineTitles.Split(b) : [b]).ToList();
        return split.Count(b => b is { Aside: null, Kind: BlockKind.Heading }) >= 2 ? split : null;
    }

    [GeneratedRegex(@"\A(#\s?\d{1,3}\s*[.:)–-]?|(tip|step|rule|way|lesson|idea|habit|exercise|day|week)\s+#?\d{1,3}\s*[.:)–-])\s*(?<title>\S.*)\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Tip();

    [GeneratedRegex(@"\A(the\s+)?((?<n>\d{1,2})|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\s+((\S+)\s+){0,3}?(ways|tips|steps|habits|ideas|things|rules|secrets|exercises|practices|lessons|suggestions|principles)\b|\Aways to\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Announcement();
}
