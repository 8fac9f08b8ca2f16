using CoachPlatform.Cases;
using CoachPlatform.Vault;

namespace CoachPlatform.Privacy;

/// <summary>
/// The work on one export, as a row that any node may take up. It is there as long as there is something to do: to make the file, and to remove it.
/// </summary>
/// <param name="NextAt">From when it is worth looking at: to build, to try again, or to remove what has expired.</param>
/// <param name="Done">Rounds that are in, of <paramref name="Of"/>.</param>
/// <param name="Shown">What of others is in the file, as <see cref="ExportSight"/> names it: ids, keys and versions, no text.</param>
/// <param name="Release">The release whose file it is; null for a copy to take along.</param>
/// <param name="WithSafety">The person wants what they told their coach alone in it. It stands here and in no event, and goes with this row.</param>
public sealed record ExportJob(
    Guid Id,
    Guid CaseId,
    Seat? Seat,
    Guid? StaffId,
    DateTimeOffset NextAt,
    int Done = 0,
    int Of = 0,
    int Attempts = 0,
    long Bytes = 0,
    IReadOnlyList<string>? Shown = null,
    Guid? Release = null,
    bool WithSafety = false)
{
    public ExportOf Whose => new(CaseId, Seat, StaffId, Release);
}

/// <summary>A piece of the file, sealed under the key of the person whose export it is, or the practice's key for the case.</summary>
/// <param name="N">Its place in the file, from 0.</param>
public sealed record ExportPart(string Id, Guid CaseId, Guid ExportId, int N, Sealed Box);
