using CoachPlatform.Platform.Http;
using CoachPlatform.Practices;
using Marten;

namespace CoachPlatform.Cases;

/// <summary>What somebody with a link may know before joining: whose practice, which coach, what they are called, what they would agree to.</summary>
/// <param name="Name">The label the coach gave; to be corrected by the person.</param>
public sealed record InvitationView(
    Guid InvitationId, string Practice, string CoachName, string Name, SecretsPolicy Policy, int PolicyVersion, string Terms, string Consent, DateTimeOffset Expires, bool Spent);

/// <summary>A read that takes its token in the body, so that no address and no log ever holds it.</summary>
public static class LookAtInvitation
{
    public sealed record Request(string? Token);

    public static void MapLookAtInvitation(this IEndpointRouteBuilder app) =>
        app.MapPost("/api/invitations/{invitationId:guid}/look", async (Guid invitationId, Request request, IDocumentStore store, TimeProvider clock, HttpContext http, CancellationToken ct) =>
            {
                var (view, refusal) = await ForAsync(store, invitationId, request.Token, http.User.Person(), clock.GetUtcNow(), ct);
                return view is not null ? Results.Ok(view) : refusal!.ToResult();
            })
            .WithMetadata(new AccessAttribute(For.Anyone)).RequireRateLimiting(Platform.SignIn.SignInSetup.RateLimit)
            .WithSummary("What a link leads to").Produces<InvitationView>().ProducesProblem(404).ProducesProblem(410);

    public static async Task<(InvitationView? View, Platform.Commands.Refusal? Refusal)> ForAsync(
        IDocumentStore store, Guid invitationId, string? token, Guid? person, DateTimeOffset now, CancellationToken ct)
    {
        var (invitation, refusal) = await JoinSeat.LookAsync(store, invitationId, token, now, ct);
        if (invitation is null)
            return (null, refusal);
        if (invitation.SpentBy is { } by && by != person)
            return (null, JoinSeat.Spent);
        await using var session = store.QuerySession(invitation.Tenant);
        var gate = await session.LoadAsync<CaseGate>(invitation.CaseId, ct);
        var practice = await session.LoadAsync<PracticeProfile>(invitation.Tenant, ct);
        var coach = gate is null ? "" : await Names.OfCoachAsync(session, gate, ct);
        var holder = await session.LoadAsync<SeatHolder>(SeatHolder.IdOf(invitation.Tenant, invitation.CaseId, invitation.Seat), ct);
        return gate is null
            ? (null, Platform.Commands.Refusal.NotFound)
            : (new InvitationView(
                invitationId, practice?.Name ?? "", coach, holder?.Name ?? "", gate.PolicyProposed(), gate.ProposedPolicy, JoinSeat.Terms, JoinSeat.Consent, invitation.Expires,
                invitation.SpentBy is not null), null);
    }
}
