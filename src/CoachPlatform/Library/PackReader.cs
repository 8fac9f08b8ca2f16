using System.Text.RegularExpressions;
using Markdig;
using Markdig.Extensions.Yaml;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace CoachPlatform.Library;

/// <summary>Reads one pack file. A wrong file is refused whole, with every reason and its line; nothing is thrown for its content.</summary>
public static partial class PackReader
{
    private const int MostCharacters = 1_000_000;
    private const int LongestDocument = 200;
    private static readonly MarkdownPipeline Markdown = new MarkdownPipelineBuilder().UseYamlFrontMatter().UsePreciseSourceLocation().Build();

    /// <param name="file">The name to use in reasons.</param>
    /// <param name="text">The whole file.</param>
    public static PackReading Read(string file, string text)
    {
        var problems = new PackProblems(file);
        var pack = Plain(text, problems) is { } plain ? Read(file, plain, problems) : null;
        return problems.Count == 0 && pack is not null ? new PackReading(pack, []) : problems.Refuse();
    }

    /// <summary>The text with line feeds and without a byte order mark, or null after saying why it cannot be read.</summary>
    private static string? Plain(string text, PackProblems problems)
    {
        if (text.Length > MostCharacters)
        {
            problems.Add(1, "The file is longer than 1,000,000 characters.");
            return null;
        }

        // Only the three line ends that Markdown knows; a rarer one would shift every line number after it.
        var plain = text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').TrimStart('\uFEFF');
        var bad = PlainText.FirstBad(plain);
        if (bad < 0)
            return plain;
        problems.Add(1 + plain.AsSpan(0, bad).Count('\n'), "There is a character here that no text may have.");
        return null;
    }

    private static Pack? Read(string file, string text, PackProblems problems)
    {
        var document = Parse(text, problems);
        if (document is null || FrontMatter(document, problems) is not { } front)
            return null;
        foreach (var html in document.Descendants().Where(o => o is HtmlBlock or HtmlInline))
            problems.Add(html.Line + 1, "Raw HTML is not read; write Markdown.");
        var number = front.Text("document");
        if (number.Length > LongestDocument)
            front.Refuse("document", $"‘document’ has at most {LongestDocument} characters.");
        var pack = new Pack(file, number, front.Text("title"), front.Text("publisher"), Date(front), Language(front), Practices(document, text, number, problems));
        front.RefuseTheRest();
        return pack;
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

    private static StrictMap? FrontMatter(MarkdownDocument document, PackProblems problems)
    {
        if (document.FirstOrDefault() is not YamlFrontMatterBlock block)
        {
            problems.Add(1, "The file must begin with front matter between two lines of three hyphens.");
            return null;
        }

        return YamlTree.Read(block.Lines.ToString(), block.Line + 1, problems) is { } map ? new StrictMap(map, "front matter", problems) : null;
    }

    private static string Date(StrictMap front)
    {
        var date = front.Text("date");
        if (date.Length > 0 && !DateShape().IsMatch(date))
            front.Refuse("date", "‘date’ is a year, a year and month or a day (2024, 2024-02, 2024-02-29), or unknown.");
        return date;
    }

    private static string Language(StrictMap front)
    {
        var language = front.Text("language");
        if (language.Length > 0 && !LanguageShape().IsMatch(language))
            front.Refuse("language", "‘language’ is a tag such as en or es-MX.");
        return language;
    }

    private static List<PackPractice> Practices(MarkdownDocument document, string text, string number, PackProblems problems)
    {
        var practices = new List<PackPractice>();
        foreach (var section in PackSection.Split(document, text, problems))
        {
            if (section.Exercise(number, problems) is not { } exercise)
                continue;
            if (practices.Find(p => p.Exercise.Slug == exercise.Slug) is { } same)
                problems.Add(section.Line, $"The slug ‘{exercise.Slug}’ is used already by the section at line {same.Line}.");
            practices.Add(new PackPractice(section.Line, section.Ids, section.Name, exercise));
        }

        return practices;
    }

    [GeneratedRegex(@"\A(unknown|\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?)\z", RegexOptions.CultureInvariant)]
    private static partial Regex DateShape();

    [GeneratedRegex(@"\A[a-z]{2,3}(-[A-Za-z0-9]{2,8})*\z", RegexOptions.CultureInvariant)]
    private static partial Regex LanguageShape();
}
