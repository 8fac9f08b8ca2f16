using Marten;

namespace CoachPlatform.Privacy;

/// <summary>The copies that somebody had made: their own is dropped, and of the others' in the case the files go, since they hold what goes now.</summary>
public sealed class RowsOfExports(TimeProvider clock) : IErasedWithSeat
{
    public Task RemoveAsync(IDocumentSession session, ErasedSeat who, CancellationToken ct) =>
        ExportDrop.BeforeErasureAsync(session, who.CaseId, who.Seat, clock.GetUtcNow(), ct);
}
