namespace CoachPlatform.Library.Documents;

/// <summary>A document of the practice with its passages, in the practice's own rows. Passages are proposals until the first revision.</summary>
/// <param name="Extent">How far places go in the original, in their unit.</param>
/// <param name="Cuts">What is in no passage; each can be restored by its number, from 1.</param>
public sealed record SourceDocument(
    Guid Id, string Name, SourceFormat Format, string Hash, int Length, PlaceUnit Unit, int Extent, DateTimeOffset ImportedAt, Guid ImportedBy,
    int Revision, bool Withdrawn, IReadOnlyList<Passage> Passages, IReadOnlyList<Cut> Cuts);

/// <summary>The original as it came, for as long as the document is there.</summary>
public sealed record OriginalFile(Guid Id, string Hash, byte[] Bytes);
