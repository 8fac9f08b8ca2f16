using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Http;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace CoachPlatform.Cases;

/// <summary>A partner takes a case up again after a rest.</summary>
public static class ReturnToCase
{
    public sealed record Request;

    public static Task<(ProblemDetails, StandingChange?)> LoadAsync(Guid caseId, Request request, HttpContext http, IDocumentSession session, CancellationToken ct) =>
        StandingChange.OfAsync(session, http, caseId, gate => Decide(gate, http.Member().Seat!.Value), ct);

    [WolverinePost("/api/my/cases/{caseId}/return"), Access(For.PartnerOfCase), Once]
    [EndpointSummary("Take a case up again after a rest")]
    public static StandingReply Post(Request request, StandingChange change, IDocumentSession session, HttpContext http) => change.Commit(session, http);

    /// <summary>Given a partner who rests: they are back. Nothing when they were not away.</summary>
    public static Decision Decide(CaseGate gate, Seat seat) =>
        gate.Seats[seat].Status == SeatStatus.Left ? StandingRefusals.AlreadyLeft
        : gate.Seats[seat].RestingSince is null ? Decision.Nothing
        : Decision.Of(new SeatReturned(gate.Id, seat));
}
