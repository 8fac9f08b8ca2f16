using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using Word = DocumentFormat.OpenXml.Wordprocessing;

namespace CoachPlatform.Library.Documents;

/// <summary>A Word document by its paragraph styles and lists. Places are paragraphs, counted as they stand in the body.</summary>
internal static class ReadDocx
{
    public static IReadOnlyList<Block> Blocks(byte[] bytes, CancellationToken ct)
    {
        Unpacked.Check(bytes, ct);
        using var stream = new MemoryStream(bytes, writable: false);
        using var word = WordprocessingDocument.Open(stream, isEditable: false, new OpenSettings { AutoSave = false, MaxCharactersInPart = DocumentLimits.Unpacked });
        if (word.DocumentType is WordprocessingDocumentType.MacroEnabledDocument or WordprocessingDocumentType.MacroEnabledTemplate)
            throw UnreadableDocument.Active("macros");
        if (word.MainDocumentPart?.Document?.Body is not { } body)
            throw UnreadableDocument.Broken("Word document");
        var styles = word.MainDocumentPart.StyleDefinitionsPart?.Styles?.Elements<Style>().Where(s => s.StyleId?.Value is not null)
            .GroupBy(s => s.StyleId!.Value!).ToDictionary(g => g.Key, g => g.First()) ?? [];
        var lists = Numbering(word.MainDocumentPart.NumberingDefinitionsPart?.Numbering);
        var counts = new Dictionary<(int List, int Level), int>();
        var blocks = new List<Block>();
        var n = 0;
        foreach (var paragraph in body.Descendants<Word.Paragraph>())
        {
            ct.ThrowIfCancellationRequested();
            n++;
            if (TextOf(paragraph) is { Length: > 0 } text)
                blocks.Add(BlockOf(paragraph, text, new SourcePlace(PlaceUnit.Paragraph, n, n), styles, lists, counts));
        }

        return blocks;
    }

    private static Block BlockOf(
        Word.Paragraph paragraph, string text, SourcePlace place, Dictionary<string, Style> styles, HashSet<int> numbered, Dictionary<(int List, int Level), int> counts)
    {
        var properties = paragraph.ParagraphProperties;
        var style = properties?.ParagraphStyleId?.Val?.Value is { } id && styles.TryGetValue(id, out var known) ? known : null;
        var name = (style?.StyleName?.Val?.Value ?? properties?.ParagraphStyleId?.Val?.Value ?? "").ToLowerInvariant();
        var outline = properties?.OutlineLevel?.Val?.Value ?? style?.StyleParagraphProperties?.OutlineLevel?.Val?.Value;
        if (name == "title")
            return new Block(BlockKind.Heading, text, place, 1);
        if (LevelOf(name, outline) is { } level)
            return new Block(BlockKind.Heading, text, place, level + 1);
        if (name == "caption")
            return new Block(BlockKind.Paragraph, text, place, Aside: CutReason.Caption);
        if ((properties?.NumberingProperties ?? style?.StyleParagraphProperties?.NumberingProperties) is { NumberingId.Val.Value: > 0 and var list } numbering)
        {
            var at = (list, numbering.NumberingLevelReference?.Val?.Value ?? 0);
            counts[at] = counts.GetValueOrDefault(at) + 1;
            return new Block(BlockKind.Item, text, place, Marker: numbered.Contains(list) ? $"{counts[at]}." : "•");
        }

        return new Block(name.StartsWith("list", StringComparison.Ordinal) ? BlockKind.Item : BlockKind.Paragraph, text, place, Marker: name.StartsWith("list", StringComparison.Ordinal) ? "•" : "");
    }

    private static int? LevelOf(string name, int? outline) =>
        name.StartsWith("heading", StringComparison.Ordinal) && int.TryParse(name.AsSpan("heading".Length).Trim(), out var level) && level is >= 1 and <= 9 ? level
        : outline is >= 0 and < 9 ? outline + 1
        : null;

    /// <summary>The lists whose first level counts, rather than shows a bullet.</summary>
    private static HashSet<int> Numbering(Numbering? numbering)
    {
        var counting = numbering?.Elements<AbstractNum>()
            .Where(a => a.Elements<Level>().FirstOrDefault()?.NumberingFormat?.Val is { } format && format.Value != NumberFormatValues.Bullet)
            .Select(a => a.AbstractNumberId?.Value).ToHashSet() ?? [];
        return [.. numbering?.Elements<NumberingInstance>().Where(i => counting.Contains(i.AbstractNumId?.Val?.Value)).Select(i => i.NumberID?.Value ?? 0) ?? []];
    }

    /// <summary>Its own words: not those of a text box inside it, nor what was deleted or computes a field.</summary>
    private static string TextOf(Word.Paragraph paragraph)
    {
        var text = new StringBuilder();
        foreach (var part in paragraph.Descendants())
        {
            if (part is not (Text or TabChar or Break or CarriageReturn or NoBreakHyphen) || part.Ancestors<Word.Paragraph>().First() != paragraph || part.Ancestors<AlternateContentFallback>().Any())
                continue;
            text.Append(part switch { Text words => words.Text, NoBreakHyphen => "-", _ => " " });
        }

        return Spaces.Single(text.ToString());
    }
}
