using CoachPlatform.Live;
using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Http;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace CoachPlatform.Safety;

/// <summary>The coach says that they look after a concern.</summary>
public static class TakeUpConcern
{
    public sealed record Request;

    public sealed record Reply(long Position);

    public static async Task<(ProblemDetails, ConcernChange?)> LoadAsync(Guid caseId, Guid holdId, Request request, HttpContext http, IDocumentSession session, CancellationToken ct) =>
        await ConcernChange.OfAsync(session, http, holdId, (of, concern) => Task.FromResult(Decide(of, concern, http.Member().StaffId!.Value)), ct);

    [WolverinePost("/api/cases/{caseId}/concerns/{holdId:guid}/take-up"), Access(For.CoachOfCase), Once]
    [EndpointSummary("Say that you look after a concern")]
    public static Reply Post(Request request, ConcernChange change, IDocumentSession session, HttpContext http)
    {
        change.Commit(session);
        return new Reply(Position.Of(http.Now()));
    }

    /// <summary>Nothing where this coach has taken it up already.</summary>
    public static Decision Decide(SeatSafety of, Concern concern, Guid staff) =>
        !concern.Open ? SafetyRefusals.AlreadyClosed
        : concern.TakenUpBy == staff ? Decision.Nothing
        : Decision.Of(new ConcernTakenUp(of.CaseId, of.Seat, concern.HoldId, staff));
}
