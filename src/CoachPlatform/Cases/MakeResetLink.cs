using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Http;
using CoachPlatform.Platform.Mail;
using Marten;

namespace CoachPlatform.Cases;

/// <summary>
/// The coach makes a link with which a partner of the case chooses a new password, for somebody who has lost it and can be sent no mail. Like an
/// invitation it is shown once and works once; the person is told at the next sign-in that the coach made it.
/// </summary>
public static class MakeResetLink
{
    public sealed record Request(Seat? Seat);

    /// <param name="Link">Shown once.</param>
    public sealed record Reply(Seat Seat, string Link, DateTimeOffset Expires);

    public static Refusal NobodyThere { get; } = Refusal.Conflict("nobody-joined", "Nobody has joined this seat yet. Send an invitation instead.");

    /// <summary>Why it is so is not for the coach to know.</summary>
    public static Refusal NotFromHere { get; } = Refusal.Conflict("not-from-here", "No link can be made for this account. A recovery code or a mail will do.");

    // No Idempotency-Key: the response holds the link, and is kept nowhere. Asking again makes a new one, and the one before it is void.
    public static void MapMakeResetLink(this IEndpointRouteBuilder app) =>
        app.MapPost("/api/cases/{caseId}/reset-links", MakeAsync).WithMetadata(new AccessAttribute(For.CoachOfCase))
            .WithSummary("Make a link to a new password for a partner; it is in this response and nowhere else")
            .Produces<Reply>(201).ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);

    private static async Task<IResult> MakeAsync(Guid caseId, Request request, HttpContext http, IDocumentStore store, Memberships memberships, CancellationToken ct)
    {
        var coach = http.Member();
        if (request.Seat is not { } seat)
            return Refusal.Field("fields-invalid", "seat", "Whose password is it?").ToResult();
        await using var session = store.LightweightSession(coach.Tenant!);
        var holder = await session.LoadAsync<SeatHolder>(SeatHolder.IdOf(coach.Tenant!, caseId, seat), ct);
        if (holder?.PersonId is not { } person)
            return NobodyThere.ToResult();
        if (Decide(caseId, await memberships.OfAsync(person, Guid.Empty, ct)) is { } refusal)
            return refusal.ToResult();
        var (link, token) = OneTimeLink.New(person, LinkPurpose.ResetByCoach, http.Now(), by: coach.StaffId);
        OneTimeLink.Withdraw(session, person, LinkPurpose.ResetByCoach);
        link.Insert(session);
        await session.SaveChangesAsync(ct);
        return Results.Json(new Reply(seat, $"{http.Request.Scheme}://{http.Request.Host}/reset/{link.Id}#{token}", link.Expires), statusCode: StatusCodes.Status201Created);
    }

    /// <summary>No coach makes a way into an account that leads further than to this case: to another couple's, or to a place among the staff.</summary>
    public static Refusal? Decide(Guid caseId, IReadOnlyList<Member> places) => places.Any(p => p.CaseId != caseId) ? NotFromHere : null;
}
