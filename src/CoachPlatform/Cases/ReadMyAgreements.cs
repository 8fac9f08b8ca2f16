using CoachPlatform.Live;
using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Http;
using CoachPlatform.Practices;
using Marten;

namespace CoachPlatform.Cases;

/// <summary>How confidences are handled, for one partner: of the other's acceptance it says nothing before the policy holds.</summary>
/// <param name="InForce">Both have accepted it.</param>
public sealed record MyPolicy(SecretsPolicy Policy, bool InForce, MyProposal? Proposal)
{
    public static MyPolicy Of(CaseGate gate, Seat seat, DateTimeOffset now) => new(gate.PolicyAt(now), gate.PolicyInForce is not null, ProposalOf(gate, seat, now));

    private static MyProposal? ProposalOf(CaseGate gate, Seat seat, DateTimeOffset now) =>
        gate.Joined(seat) && gate.PolicyToCome(now) is { } next ? new MyProposal(next.Version, next.Policy, gate.Seats[seat].AcceptedPolicy == next.Version)
        : gate.PolicyInForce is null && gate.AsksForAcceptance(seat) ? new MyProposal(gate.ProposedPolicy, gate.Policy, Accepted: false)
        : null;
}

/// <param name="Version">What <c>accepts</c> names.</param>
/// <param name="Accepted">I have accepted it; it holds from the morning after both of us have.</param>
public sealed record MyProposal(int Version, SecretsPolicy Policy, bool Accepted);

/// <summary>What one person has agreed to in one case.</summary>
/// <param name="With">The other's name, where a person sits in more than one case; null otherwise.</param>
/// <param name="Terms">The version of the words that were shown on joining.</param>
/// <param name="Consent">Of the words on what is kept.</param>
public sealed record MyAgreement(
    Guid CaseId, string? With, string Coach, string Zone, DateTimeOffset? JoinedAt, string Terms, string Consent, MyPolicy Policy, long Position);

public sealed class ReadMyAgreements(IDocumentStore store, Memberships memberships, TimeProvider clock)
{
    public Task<IReadOnlyList<MyAgreement>> ForAsync(Member member, CancellationToken ct) =>
        memberships.EachCaseAsync(member, (place, named) => InCaseAsync(place, named, ct), ct);

    public async Task<MyAgreement?> InCaseAsync(Member place, bool named, CancellationToken ct)
    {
        await using var session = store.QuerySession(place.Tenant!);
        var (caseId, seat) = (place.CaseId!.Value, place.Seat!.Value);
        if (await session.LoadAsync<CaseGate>(caseId, ct) is not { } gate)
            return null;
        var board = await session.LoadAsync<CaseBoard>(caseId, ct);
        var coach = await session.LoadAsync<StaffMember>(gate.Coach, ct);
        var names = named ? (await Names.OfCasesAsync(session, [caseId], ct)).GetValueOrDefault(caseId) : null;
        var state = gate.Seats[seat];
        return new MyAgreement(
            caseId, names?.GetValueOrDefault(seat.Other()), coach?.Name ?? "", gate.Zone, state.JoinedAt, state.Terms ?? JoinSeat.FirstTerms, state.Consent ?? JoinSeat.FirstConsent,
            MyPolicy.Of(gate, seat, clock.GetUtcNow()), board?.Feed.Seats[seat] ?? 0);
    }
}

public static class MyAgreementRoutes
{
    public static void MapMyAgreements(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/my/agreements", async (HttpContext http, ReadMyAgreements agreements, CancellationToken ct) => Results.Ok(await agreements.ForAsync(http.Member(), ct)))
            .WithMetadata(new AccessAttribute(For.Partner)).WithSummary("What I have agreed to").Produces<IReadOnlyList<MyAgreement>>();
        app.MapGet("/api/my/cases/{caseId}/policy", async (HttpContext http, ReadMyAgreements agreements, CancellationToken ct) =>
                await agreements.InCaseAsync(http.Member(), named: false, ct) is { } view ? Results.Ok(view.Policy) : Refusal.NotFound.ToResult())
            .WithMetadata(new AccessAttribute(For.PartnerOfCase)).WithSummary("How confidences are handled, and what is proposed").Produces<MyPolicy>();
    }
}
