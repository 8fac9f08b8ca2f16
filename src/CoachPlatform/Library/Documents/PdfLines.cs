using UglyToad.PdfPig.Content;

namespace CoachPlatform.Library.Documents;

/// <summary>One line of a page as it is read.</summary>
/// <param name="Size">Of the letters, in points.</param>
/// <param name="Top">Points above the foot of the page, as <paramref name="Bottom"/> is.</param>
internal sealed record PdfLine(int Page, string Text, double Size, bool Bold, double Left, double Right, double Top, double Bottom, double PageHeight);

/// <summary>The words of a page put back into lines, from the top down. Columns side by side are read across.</summary>
internal static class PdfLines
{
    public static IEnumerable<PdfLine> Of(Page page)
    {
        var rows = new List<List<Word>>();
        foreach (var word in page.GetWords().Where(w => !string.IsNullOrWhiteSpace(w.Text)).OrderByDescending(w => w.BoundingBox.Bottom).ThenBy(w => w.BoundingBox.Left))
        {
            // Letters that hang below the line lower the box, so half a height counts as the same line.
            if (rows.Count > 0 && rows[^1][0].BoundingBox.Bottom - word.BoundingBox.Bottom < Math.Max(2, Math.Max(rows[^1][0].BoundingBox.Height, word.BoundingBox.Height) / 2))
                rows[^1].Add(word);
            else
                rows.Add([word]);
        }

        return rows.Select(row => Line(page, [.. row.OrderBy(w => w.BoundingBox.Left)]));
    }

    private static PdfLine Line(Page page, IReadOnlyList<Word> words)
    {
        var letters = words.SelectMany(w => w.Letters).ToList();
        var bold = letters.Count(l => l.FontName?.Contains("bold", StringComparison.OrdinalIgnoreCase) == true || l.FontName?.Contains("black", StringComparison.OrdinalIgnoreCase) == true);
        return new PdfLine(
            page.Number, Spaces.Single(string.Join(' ', words.Select(w => w.Text))), Math.Round(letters.Average(l => l.PointSize), 1), bold * 2 > letters.Count,
            words[0].BoundingBox.Left, words[^1].BoundingBox.Right, words.Max(w => w.BoundingBox.Top), words.Min(w => w.BoundingBox.Bottom), page.Height);
    }
}
