using System.Text.RegularExpressions;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Exceptions;

namespace CoachPlatform.Library.Documents;

/// <summary>A PDF by the size, weight and distance of its lines. Places are pages. Text that is only a picture of text is not seen.</summary>
internal static partial class ReadPdf
{
    private const int MostStack = 128;
    private const int LongestParagraph = 20_000;

    public static IReadOnlyList<Block> Blocks(byte[] bytes, CancellationToken ct)
    {
        var lines = Lines(bytes, ct);
        if (lines.Count == 0)
            throw new UnreadableDocument("file-empty", "No text was found in this PDF. Perhaps its pages are pictures; then its words have to be pasted. Nothing was kept.");
        var body = lines.GroupBy(l => l.Size).MaxBy(g => g.Sum(l => l.Text.Length))!.Key;
        var sizes = lines.Select(l => l.Size).Where(s => s > body * 1.12).Distinct().OrderDescending().ToList();
        var repeated = lines.GroupBy(l => Digits().Replace(l.Text, "#")).Where(g => g.Select(l => l.Page).Distinct().Count() >= 3).Select(g => g.Key).ToHashSet();
        return Join(lines, line =>
            IsFurniture(line, repeated) ? Kind.Furniture
            : line.Size > body * 1.12 ? Kind.Heading(1 + sizes.IndexOf(line.Size))
            : line.Bold && line.Text.Length <= 90 && !".,;".Contains(line.Text[^1]) ? Kind.Heading(sizes.Count + 1)
            : Kind.Text, body);
    }

    private static List<PdfLine> Lines(byte[] bytes, CancellationToken ct)
    {
        var filters = new BoundedFilters(ct);
        try
        {
            using var pdf = PdfDocument.Open(bytes, new ParsingOptions { UseLenientParsing = true, SkipMissingFonts = true, MaxStackDepth = MostStack, FilterProvider = filters });
            if (pdf.NumberOfPages > DocumentLimits.Pages)
                throw UnreadableDocument.TooMuch($"This PDF has more than {DocumentLimits.Pages} pages.");
            PdfDrawings.Check(pdf, new BoundedFilters(ct), ct);
            var lines = new List<PdfLine>();
            var letters = 0;
            foreach (var page in pdf.GetPages())
            {
                filters.Check();
                letters += page.Letters.Count;
                if (letters > DocumentLimits.Text)
                    throw UnreadableDocument.TooMuch($"This holds more than {DocumentLimits.Text:N0} characters of text.");
                lines.AddRange(PdfLines.Of(page));
            }

            filters.Check();
            return lines;
        }
        catch (Exception e) when (e is not (UnreadableDocument or PdfDocumentEncryptedException))
        {
            // A file that was cut short at the budget looks broken from there on.
            filters.Check();
            throw;
        }
        catch (PdfDocumentEncryptedException)
        {
            throw new UnreadableDocument("file-locked", "This PDF is locked with a password. Save it without one, and import that. Nothing was kept.");
        }
    }

    private readonly record struct Kind(int Level, bool Aside)
    {
        public static Kind Text => new(0, false);

        public static Kind Furniture => new(0, true);

        public static Kind Heading(int level) => new(level, false);
    }

    private static List<Block> Join(List<PdfLine> lines, Func<PdfLine, Kind> kindOf, double body)
    {
        var blocks = new List<Block>();
        PdfLine? before = null;
        var kindBefore = Kind.Text;
        foreach (var line in lines)
        {
            var kind = kindOf(line);
            var place = new SourcePlace(PlaceUnit.Page, line.Page, line.Page);
            var marker = Marker().Match(line.Text);
            if (kind.Aside)
                blocks.Add(new Block(BlockKind.Paragraph, line.Text, place, Aside: CutReason.Navigation));
            else if (kind.Level == 0 && marker.Success)
                blocks.Add(new Block(BlockKind.Item, line.Text[marker.Length..], place, Marker: Markers.Of(marker.Groups[1].Value)));
            else if (before is not null && kind == kindBefore && GoesOn(before, line, blocks[^1], body))
                blocks[^1] = blocks[^1] with { Text = Continue(blocks[^1].Text, line.Text), Place = blocks[^1].Place.Over(place) };
            else
                blocks.Add(new Block(kind.Level > 0 ? BlockKind.Heading : BlockKind.Paragraph, line.Text, place, kind.Level));
            (before, kindBefore) = kind.Aside ? (before, kindBefore) : (line, kind);
        }

        return blocks;
    }

    /// <summary>Whether a line goes on with what the one before began: close below it, or at the head of the next page in the middle of a sentence.</summary>
    private static bool GoesOn(PdfLine before, PdfLine line, Block open, double body) =>
        open.Aside is null && open.Text.Length < LongestParagraph && (before.Page == line.Page
            ? before.Bottom - line.Top < Math.Max(before.Size, body) * 0.75 && Math.Abs(before.Size - line.Size) < 0.6
            : char.IsLower(line.Text[0]) && !".!?:".Contains(open.Text[^1]));

    private static string Continue(string text, string more) =>
        text.Length > 1 && text[^1] is '-' or '\u00ad' && char.IsLetter(text[^2]) && char.IsLower(more[0]) ? text[..^1] + more : $"{text} {more}";

    private static bool IsFurniture(PdfLine line, HashSet<string> repeated) =>
        PageNumber().IsMatch(line.Text) || (repeated.Contains(Digits().Replace(line.Text, "#")) && (line.Top > line.PageHeight * 0.9 || line.Bottom < line.PageHeight * 0.1));

    [GeneratedRegex(@"\d+", RegexOptions.CultureInvariant)]
    private static partial Regex Digits();

    [GeneratedRegex(@"\A[–-]?\s*(page\s+)?\d{1,4}(\s*(/|of)\s*\d{1,4})?\s*[–-]?\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex PageNumber();

    [GeneratedRegex(@"\A([-*•–·▪◦‣●]|\d{1,3}[.)])\s+(?=\S)", RegexOptions.CultureInvariant)]
    private static partial Regex Marker();
}
