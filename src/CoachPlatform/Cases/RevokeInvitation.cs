using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Http;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace CoachPlatform.Cases;

/// <summary>The coach takes an invitation back before anybody has used it.</summary>
public static class RevokeInvitation
{
    public sealed record Request(Guid InvitationId);

    public sealed record Reply(bool Revoked);

    public static async Task<(ProblemDetails, CaseGate?)> LoadAsync(
        Guid caseId, Request request, HttpContext http, IDocumentSession session, CancellationToken ct)
    {
        session.SetHeader("actor", http.Member().Actor);
        var stream = await session.Events.FetchForExclusiveWriting<CaseGate>(caseId, ct);
        return stream.Aggregate is { } gate ? (WolverineContinue.NoProblems, gate) : (Refusal.NotFound.ToProblem(), null);
    }

    [WolverinePost("/api/cases/{caseId}/invitations/revoke"), Access(For.CoachOfCase), Once]
    [EndpointSummary("Take an invitation back before it is used")]
    public static Reply Post(Request request, CaseGate gate, IDocumentSession session)
    {
        var decision = Decide(gate, request.InvitationId);
        if (decision.Events.Count > 0)
        {
            Invitation.Remove(session, request.InvitationId);
            session.Events.Append(gate.Id, decision.Events);
        }

        return new Reply(decision.Events.Count > 0);
    }

    /// <summary>Given an invitation that stands: it is revoked. Nothing when it does not stand any more.</summary>
    public static Decision Decide(CaseGate gate, Guid invitationId) =>
        gate.Seats.Values.Any(s => s.Status == SeatStatus.Invited && s.InvitationId == invitationId)
            ? Decision.Of(new InvitationRevoked(gate.Id, invitationId))
            : Decision.Nothing;
}
