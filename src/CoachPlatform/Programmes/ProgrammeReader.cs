using CoachPlatform.Library;
using Markdig;
using Markdig.Extensions.Yaml;
using Markdig.Syntax;

namespace CoachPlatform.Programmes;

/// <summary>What reading a file came to: a programme, or every reason against it. Never both.</summary>
public sealed record ProgrammeReading(Programme? Programme, IReadOnlyList<PackProblem> Problems);

/// <summary>
/// Reads one file of a shipped programme: front matter, what it is for in Markdown, and one fenced block named <c>programme</c>. A wrong file is
/// refused whole, with every reason and its line; nothing is thrown for its content.
/// </summary>
public static class ProgrammeReader
{
    private const int MostCharacters = 200_000;
    private static readonly MarkdownPipeline Markdown = new MarkdownPipelineBuilder().UseYamlFrontMatter().UsePreciseSourceLocation().Build();

    /// <param name="file">The name to use in reasons.</param>
    /// <param name="exercise">The library's exercise of a slug, or null.</param>
    public static ProgrammeReading Read(string file, string text, Func<string, Exercise?> exercise)
    {
        var problems = new PackProblems(file);
        var programme = text.Length > MostCharacters ? TooLong(problems) : Read(text.ReplaceLineEndings("\n").TrimStart('\uFEFF'), problems, exercise);
        return problems.Count == 0 && programme is not null ? new ProgrammeReading(programme.Identified(), []) : new ProgrammeReading(null, problems.Refuse().Problems);
    }

    private static Programme? TooLong(PackProblems problems)
    {
        problems.Add(1, $"The file is longer than {MostCharacters:N0} characters.");
        return null;
    }

    private static Programme? Read(string text, PackProblems problems, Func<string, Exercise?> exercise)
    {
        if (PlainText.FirstBad(text) is >= 0 and var bad)
        {
            problems.Add(1 + text.AsSpan(0, bad).Count('\n'), "There is a character here that no text may have.");
            return null;
        }

        if (Parse(text, problems) is not { } document || document.FirstOrDefault() is not YamlFrontMatterBlock head)
        {
            problems.Add(1, "The file must begin with front matter between two lines of three hyphens.");
            return null;
        }

        var blocks = document.OfType<FencedCodeBlock>().Where(b => b.Info == "programme").ToList();
        if (blocks.Count != 1 || blocks[0].ClosingFencedCharCount == 0)
        {
            problems.Add(blocks.Count > 1 ? blocks[1].Line + 1 : 1, $"A file has exactly one fenced block named programme, and it is closed; this one has {blocks.Count}.");
            return null;
        }

        var lines = text.Split('\n');
        var purpose = string.Join(' ', lines[(head.Line + head.Lines.Count + 2)..blocks[0].Line].Select(l => l.Trim())).Trim();
        return YamlTree.Read(head.Lines.ToString(), head.Line + 1, problems) is { } front && YamlTree.Read(blocks[0].Lines.ToString(), blocks[0].Line + 1, problems) is { } map
            ? ProgrammeEntry.Read(front, map, purpose, exercise, problems)
            : null;
    }

    private static MarkdownDocument? Parse(string text, PackProblems problems)
    {
        try
        {
            return Markdig.Markdown.Parse(text, Markdown);
        }
        catch (ArgumentException e)
        {
            // Markdig's own guard against blocks nested without end.
            problems.Add(1, $"This is not Markdown that can be read: {e.Message}");
            return null;
        }
    }
}
