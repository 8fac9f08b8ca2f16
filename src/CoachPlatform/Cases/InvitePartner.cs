using CoachPlatform.Platform;
using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Http;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace CoachPlatform.Cases;

/// <summary>
/// The coach invites somebody to a seat. Link, code and picture are in the response and nowhere else, so this write is not deduplicated by stored response:
/// asking again replaces the invitation before it.
/// </summary>
public static class InvitePartner
{
    public sealed record Request(Seat Seat);

    /// <param name="Link">Shown once. The part behind <c>#</c> never reaches a server until the invited person opens it.</param>
    /// <param name="Code">The same invitation, to be typed at <c>/join</c>.</param>
    /// <param name="Qr">The link as a picture, a <c>data:</c> address.</param>
    public sealed record Reply(Guid InvitationId, Seat Seat, string Link, string Code, string Qr, DateTimeOffset Expires);

    public static async Task<(ProblemDetails, CaseGate?)> LoadAsync(
        Guid caseId, Request request, HttpContext http, IDocumentSession session, CancellationToken ct)
    {
        session.SetHeader("actor", http.Member().Actor);
        var stream = await session.Events.FetchForExclusiveWriting<CaseGate>(caseId, ct);
        if (stream.Aggregate is not { } gate)
            return (Refusal.NotFound.ToProblem(), null);
        return Decide(gate, request.Seat, Guid.Empty, http.Now()).Refusal is { } refusal ? (refusal.ToProblem(), null) : (WolverineContinue.NoProblems, gate);
    }

    [WolverinePost("/api/cases/{caseId}/invitations"), Access(For.CoachOfCase)]
    [EndpointSummary("Invite somebody to a seat; the link is in this response and nowhere else")]
    [ProducesResponseType<Reply>(201)]
    public static Reply Post(Request request, CaseGate gate, IDocumentSession session, HttpContext http)
    {
        var secret = OneTimeSecret.New();
        var id = Ids.New(http.Now());
        if (gate.Seats[request.Seat].InvitationId is { } older)
            Invitation.Remove(session, older);
        new Invitation(id, session.TenantId, gate.Id, request.Seat, secret.Hashes(), http.Now() + Invitation.Lifetime, Spent: null, SpentBy: null).Insert(session);
        session.Events.Append(gate.Id, Decide(gate, request.Seat, id, http.Now()).Events);
        http.Response.StatusCode = StatusCodes.Status201Created;
        var link = secret.LinkFrom(http.Request, id);
        return new Reply(id, request.Seat, link, secret.ShownCode, QrPicture.Of(link), http.Now() + Invitation.Lifetime);
    }

    public static Decision Decide(CaseGate gate, Seat seat, Guid invitationId, DateTimeOffset now) =>
        gate.Standing is Standing.Apart or Standing.Closed ? Refusal.Conflict("case-closed", "Nobody new can come into this case.")
        : gate.Seats[seat].Status switch
        {
            SeatStatus.Empty => Decision.Of(new SeatInvited(gate.Id, seat, invitationId, now + Invitation.Lifetime)),
            SeatStatus.Invited => Decision.Of(
                new InvitationRevoked(gate.Id, gate.Seats[seat].InvitationId!.Value), new SeatInvited(gate.Id, seat, invitationId, now + Invitation.Lifetime)),
            SeatStatus.Joined or SeatStatus.Left => Refusal.Conflict("seat-taken", "Somebody has joined this seat already."),
        };
}
