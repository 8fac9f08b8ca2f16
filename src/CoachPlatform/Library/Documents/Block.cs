namespace CoachPlatform.Library.Documents;

public enum PlaceUnit { Character, Paragraph, Page }

/// <summary>Where a text stands in its original. Characters count from 0 and <c>To</c> is the first one after; paragraphs and pages count from 1 and <c>To</c> is the last one.</summary>
public sealed record SourcePlace(PlaceUnit Unit, int From, int To)
{
    /// <summary>The stretch that holds both.</summary>
    public SourcePlace Over(SourcePlace other) => this with { From = Math.Min(From, other.From), To = Math.Max(To, other.To) };
}

public enum BlockKind { Paragraph, Item, Heading, Title }

/// <summary>What every reader makes of an original: one paragraph, item of a list or heading, in the order of reading.</summary>
/// <param name="Text">Plain text in one line.</param>
/// <param name="Level">Of a heading, from 1.</param>
/// <param name="Marker">What stands before an item: <c>•</c> or its number.</param>
/// <param name="Aside">Why it is no part of any passage; null for what is.</param>
public sealed record Block(BlockKind Kind, string Text, SourcePlace Place, int Level = 0, string Marker = "", CutReason? Aside = null)
{
    /// <summary>A piece of this block. Its place is exact where the block is a verbatim stretch of the original, else that of the block.</summary>
    public Block Piece(int from, int to, BlockKind kind, CutReason? aside = null)
    {
        while (from < to && char.IsWhiteSpace(Text[from]))
            from++;
        while (to > from && char.IsWhiteSpace(Text[to - 1]))
            to--;
        var isVerbatim = Place.Unit == PlaceUnit.Character && Place.To - Place.From == Text.Length;
        return new Block(kind, Text[from..to], isVerbatim ? Place with { From = Place.From + from, To = Place.From + to } : Place, kind == BlockKind.Heading ? 2 : 0, "", aside);
    }
}
