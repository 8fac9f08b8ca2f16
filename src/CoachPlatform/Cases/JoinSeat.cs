using CoachPlatform.Consent;
using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Http;
using CoachPlatform.Platform.SignIn;
using CoachPlatform.Practices;
using CoachPlatform.Vault;
using Marten;
using Marten.Exceptions;
using Npgsql;

namespace CoachPlatform.Cases;

/// <summary>
/// The bearer of an invitation joins: account, seat holder, keys, consent and the accepted policy commit together or not at all.
/// The invitation's own id is the key of this write; used again by the same person, it shows the seat and changes nothing.
/// </summary>
public static class JoinSeat
{
    /// <summary>The words that are shown now, by version. Other words need another version; all that were ever shown stand in the web's <c>AgreementTexts</c>.</summary>
    public const string Terms = "terms-2026-11-23";

    public const string Consent = "data-consent-2026-11-23";

    /// <summary>What was shown before the version was kept with the seat.</summary>
    internal const string FirstTerms = "terms-2026-11";

    internal const string FirstConsent = "data-consent-2026-11";

    /// <param name="Token">The part of the link behind <c>#</c>, or the code.</param>
    /// <param name="Name">What the other partner and the coach will read; 1 to 60 characters.</param>
    /// <param name="Email">What the person signs in with; left out by somebody who is signed in already.</param>
    /// <param name="Accepts">The version of the secrets policy that was shown.</param>
    /// <param name="Terms">The version of the terms that was shown; the newest when left out.</param>
    /// <param name="Consent">Of the words on what is kept; the newest when left out.</param>
    /// <param name="Address">Where mails go; left out when the person signs in with their address, or wants none.</param>
    public sealed record Request(
        string? Token, string? Name, string? Email, string? Password, bool Consents, int? Accepts, string? Terms = null, string? Consent = null, string? Address = null);

    public sealed record Reply(Guid CaseId, Seat Seat);

    // Who this is stands in the link and not in a session, so the practice, and with it the unit of work, is known only after a first look.
    public static void MapJoinSeat(this IEndpointRouteBuilder app) =>
        app.MapPost("/api/invitations/{invitationId:guid}/join", JoinAsync).WithMetadata(new AccessAttribute(For.Anyone)).RequireRateLimiting(SignInSetup.RateLimit)
            .WithSummary("Join the seat that a link leads to").Produces<Reply>().ProducesProblem(404).ProducesProblem(409).ProducesProblem(410).ProducesProblem(422);

    private static async Task<IResult> JoinAsync(
        Guid invitationId, Request request, HttpContext http, IDocumentStore store, NewAccounts accounts, KeyRing ring, TimeProvider clock, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var found = await LookAsync(store, invitationId, request.Token, now, ct);
        if (found.Refusal is { } refusal)
            return refusal.ToResult();
        var invitation = found.Invitation!;
        if (invitation.SpentBy is { } before)
            return http.User.Person() == before ? Results.Ok(new Reply(invitation.CaseId, invitation.Seat)) : Spent.ToResult();

        if ((request.Terms ?? Terms) != Terms || (request.Consent ?? Consent) != Consent)
            return ConsentRefusals.TextMoved.ToResult();
        var signedIn = http.User.Person();
        var (account, errors) = signedIn is null ? await accounts.PrepareAsync(request.Email, request.Password, now) : (null, new Dictionary<string, string[]>());
        var name = request.Name?.Trim() ?? "";
        if (name.Length is 0 or > 60)
            errors["name"] = [name.Length == 0 ? "What should we call you?" : "Keep it to 60 characters."];
        if (request.Address?.Trim() is { Length: > 0 } address && !Platform.Mail.Addresses.IsOne(address))
            errors["address"] = ["This does not look like a mail address."];
        if (!request.Consents)
            errors["consents"] = ["Without this we cannot keep anything for you."];
        if (errors.Count > 0)
            return Refusal.Invalid("fields-invalid", "You have not joined yet. Please look at the marked fields.", errors).ToResult();

        await using var session = store.LightweightSession(invitation.Tenant);
        var person = signedIn ?? account!.Id;
        session.SetHeader("actor", $"seat:{invitation.Seat}");
        var gate = (await session.Events.FetchForExclusiveWriting<CaseGate>(invitation.CaseId, ct)).Aggregate!;
        // Read again under the lock: two people with the same link queue here, and the second finds it spent.
        if ((await Invitation.FindAsync(session, invitationId, hold: true, ct)) is not { Spent: null })
            return Spent.ToResult();
        var others = await session.Query<SeatHolder>().Where(h => h.CaseId == invitation.CaseId).ToListAsync(ct);
        var staff = await session.Query<StaffMember>().AnyAsync(s => s.PersonId == person && s.Tenant == invitation.Tenant, ct);
        var decision = Decide(gate, invitation.Seat, invitationId, request.Accepts, conflict: staff || others.Any(h => h.PersonId == person));
        if (decision.Refusal is { } no)
            return no.ToResult();

        // The unique index decides; asking first keeps a plain mistake from using up sequence numbers.
        if (account is not null && await session.Query<Account>().AnyAsync(a => a.NormalizedName == account.NormalizedName, ct))
            return NewAccounts.NameTaken.ToResult();

        session.Events.Append(gate.Id, decision.Events);
        var after = decision.Events.Aggregate(gate, (g, e) => CaseGate.Fold(g, e, now)!);
        if (!gate.OpensNow)
            await Answers.WhenACaseOpens.AppendAsync(session, after, now, ct);
        var seatKey = CaseKeys.ForSeat(session, ring, gate.Id, invitation.Seat, now);
        await Assignments.RoundKeys.ForJoinedSeatAsync(session, ring, seatKey, gate.Id, invitation.Seat, now, ct);
        session.Update(new SeatHolder(SeatHolder.IdOf(session.TenantId, gate.Id, invitation.Seat), session.TenantId, gate.Id, invitation.Seat, person, name));
        var begun = account is null ? null : Sessions.Begin(session, person, http, now);
        if (account is not null)
            accounts.Insert(session, account, request.Address);
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
            await SignIns.EnterAsync(http, account, begun!.Id);
        return Results.Ok(new Reply(invitation.CaseId, invitation.Seat));
    }

    /// <summary>Given the gate: the seat is joined, with consent and policy, and the policy comes into force with the second acceptance.</summary>
    /// <param name="conflict">The person is the case's staff or sits in the other seat.</param>
    public static Decision Decide(CaseGate gate, Seat seat, Guid invitationId, int? accepts, bool conflict)
    {
        if (conflict)
            return Refusal.Conflict("seat-conflict", "This place is for somebody else. Ask your coach for another link.");
        if (gate.Standing is Standing.Apart or Standing.Closed || gate.Seats[seat] is not { Status: SeatStatus.Invited } state || state.InvitationId != invitationId)
            return Spent;
        if (accepts != gate.ProposedPolicy)
            return Refusal.Conflict("policy-moved", "Your coach has changed how confidences are handled. Please read it once more.");
        List<object> events =
        [
            new SeatJoined(gate.Id, seat, invitationId, Terms),
            new DataConsentGiven(gate.Id, seat, Consent),
            new SecretsPolicyAccepted(gate.Id, seat, gate.ProposedPolicy),
        ];
        if (gate.Seats[seat.Other()].AcceptedPolicy == gate.ProposedPolicy)
            events.Add(new SecretsPolicyInForce(gate.Id, gate.ProposedPolicy));
        return new Decision(events);
    }

    public static Refusal Spent { get; } = new(410, "invitation-spent", "This link has been used. If it was not you, tell your coach.");

    public static Refusal Expired { get; } = new(410, "invitation-expired", "This link has run out. Ask your coach for a new one.");

    /// <summary>The invitation behind a link. A wrong token and an unknown invitation look the same; a spent one is given back as such.</summary>
    public static async Task<(Invitation? Invitation, Refusal? Refusal)> LookAsync(
        IDocumentStore store, Guid invitationId, string? token, DateTimeOffset now, CancellationToken ct)
    {
        await using var session = store.QuerySession();
        var invitation = await Invitation.FindAsync(session, invitationId, hold: false, ct);
        if (invitation is null || !invitation.Matches(token))
            return (null, Refusal.NotFound);
        return invitation is { Spent: null } && invitation.Expires <= now ? (null, Expired) : (invitation, null);
    }
}
