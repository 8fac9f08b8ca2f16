using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Http;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace CoachPlatform.Cases;

/// <summary>Whoever has left lets the other know. Until then it looks to the other as if the coach had paused the case.</summary>
public static class TellLeaving
{
    public sealed record Request;

    public static Task<(ProblemDetails, StandingChange?)> LoadAsync(Guid caseId, Request request, HttpContext http, IDocumentSession session, CancellationToken ct) =>
        StandingChange.OfAsync(session, http, caseId, gate => Decide(gate, http.Member().Seat!.Value), ct);

    [WolverinePost("/api/my/cases/{caseId}/leaving-told"), Access(For.PartnerOfCase), Once]
    [EndpointSummary("Let the other know that I have left")]
    public static StandingReply Post(Request request, StandingChange change, IDocumentSession session, HttpContext http) => change.Commit(session, http);

    /// <summary>Given somebody who has left: the other may know. Nothing when they do. Whether the other is still here makes no difference to whoever tells.</summary>
    public static Decision Decide(CaseGate gate, Seat seat) =>
        gate.Seats[seat].Status != SeatStatus.Left ? StandingRefusals.NotLeft
        : gate.Standing == Standing.Closed ? StandingRefusals.Closed
        : gate.Seats[seat].LeavingTold ? Decision.Nothing
        : Decision.Of(new LeavingTold(gate.Id, seat));
}
