using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Http;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace CoachPlatform.Cases;

/// <summary>A partner lets the present coach read what that partner gave before the coach took over. It tells the other partner nothing.</summary>
public static class OpenHistory
{
    /// <param name="Coach">The <c>StaffId</c> of the coach who was shown; another one is not meant.</param>
    public sealed record Request(Guid Coach);

    public sealed record Reply(bool Opened, long Position);

    public static Task<(ProblemDetails, GateChange?)> LoadAsync(Guid caseId, Request request, HttpContext http, IDocumentSession session, CancellationToken ct) =>
        GateChange.OfAsync(session, http, caseId, gate => Decide(gate, http.Member().Seat!.Value, request.Coach), ct);

    [WolverinePost("/api/my/cases/{caseId}/history"), Access(For.PartnerOfCase), Once]
    [EndpointSummary("Let the present coach read what I gave before they took over")]
    public static Reply Post(Request request, GateChange change, IDocumentSession session, HttpContext http) => new(Opened: true, change.Commit(session, http));

    /// <summary>Given the gate: this seat's history is open to the coach. Nothing where it is already, or where the coach was there from the beginning.</summary>
    public static Decision Decide(CaseGate gate, Seat seat, Guid coach)
    {
        if (coach != gate.Coach || coach == Guid.Empty)
            return Refusal.Conflict("coach-moved", "Your coach has changed meanwhile. Nothing was opened; look again and decide.");
        return gate.CoachSince == gate.OpenedAt || gate.HistoryOpened?.Contains(seat) == true ? Decision.Nothing : Decision.Of(new HistoryOpened(gate.Id, seat, coach));
    }
}
