using CoachPlatform.Live;
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

    public sealed record Opening(CaseGate Gate, IReadOnlyList<object> Events, long? Position);

    public static async Task<(ProblemDetails, Opening?)> LoadAsync(Guid caseId, Request request, HttpContext http, IDocumentSession session, CancellationToken ct)
    {
        var member = http.Member();
        session.SetHeader("actor", member.Actor);
        if ((await session.Events.FetchForExclusiveWriting<CaseGate>(caseId, ct)).Aggregate is not { } gate)
            return (Refusal.NotFound.ToProblem(), null);
        var decision = Decide(gate, member.Seat!.Value, request.Coach);
        if (decision.Refusal is { } refusal)
            return (refusal.ToProblem(), null);
        var standing = decision.Events.Count > 0 ? null : await session.LoadAsync<CaseBoard>(caseId, ct);
        return (WolverineContinue.NoProblems, new Opening(gate, decision.Events, standing?.Feed.Seats[member.Seat.Value]));
    }

    [WolverinePost("/api/my/cases/{caseId}/history"), Access(For.PartnerOfCase), Once]
    [EndpointSummary("Let the present coach read what I gave before they took over")]
    public static Reply Post(Request request, Opening opening, IDocumentSession session, HttpContext http)
    {
        if (opening.Events.Count > 0)
            session.Events.Append(opening.Gate.Id, opening.Events);
        return new Reply(Opened: true, opening.Position ?? Position.Of(http.Now()));
    }

    /// <summary>Given the gate: this seat's history is open to the coach. Nothing where it is already, or where the coach was there from the beginning.</summary>
    public static Decision Decide(CaseGate gate, Seat seat, Guid coach)
    {
        if (coach != gate.Coach || coach == Guid.Empty)
            return Refusal.Conflict("coach-moved", "Your coach has changed meanwhile. Nothing was opened; look again and decide.");
        return gate.CoachSince == gate.OpenedAt || gate.HistoryOpened?.Contains(seat) == true ? Decision.Nothing : Decision.Of(new HistoryOpened(gate.Id, seat, coach));
    }
}
