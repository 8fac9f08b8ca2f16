using CoachPlatform.Answers;
using CoachPlatform.Cases;
using CoachPlatform.Platform;
using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Http;
using CoachPlatform.Vault;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace CoachPlatform.Privacy.Releases;

/// <summary>The coach asks both whether something of the case may go to somebody outside. Nothing goes anywhere before each has agreed by themselves.</summary>
public static class ProposeRelease
{
    private const int LongestTo = 200;
    private const int LongestPurpose = 1000;
    private const int MostRounds = 200;

    /// <param name="To">To whom: at most 200 characters.</param>
    /// <param name="Purpose">What for: at most 1,000 characters.</param>
    public sealed record Request(string? To, string? Purpose, IReadOnlyList<ReleaseKind>? Kinds, IReadOnlyList<Guid>? Rounds);

    public sealed record Reply(Guid ReleaseId, long Position);

    public sealed record Proposal(GateChange Change, Guid ReleaseId);

    public static async Task<(ProblemDetails, Proposal?)> LoadAsync(Guid caseId, Request request, HttpContext http, IDocumentSession session, Sealer sealer, CancellationToken ct)
    {
        var (to, purpose) = (request.To?.Trim() ?? "", request.Purpose?.Trim() ?? "");
        if (Check(to, purpose, request) is { } wrong)
            return (wrong.ToProblem(), null);
        var named = request.Rounds!.Distinct().ToList();
        var rounds = (await session.LoadManyAsync<Round>(ct, [.. named])).Where(r => r.CaseId == caseId).ToList();
        var scope = KeyScopes.Practice(caseId);
        if ((await new KeyRows(session, hold: true).AtAsync(session.TenantId, [scope], ct)).SingleOrDefault(k => k.Scope == scope) is not { } key)
            return (ReleaseRefusals.NoKey.ToProblem(), null);
        var id = Ids.New(http.Now());
        var proposed = new ReleaseScope(
            [.. request.Kinds!.Distinct().Order()], named,
            sealer.Seal(key, null, KeyScopes.Release(session.TenantId, caseId, id, ReleaseWords.To), to),
            sealer.Seal(key, null, KeyScopes.Release(session.TenantId, caseId, id, ReleaseWords.Purpose), purpose));
        var (problem, change) = await GateChange.OfAsync(session, http, caseId, gate => Decide(gate, id, proposed, rounds, http.Now()), ct);
        return (problem, change is null ? null : new Proposal(change, id));
    }

    [WolverinePost("/api/cases/{caseId}/releases"), Access(For.CoachOfCase), Once]
    [EndpointSummary("Ask both whether something of a case may go to somebody outside")]
    [ProducesResponseType<Reply>(201)]
    public static Reply Post(Request request, Proposal proposal, IDocumentSession session, HttpContext http)
    {
        http.Response.StatusCode = StatusCodes.Status201Created;
        return new Reply(proposal.ReleaseId, proposal.Change.Commit(session, http));
    }

    /// <summary>Given a case in which both can answer: both are asked. Nothing when that very proposal stands.</summary>
    /// <param name="rounds">Those of the case among the ones that the scope names.</param>
    public static Decision Decide(CaseGate gate, Guid releaseId, ReleaseScope scope, IReadOnlyList<Round> rounds, DateTimeOffset now)
    {
        if (gate.Releases?.Any(r => r.Id == releaseId) == true)
            return Decision.Nothing;
        if (!BothCanAgree(gate))
            return ReleaseRefusals.NobodyToAgree;
        if (!scope.Rounds.All(id => rounds.Any(r => r.Id == id && MayBeNamed(r, gate, now))))
            return Refusal.Field("fields-invalid", "rounds", "One of these cannot be chosen any more. Please look again.");
        return Decision.Of(new ReleaseProposed(gate.Id, releaseId, scope));
    }

    /// <summary>
    /// Both partners know of it, so that its title tells neither anything. Whether anything in it may go out is not asked here: that would tell what
    /// somebody has shared with whom.
    /// </summary>
    public static bool MayBeNamed(Round round, CaseGate gate, DateTimeOffset now) => gate.Offers(round.Topic, now) && !Seats.Both.Any(s => gate.Hides(round, s));

    /// <summary>Both sit there, together or after an end that both know of.</summary>
    public static bool BothCanAgree(CaseGate gate) =>
        Seats.Both.All(s => gate.Seats[s].Status is SeatStatus.Joined or SeatStatus.Left && !gate.Emptied(s)) && (gate.Standing != Standing.OneLeft || Seats.Both.All(gate.EndedFor));

    private static Refusal? Check(string to, string purpose, Request request)
    {
        var errors = new Dictionary<string, string[]>();
        void Wrong(string field, string detail) => errors[field] = [detail];
        if (to.Length is 0 or > LongestTo)
            Wrong("to", to.Length == 0 ? "Say to whom it would go." : $"Keep it to {LongestTo} characters. Yours has {to.Length:N0}.");
        if (purpose.Length is 0 or > LongestPurpose)
            Wrong("purpose", purpose.Length == 0 ? "Say what for, so that both can decide." : $"Keep it to {LongestPurpose:N0} characters. Yours has {purpose.Length:N0}.");
        if (request.Kinds is not { Count: > 0 })
            Wrong("kinds", "Choose at least one.");
        if (request.Rounds is not { Count: > 0 and <= MostRounds })
            Wrong("rounds", request.Rounds is { Count: > 0 } ? $"Choose at most {MostRounds}." : "Choose at least one exercise.");
        return errors.Count == 0 ? null : Refusal.Invalid("fields-invalid", "Nothing was proposed. Please look at what is marked.", errors);
    }
}
