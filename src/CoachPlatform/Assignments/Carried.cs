using CoachPlatform.Answers;
using CoachPlatform.Cases;
using CoachPlatform.Platform;
using CoachPlatform.Vault;
using Marten;

namespace CoachPlatform.Assignments;

/// <summary>Takes over into a new round what was agreed in the round before, for steps that carry. Nobody reads it on the way.</summary>
public sealed class Carried(Resealer resealer)
{
    public async Task<IReadOnlyList<StepCarried>> IntoAsync(
        IDocumentSession session, Guid caseId, Guid roundId, Guid? previous, IReadOnlyList<StepPlan> plan, CancellationToken ct)
    {
        if (previous is not { } from || !plan.Any(p => p.Carries))
            return [];
        var agreed = Agreed(from, (await session.Events.FetchStreamAsync(from, token: ct)).Select(e => e.Data));
        var carried = plan.Where(p => p.Carries).Select(p => agreed.GetValueOrDefault(p.Step)).OfType<StepCarried>().ToList();
        if (carried.Count == 0)
            return [];
        var rows = new KeyRows(session, hold: true);
        var keys = await rows.ReadAsync([.. carried.SelectMany(c => c.Fields.Values).Select(f => f.Key).Distinct()], ct);
        var joint = (await rows.AtAsync(session.TenantId, [KeyScopes.Joint(caseId)], ct)).SingleOrDefault();
        // Without its key it is gone, and the new round begins without it.
        return joint is null ? [] : [.. carried.Where(c => c.Fields.Values.All(f => keys.ContainsKey(f.Key))).Select(Reseal)];

        StepCarried Reseal(StepCarried c) => c with
        {
            Fields = c.Fields.ToDictionary(f => f.Key, f => resealer.Reseal(
                new Box(f.Value, KeyScopes.JointText(session.TenantId, caseId, from, c.Step, f.Key)), keys, joint, KeyScopes.JointText(session.TenantId, caseId, roundId, c.Step, f.Key))),
        };
    }

    /// <summary>What stands agreed at the end of a round, by step, still sealed for that round. Pure.</summary>
    public static IReadOnlyDictionary<StepRef, StepCarried> Agreed(Guid round, IEnumerable<object> events)
    {
        var proposed = new Dictionary<(StepRef, int, Seat), JointProposed>();
        var agreed = new Dictionary<StepRef, StepCarried>();
        foreach (var e in events)
        {
            if (e is JointProposed p)
                proposed[(p.Step, p.Version, p.Seat)] = p;
            else if (e is JointConfirmed c)
                agreed[c.Step] = new StepCarried(c.CaseId, c.Step, round, c.Seat.Other(), c.Version, c.Fields, proposed[(c.Step, c.Version, c.Seat.Other())].Audience);
            else if (e is StepCarried s)
                agreed[s.Step] = s with { From = round };
        }

        return agreed;
    }
}
