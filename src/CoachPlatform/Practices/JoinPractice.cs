using CoachPlatform.Cases;
using CoachPlatform.Platform;
using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Http;
using CoachPlatform.Platform.SignIn;
using Marten;
using Marten.Exceptions;
using Npgsql;

namespace CoachPlatform.Practices;

/// <summary>
/// The bearer of an invitation joins the practice: account, row and roles commit together or not at all. The invitation's own id is the key of this
/// write; used again by the same person, it changes nothing.
/// </summary>
public static class JoinPractice
{
    /// <param name="Token">The part of the link behind <c>#</c>, or the code.</param>
    /// <param name="Name">What colleagues and couples will read; 1 to 60 characters.</param>
    /// <param name="Email">What the person signs in with; left out by somebody who is signed in already.</param>
    public sealed record Request(string? Token, string? Name, string? Email, string? Password);

    public sealed record Reply(IReadOnlyList<Role> Roles);

    // Who this is stands in the link and not in a session, so the practice is known only after a first look.
    public static void MapJoinPractice(this IEndpointRouteBuilder app)
    {
        app.MapPost("/api/staff-invitations/{invitationId:guid}/join", JoinAsync).WithMetadata(new AccessAttribute(For.Anyone)).RequireRateLimiting(SignInSetup.RateLimit)
            .WithSummary("Join the practice that a link leads to").Produces<Reply>().ProducesProblem(404).ProducesProblem(409).ProducesProblem(410).ProducesProblem(422);
        app.MapPost("/api/staff-invitations/{invitationId:guid}/look", async (Guid invitationId, LookAtInvitation.Request request, HttpContext http, IDocumentStore store, CancellationToken ct) =>
            {
                var (view, refusal) = await ViewAsync(store, invitationId, request.Token, http.User.Person(), http.Now(), ct);
                return view is not null ? Results.Ok(view) : refusal!.ToResult();
            })
            .WithMetadata(new AccessAttribute(For.Anyone)).RequireRateLimiting(SignInSetup.RateLimit)
            .WithSummary("Which practice a link leads to").Produces<StaffInvitationView>().ProducesProblem(404).ProducesProblem(410);
    }

    private static async Task<IResult> JoinAsync(
        Guid invitationId, Request request, HttpContext http, IDocumentStore store, NewAccounts accounts, SignIns signIns, CancellationToken ct)
    {
        var now = http.Now();
        var signedIn = http.User.Person();
        var (invitation, refusal) = await LookAsync(store, invitationId, request.Token, now, ct);
        if (invitation is null)
            return refusal!.ToResult();
        if (invitation.SpentBy is { } before)
            return signedIn == before ? Results.Ok(new Reply(invitation.Roles)) : Spent.ToResult();

        var (account, errors) = signedIn is null ? await accounts.PrepareAsync(request.Email, request.Password, now) : (null, new Dictionary<string, string[]>());
        var name = request.Name?.Trim() ?? "";
        if (name.Length is 0 or > 60)
            errors["name"] = [name.Length == 0 ? "What should we call you?" : "Keep it to 60 characters."];
        if (errors.Count > 0)
            return Refusal.Invalid("fields-invalid", "You have not joined yet. Please look at the marked fields.", errors).ToResult();

        await using var session = store.LightweightSession(invitation.Tenant);
        var person = signedIn ?? account!.Id;
        var staffId = Ids.New(now);
        session.SetHeader("actor", $"staff:{staffId}");
        var practice = (await PracticeDesk.OpenAsync(session, ct))!;
        // Read again under the lock: two people with the same link queue here, and the second finds it spent.
        if (await StaffInvitation.FindAsync(session, invitationId, hold: true, ct) is not { Spent: null })
            return Spent.ToResult();
        var works = await session.Query<StaffMember>().AnyAsync(s => s.PersonId == person && s.Tenant == invitation.Tenant && s.LeftAt == null, ct);
        var sits = await session.Query<SeatHolder>().AnyAsync(h => h.PersonId == person && h.Tenant == invitation.Tenant, ct);
        var decision = Decide(practice, invitationId, staffId, works, sits);
        if (decision.Refusal is { } no)
            return no.ToResult();
        // The unique index decides; asking first keeps a plain mistake from using up sequence numbers.
        if (account is not null && await session.Query<Account>().AnyAsync(a => a.NormalizedName == account.NormalizedName, ct))
            return NewAccounts.NameTaken.ToResult();

        session.Events.Append(practice.Id, decision.Events);
        session.Insert(new StaffMember(staffId, invitation.Tenant, person, name, invitation.Roles));
        if (account is not null)
            accounts.Insert(session, account);
        invitation.Spend(session, person, now);
        try
        {
            await session.SaveChangesAsync(ct);
        }
        catch (Exception e) when (e is JasperFx.DocumentAlreadyExistsException or MartenCommandException { InnerException: PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } })
        {
            return NewAccounts.NameTaken.ToResult();
        }

        if (account is not null)
            await signIns.SignInAsync(http, account, now);
        return Results.Ok(new Reply(invitation.Roles));
    }

    /// <summary>Given an invitation that stands: the person is there, once for each role.</summary>
    /// <param name="works">The person works in this practice already.</param>
    /// <param name="sits">The person is a partner in a case of this practice, and would work beside their own coach.</param>
    public static Decision Decide(Practice practice, Guid invitationId, Guid staffId, bool works, bool sits)
    {
        if (works)
            return Refusal.Conflict("already-staff", "You work in this practice already. Its owner can change what you do there.");
        if (sits)
            return Refusal.Conflict("staff-conflict", "This account belongs to somebody who is coached in this practice. Use another account.");
        return practice.Invitations.TryGetValue(invitationId, out var invited)
            ? new Decision([.. invited.Roles.Select(role => new StaffJoined(staffId, role, invitationId))])
            : Spent;
    }

    public static Refusal Spent { get; } = new(410, "invitation-spent", "This invitation has been used. If it was not you, tell the owner of the practice.");

    public static Refusal Expired { get; } = new(410, "invitation-expired", "This invitation has run out. Ask the owner of the practice for a new one.");

    /// <summary>The invitation behind a link or a code. A wrong secret and an unknown invitation look the same; a spent one is given back as such.</summary>
    private static async Task<(StaffInvitation? Invitation, Refusal? Refusal)> LookAsync(
        IDocumentStore store, Guid invitationId, string? secret, DateTimeOffset now, CancellationToken ct)
    {
        await using var session = store.QuerySession();
        var invitation = await StaffInvitation.FindAsync(session, invitationId, hold: false, ct);
        if (invitation is null || !invitation.Matches(secret))
            return (null, Refusal.NotFound);
        return invitation is { Spent: null } && invitation.Expires <= now ? (null, Expired) : (invitation, null);
    }

    /// <summary>What somebody with a link may know before joining.</summary>
    public static async Task<(StaffInvitationView? View, Refusal? Refusal)> ViewAsync(
        IDocumentStore store, Guid invitationId, string? secret, Guid? person, DateTimeOffset now, CancellationToken ct)
    {
        var (invitation, refusal) = await LookAsync(store, invitationId, secret, now, ct);
        if (invitation is null)
            return (null, refusal);
        if (invitation.SpentBy is { } by && by != person)
            return (null, Spent);
        await using var session = store.QuerySession(invitation.Tenant);
        var practice = await session.LoadAsync<PracticeProfile>(invitation.Tenant, ct);
        return (new StaffInvitationView(invitationId, practice?.Name ?? "", invitation.Roles, invitation.Expires, invitation.SpentBy is not null), null);
    }
}

/// <param name="Roles">What the person would be.</param>
public sealed record StaffInvitationView(Guid InvitationId, string Practice, IReadOnlyList<Role> Roles, DateTimeOffset Expires, bool Spent);
