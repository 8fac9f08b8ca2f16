using CoachPlatform.Answers;
using CoachPlatform.Cases;
using CoachPlatform.Platform;
using CoachPlatform.Vault;
using Marten;

namespace CoachPlatform.Assignments;

/// <summary>
/// The sub-keys of a round: one per step and actor, made when the round opens, so that answering inserts no key row.
/// A seat that joins later gets those of the rounds that are open then.
/// </summary>
internal static class RoundKeys
{
    public static async Task ForNewRoundAsync(
        IDocumentSession session, KeyRing ring, Guid caseId, Guid roundId, IReadOnlyList<StepPlan> plan, DateTimeOffset now, CancellationToken ct)
    {
        var seatKeys = await new KeyRows(session, hold: true).AtAsync(session.TenantId, [.. Seats.Both.Select(s => KeyScopes.Seat(caseId, s))], ct);
        foreach (var seat in Seats.Both)
            if (seatKeys.SingleOrDefault(k => k.Scope == KeyScopes.Seat(caseId, seat)) is { } seatKey)
                Add(session, ring, seatKey, caseId, seat, roundId, plan, now);
    }

    public static async Task ForJoinedSeatAsync(
        IDocumentSession session, KeyRing ring, KeyRow seatKey, Guid caseId, Seat seat, DateTimeOffset now, CancellationToken ct)
    {
        foreach (var round in await session.Query<Round>().Where(r => r.CaseId == caseId).ToListAsync(ct))
            if (round.Open)
                Add(session, ring, seatKey, caseId, seat, round.Id, [.. round.Steps.Select(s => s.Plan)], now);
    }

    private static void Add(
        IDocumentSession session, KeyRing ring, KeyRow seatKey, Guid caseId, Seat seat, Guid roundId, IReadOnlyList<StepPlan> plan, DateTimeOffset now)
    {
        foreach (var step in plan.Where(p => p.Actor is null || p.Actor == seat))
            KeyRows.Add(session, ring.NewSubKey(Ids.New(now), seatKey, KeyScopes.Step(caseId, seat, roundId, step.Step)));
    }
}
