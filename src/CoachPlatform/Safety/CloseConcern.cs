using CoachPlatform.Cases;
using CoachPlatform.Live;
using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Http;
using CoachPlatform.Vault;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace CoachPlatform.Safety;

/// <summary>The coach closes a concern, and says what came of it. With the last one, what has waited under the hold goes on, in the same commit.</summary>
public static class CloseConcern
{
    /// <param name="Note">At most 5,000 characters.</param>
    public sealed record Request(string? Note);

    public sealed record Reply(long Position);

    public static async Task<(ProblemDetails, ConcernChange?)> LoadAsync(Guid caseId, Guid holdId, Request request, HttpContext http, IDocumentSession session, Sealer sealer, CancellationToken ct) =>
        await ConcernChange.WithNoteAsync(session, http, holdId, request.Note, sealer, (of, concern, id, note) => Decide(of, concern, http.Member().StaffId!.Value, id, note), ct);

    [WolverinePost("/api/cases/{caseId}/concerns/{holdId:guid}/close"), Access(For.CoachOfCase), Once]
    [EndpointSummary("Close a concern, with a note on what came of it")]
    public static async Task<Reply> Post(Guid caseId, Request request, ConcernChange change, IDocumentSession session, HttpContext http, CancellationToken ct)
    {
        change.Commit(session);
        var after = change.Decision.Events.OfType<HoldLifted>().Aggregate(change.Desk.Gate, (gate, e) => CaseGate.Fold(gate, e, http.Now())!);
        await WhenAHoldLifts.AppendAsync(session, after, http.Now(), ct);
        return new Reply(Position.Of(http.Now()));
    }

    public static Decision Decide(SeatSafety of, Concern concern, Guid staff, Guid noteId, Sealed note) =>
        concern.Open
            ? Decision.Of(new ConcernClosed(of.CaseId, of.Seat, concern.HoldId, noteId, staff, note), new HoldLifted(of.CaseId, concern.HoldId))
            : SafetyRefusals.AlreadyClosed;
}
