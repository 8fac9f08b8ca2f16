using CoachPlatform.Platform;
using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Http;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace CoachPlatform.Practices;

/// <summary>
/// The owner invites somebody to work in the practice. Link, code and picture are in the response and nowhere else, so this write is not
/// deduplicated by stored response.
/// </summary>
public static class InviteStaff
{
    public sealed record Request(IReadOnlyList<Role>? Roles);

    /// <param name="Link">Shown once, as are <paramref name="Code"/>, to be typed at <c>/join</c>, and <paramref name="Qr"/>, a picture of the link.</param>
    public sealed record Reply(Guid InvitationId, IReadOnlyList<Role> Roles, string Link, string Code, string Qr, DateTimeOffset Expires);

    public static Task<(ProblemDetails, PracticeDesk.Deciding?)> LoadAsync(Request request, HttpContext http, IDocumentSession session, CancellationToken ct) =>
        PracticeDesk.DecideAsync(session, http, _ => Decide(request.Roles, Ids.New(http.Now()), http.Now()), ct);

    [WolverinePost("/api/practice/staff-invitations"), Access(For.Owner)]
    [EndpointSummary("Invite somebody to work in the practice; the link is in this response and nowhere else")]
    [ProducesResponseType<Reply>(201)]
    public static Reply Post(Request request, PracticeDesk.Deciding deciding, IDocumentSession session, HttpContext http)
    {
        PracticeDesk.Commit(session, deciding);
        var invited = (StaffInvited)deciding.Events[0];
        var secret = OneTimeSecret.New();
        new StaffInvitation(invited.InvitationId, session.TenantId, invited.Roles, secret.Hashes(), invited.Expires, Spent: null, SpentBy: null).Insert(session);
        http.Response.StatusCode = StatusCodes.Status201Created;
        var link = secret.LinkFrom(http.Request, invited.InvitationId);
        return new Reply(invited.InvitationId, invited.Roles, link, secret.ShownCode, QrPicture.Of(link), invited.Expires);
    }

    public static Decision Decide(IReadOnlyList<Role>? roles, Guid invitationId, DateTimeOffset now) =>
        roles is { Count: > 0 }
            ? Decision.Of(new StaffInvited(invitationId, [.. roles.Distinct().Order()], now + OneTimeSecret.Lifetime))
            : PracticeDesk.NoRole;
}
