using System.Buffers;
using System.Text.RegularExpressions;

namespace CoachPlatform.Library.Documents;

/// <summary>Plain text. Blank lines part paragraphs; within them each line is one, unless the lines were broken to fit a width.</summary>
internal static partial class ReadText
{
    // Lines this short, one after another, were broken by a program and not by the writer.
    private const int WidestBrokenLine = 100;
    private const int NarrowestBrokenLine = 40;

    private static readonly SearchValues<char> Strokes = SearchValues.Create("-=*_~– ");

    private readonly record struct Line(int From, int To, Match Marker)
    {
        public int Length => To - From;
    }

    public static IReadOnlyList<Block> Blocks(string text)
    {
        var blocks = new List<Block>();
        var chunk = new List<Line>();
        for (var at = 0; at <= text.Length;)
        {
            var end = text.IndexOf('\n', at) is >= 0 and var found ? found : text.Length;
            var (from, to) = Trim(text, at, end);
            if (from == to)
                Flush(text, chunk, blocks);
            else if (!IsRule(text.AsSpan(from, to - from)))
                chunk.Add(new Line(from, to, Marker().Match(text, from, to - from)));
            at = end + 1;
        }

        Flush(text, chunk, blocks);
        return blocks;
    }

    private static void Flush(string text, List<Line> chunk, List<Block> blocks)
    {
        var isBroken = chunk.Count > 1 && chunk.All(l => l.Length <= WidestBrokenLine) && chunk.SkipLast(1).All(l => l.Length >= NarrowestBrokenLine);
        for (var i = 0; i < chunk.Count;)
        {
            var first = chunk[i];
            var last = first;
            var isItem = first.Marker.Success;
            for (i++; i < chunk.Count && !chunk[i].Marker.Success && (isBroken || (isItem && text[chunk[i].From - 1] is ' ' or '\t')); i++)
                last = chunk[i];
            var from = isItem ? first.From + first.Marker.Length : first.From;
            if (from < last.To)
                blocks.Add(new Block(
                    isItem ? BlockKind.Item : BlockKind.Paragraph, OneLine(text[from..last.To]), new SourcePlace(PlaceUnit.Character, from, last.To),
                    Marker: isItem ? Markers.Of(first.Marker.Groups[1].Value) : ""));
        }

        chunk.Clear();
    }

    /// <summary>As long as before, so that places within it stay true.</summary>
    private static string OneLine(string text) => text.Replace('\n', ' ').Replace('\r', ' ').Replace('\t', ' ');

    private static (int From, int To) Trim(string text, int from, int to)
    {
        while (from < to && char.IsWhiteSpace(text[from]))
            from++;
        while (to > from && char.IsWhiteSpace(text[to - 1]))
            to--;
        return (from, to);
    }

    /// <summary>A line of strokes is an ornament.</summary>
    private static bool IsRule(ReadOnlySpan<char> line) => line.Length >= 3 && !line.ContainsAnyExcept(Strokes);

    [GeneratedRegex(@"\G([-*•–·▪◦‣]|\d{1,3}[.)])[ \t]+", RegexOptions.CultureInvariant)]
    private static partial Regex Marker();
}

internal static class Markers
{
    /// <summary>Numbers stay as they are, every bullet becomes the same one.</summary>
    public static string Of(string written) => char.IsAsciiDigit(written[0]) ? written : "•";
}
