using System.Globalization;
using System.Text;
using Markdig;
using Markdig.Extensions.Yaml;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace CoachPlatform.Library.Documents;

/// <summary>Markdown by its headings, paragraphs and lists. Front matter is skipped; HTML in it is looked at for what could run and is otherwise left out.</summary>
internal static class ReadMarkdown
{
    private const int LongestLine = 50_000;
    private const int MostMarks = 400;

    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UseYamlFrontMatter().UsePreciseSourceLocation().Build();

    /// <summary>Text that no person writes, such as a quote in a quote a hundred times over, costs the library far more than its length; it is read as plain text.</summary>
    public static bool IsPlausible(string text)
    {
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            var marks = line.Length > LongestLine ? LongestLine : line.Count('>') + line.Count('[') + line.Count('*') + line.Count('_') + line.Count('`') + line.Count('<');
            var lead = line.Length - line.TrimStart(" \t>-+*").Length;
            if (marks > MostMarks || lead > MostMarks)
                return false;
        }

        return true;
    }

    public static IReadOnlyList<Block> Blocks(string text, CancellationToken ct)
    {
        var document = Parse(text);
        if (document.Descendants().OfType<HtmlBlock>().Any() || document.Descendants<HtmlInline>().Any())
            ActiveHtml.Refuse(text, ct);
        var blocks = new List<Block>();
        foreach (var block in document)
            Add(block, "", blocks);
        return blocks;
    }

    private static MarkdownDocument Parse(string text)
    {
        try
        {
            return Markdown.Parse(text, Pipeline);
        }
        catch (ArgumentException)
        {
            // The library's own limit on what stands inside what.
            throw UnreadableDocument.TooDeep;
        }
    }

    private static void Add(Markdig.Syntax.Block block, string marker, List<Block> blocks)
    {
        switch (block)
        {
            case YamlFrontMatterBlock or HtmlBlock or LinkReferenceDefinitionGroup or ThematicBreakBlock:
                break;
            case HeadingBlock heading:
                Add(heading, BlockKind.Heading, heading.Level, "", blocks);
                break;
            case ParagraphBlock paragraph:
                Add(paragraph, marker == "" ? BlockKind.Paragraph : BlockKind.Item, 0, marker, blocks);
                break;
            case CodeBlock code:
                if (code.Lines.ToString().ReplaceLineEndings(" ").Trim() is { Length: > 0 } lines)
                    blocks.Add(new Block(BlockKind.Paragraph, lines, PlaceOf(code)));
                break;
            case ListBlock list:
                foreach (var item in list.OfType<ListItemBlock>())
                    AddItem(item, list.IsOrdered ? item.Order.ToString(CultureInfo.InvariantCulture) + "." : "•", blocks);
                break;
            case ContainerBlock container:
                foreach (var child in container)
                    Add(child, marker, blocks);
                break;
        }
    }

    private static void AddItem(ListItemBlock item, string marker, List<Block> blocks)
    {
        foreach (var child in item)
        {
            Add(child, marker, blocks);
            marker = "";
        }
    }

    private static void Add(LeafBlock leaf, BlockKind kind, int level, string marker, List<Block> blocks)
    {
        if (leaf.Inline is null)
            return;
        var text = TextOf(leaf.Inline);
        var onlyImage = leaf.Inline.All(i => i is LinkInline { IsImage: true } or LineBreakInline);
        if (text.Length > 0)
            blocks.Add(new Block(kind, text, PlaceOf(leaf), level, marker, onlyImage ? CutReason.Caption : null));
    }

    private static string TextOf(ContainerInline inlines)
    {
        var text = new StringBuilder();
        foreach (var leaf in inlines.Descendants<LeafInline>())
        {
            text.Append(leaf switch
            {
                LiteralInline literal => literal.Content.ToString(),
                CodeInline code => code.Content,
                AutolinkInline link => link.Url,
                HtmlEntityInline entity => entity.Transcoded.ToString(),
                LineBreakInline => " ",
                _ => "",
            });
        }

        return Spaces.Single(text.ToString());
    }

    private static SourcePlace PlaceOf(Markdig.Syntax.Block block) => new(PlaceUnit.Character, Math.Max(0, block.Span.Start), Math.Max(0, block.Span.End + 1));
}
