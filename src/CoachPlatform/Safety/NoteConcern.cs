using CoachPlatform.Live;
using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Http;
using CoachPlatform.Vault;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace CoachPlatform.Safety;

/// <summary>The coach writes down what was done about a concern.</summary>
public static class NoteConcern
{
    /// <param name="Note">At most 5,000 characters.</param>
    public sealed record Request(string? Note);

    public sealed record Reply(long Position);

    public static async Task<(ProblemDetails, ConcernChange?)> LoadAsync(Guid caseId, Guid holdId, Request request, HttpContext http, IDocumentSession session, Sealer sealer, CancellationToken ct) =>
        await ConcernChange.WithNoteAsync(session, http, holdId, request.Note, sealer, (of, concern, id, note) => Decide(of, concern, http.Member().StaffId!.Value, id, note), ct);

    [WolverinePost("/api/cases/{caseId}/concerns/{holdId:guid}/notes"), Access(For.CoachOfCase), Once]
    [EndpointSummary("Write a note on a concern")]
    public static Reply Post(Request request, ConcernChange change, IDocumentSession session, HttpContext http)
    {
        change.Commit(session);
        return new Reply(Position.Of(http.Now()));
    }

    public static Decision Decide(SeatSafety of, Concern concern, Guid staff, Guid noteId, Sealed note) =>
        concern.Open ? Decision.Of(new ConcernNoted(of.CaseId, of.Seat, concern.HoldId, noteId, staff, note)) : SafetyRefusals.AlreadyClosed;
}
