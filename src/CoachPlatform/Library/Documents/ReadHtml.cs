using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;

namespace CoachPlatform.Library.Documents;

/// <summary>A page by its headings, paragraphs and lists. What its own markup calls navigation, caption or byline is set aside as that.</summary>
internal sealed partial class ReadHtml
{
    private static readonly string[] Silent = ["head", "script", "style", "template", "noscript", "svg", "math", "canvas", "audio", "video", "select", "textarea"];

    private static readonly string[] Inline =
        ["a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "font", "i", "img", "ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr"];

    private readonly List<Block> blocks = [];
    private readonly StringBuilder run = new();
    private readonly Dictionary<IElement, int> counts = [];
    private readonly int length;
    private int runFrom;
    private int at;

    private ReadHtml(int length) => this.length = length;

    public static IReadOnlyList<Block> Blocks(string html, CancellationToken ct)
    {
        using var page = HtmlTree.Parse(html, ct);
        ActiveHtml.Refuse(page);
        var reader = new ReadHtml(html.Length);
        if (page.Body is { } body)
            reader.Walk(body);
        reader.Flush(BlockKind.Paragraph);
        return reader.Placed();
    }

    /// <summary>A block reaches to where the next one begins: tags have no end of their own in the parser's tree.</summary>
    private IReadOnlyList<Block> Placed() =>
        [.. blocks.Select((b, i) => b with { Place = b.Place with { To = Math.Max(b.Place.From, i + 1 < blocks.Count ? blocks[i + 1].Place.From : length) } })];

    // The page's depth was checked before, so this cannot exhaust the stack.
    private void Walk(INode node)
    {
        foreach (var child in node.ChildNodes)
        {
            if (child is IText text)
                run.Append(text.Data);
            else if (child is IElement element && !Silent.Contains(element.LocalName))
                Element(element);
        }
    }

    private void Element(IElement element)
    {
        var name = element.LocalName;
        if (AsideOf(element) is { } reason)
        {
            Flush(BlockKind.Paragraph);
            Enter(element);
            run.Append(element.TextContent);
            Flush(BlockKind.Paragraph, aside: reason);
        }
        else if (name == "br")
        {
            run.Append(' ');
        }
        else if (Inline.Contains(name))
        {
            Walk(element);
        }
        else
        {
            Flush(BlockKind.Paragraph);
            Enter(element);
            Walk(element);
            if (name is ['h', >= '1' and <= '6'])
                Flush(BlockKind.Heading, name[1] - '0');
            else
                Flush(name == "li" ? BlockKind.Item : BlockKind.Paragraph, marker: name == "li" ? MarkerOf(element) : "");
        }
    }

    private void Enter(IElement element)
    {
        at = Math.Max(at, element.SourceReference?.Position.Position - 1 ?? at);
        runFrom = at;
    }

    private void Flush(BlockKind kind, int level = 0, string marker = "", CutReason? aside = null)
    {
        var text = Spaces.Single(run.ToString());
        run.Clear();
        if (text.Length > 0)
            blocks.Add(new Block(kind, text, new SourcePlace(PlaceUnit.Character, runFrom, runFrom), level, marker, aside));
        runFrom = at;
    }

    private string MarkerOf(IElement item)
    {
        if (item.ParentElement is not { LocalName: "ol" } list)
            return "•";
        counts[list] = counts.GetValueOrDefault(list) + 1;
        return counts[list].ToString(CultureInfo.InvariantCulture) + ".";
    }

    private static CutReason? AsideOf(IElement element)
    {
        var named = $"{element.ClassName} {element.Id}";
        return element.LocalName switch
        {
            "h1" or "h2" or "h3" or "h4" or "h5" or "h6" or "body" or "main" or "article" => null,
            "figcaption" or "caption" => CutReason.Caption,
            "nav" or "footer" or "aside" or "form" or "button" or "menu" or "dialog" => CutReason.Navigation,
            "address" => CutReason.Byline,
            "header" => element.QuerySelector("h1, h2, h3") is null ? CutReason.Navigation : null,
            _ when element.GetAttribute("role") is "navigation" or "banner" or "contentinfo" or "complementary" or "search" => CutReason.Navigation,
            // A whole article may bear such a word in its class; only a line is taken by it.
            _ when element.TextContent.Length > 200 => null,
            _ when BylineName().IsMatch(named) => CutReason.Byline,
            _ when CaptionName().IsMatch(named) => CutReason.Caption,
            _ when ReadingName().IsMatch(named) => CutReason.ReadingTime,
            _ when NavigationName().IsMatch(named) => CutReason.Navigation,
            _ => null,
        };
    }

    [GeneratedRegex(@"(^|[\s_-])(byline|author)([\s_-]|$)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex BylineName();

    [GeneratedRegex(@"(^|[\s_-])(caption|credit)([\s_-]|$)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex CaptionName();

    [GeneratedRegex(@"(^|[\s_-])(reading[_-]?time|read[_-]time)([\s_-]|$)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ReadingName();

    [GeneratedRegex(@"(^|[\s_-])(nav|navigation|breadcrumbs?|share|sharing|related|cookie|newsletter|skip|pagination|tags)([\s_-]|$)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex NavigationName();
}
