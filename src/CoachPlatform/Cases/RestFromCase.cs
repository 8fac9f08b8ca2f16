using CoachPlatform.Answers;
using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Http;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace CoachPlatform.Cases;

/// <summary>A partner rests from the whole case: their lists are quiet and nothing reminds them. To the other nothing has happened.</summary>
public static class RestFromCase
{
    public sealed record Request;

    public static Task<(ProblemDetails, StandingChange?)> LoadAsync(Guid caseId, Request request, HttpContext http, IDocumentSession session, CancellationToken ct) =>
        StandingChange.OfAsync(session, http, caseId, gate => Decide(gate, http.Member().Seat!.Value), ct);

    [WolverinePost("/api/my/cases/{caseId}/rest"), Access(For.PartnerOfCase), Once]
    [EndpointSummary("Rest from a case; the other is not told")]
    public static StandingReply Post(Request request, StandingChange change, IDocumentSession session, HttpContext http) => change.Commit(session, http);

    /// <summary>Given a partner who is here: they rest. Nothing when they do already.</summary>
    public static Decision Decide(CaseGate gate, Seat seat) =>
        gate.Seats[seat].Status == SeatStatus.Left ? StandingRefusals.AlreadyLeft
        : MyStanding.Of(gate, seat).Ended ? Refusals.CoupleEnded
        : gate.Seats[seat].RestingSince is not null ? Decision.Nothing
        : Decision.Of(new SeatRested(gate.Id, seat));
}
