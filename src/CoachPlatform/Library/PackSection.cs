using System.Text.RegularExpressions;
using Markdig.Syntax;

namespace CoachPlatform.Library;

/// <summary>One <c>##</c> section: practice ids and name from the heading, a digest, and the block of its exercise.</summary>
/// <param name="Line">Of the heading, 1-based.</param>
internal sealed partial record PackSection(int Line, IReadOnlyList<string> Ids, string Name, string Digest, FencedCodeBlock? Block)
{
    /// <summary>The sections in order. Text above the first one is for human readers and is left alone.</summary>
    public static IReadOnlyList<PackSection> Split(MarkdownDocument document, string text, PackProblems problems)
    {
        var lines = text.Split('\n');
        var headings = document.OfType<HeadingBlock>().Where(h => h.Level == 2).ToList();
        if (headings.Count == 0)
            problems.Add(1, "There is no section; each practice has a heading of level 2.");
        return [.. headings.Select((h, i) => Read(document, lines, h, i + 1 < headings.Count ? headings[i + 1].Line : lines.Length, problems))];
    }

    /// <summary>The exercise in the section's block, or null after saying what is wrong.</summary>
    public Exercise? Exercise(string document, PackProblems problems) =>
        Block is not null && YamlTree.Read(Block.Lines.ToString(), Block.Line + 1, problems) is { } map
            ? ExerciseEntry.Read(map, Ids, new Source(document, Name), Digest, problems)
            : null;

    private static PackSection Read(MarkdownDocument document, string[] lines, HeadingBlock heading, int end, PackProblems problems)
    {
        var line = heading.Line + 1;
        var match = HeadingShape().Match(lines[heading.Line]);
        if (!match.Success)
            problems.Add(line, "A heading reads: ## A1 · what it is about. Several practices are separated by commas; what is no listed practice has no number and no dot.");
        var blocks = document.OfType<FencedCodeBlock>().Where(b => b.Info == "exercise" && b.Line > heading.Line && b.Line < end).ToList();
        if (blocks.Count != 1)
            problems.Add(blocks.Count == 0 ? line : blocks[1].Line + 1, $"A section has exactly one fenced block named exercise; this one has {blocks.Count}.");
        var block = blocks.FirstOrDefault();
        var digest = string.Join('\n', lines[line..(block?.Line ?? end)]).Trim();
        if (digest.Length == 0)
            problems.Add(line, "The section has no digest: say in a few sentences of your own what the practice is.");
        CheckEnd(document, block, end, problems);
        var ids = match.Groups["ids"].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return new PackSection(line, ids, match.Groups["name"].Value.Trim(), digest, block);
    }

    private static void CheckEnd(MarkdownDocument document, FencedCodeBlock? block, int end, PackProblems problems)
    {
        if (block is null)
            return;
        if (block.ClosingFencedCharCount == 0)
            problems.Add(block.Line + 1, "The exercise block is never closed.");
        var after = document.FirstOrDefault(b => b.Line > block.Line && b.Line < end && b is not (FencedCodeBlock { Info: "exercise" } or LinkReferenceDefinitionGroup));
        if (after is not null)
            problems.Add(after.Line + 1, "What stands below the exercise block belongs above it, in the digest.");
    }

    [GeneratedRegex(@"\A##[ \t]+((?<ids>[A-Z]\d{1,2}([ \t]*,[ \t]*[A-Z]\d{1,2})*)[ \t]+·[ \t]+(?<name>\S.*?)|(?![A-Z]\d{1,2}\b)(?<name>[^\s·#][^·]*?))[ \t#]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex HeadingShape();
}
