using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Http;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace CoachPlatform.Practices;

/// <summary>The owner takes an invitation back before anybody has used it.</summary>
public static class RevokeStaffInvitation
{
    public sealed record Request(Guid InvitationId);

    public sealed record Reply(bool Revoked);

    public static Task<(ProblemDetails, PracticeDesk.Deciding?)> LoadAsync(Request request, HttpContext http, IDocumentSession session, CancellationToken ct) =>
        PracticeDesk.DecideAsync(session, http, practice => Decide(practice, request.InvitationId), ct);

    [WolverinePost("/api/practice/staff-invitations/revoke"), Access(For.Owner), Once]
    [EndpointSummary("Take an invitation to the practice back before it is used")]
    public static Reply Post(Request request, PracticeDesk.Deciding deciding, IDocumentSession session)
    {
        PracticeDesk.Commit(session, deciding);
        if (deciding.Events.Count > 0)
            StaffInvitation.Remove(session, request.InvitationId);
        return new Reply(deciding.Events.Count > 0);
    }

    /// <summary>Given an invitation that stands: it is revoked. Nothing when it does not stand any more.</summary>
    public static Decision Decide(Practice practice, Guid invitationId) =>
        practice.Invitations.ContainsKey(invitationId) ? Decision.Of(new StaffInvitationRevoked(invitationId)) : Decision.Nothing;
}
