using Marten;

namespace CoachPlatform.Cases;

/// <summary>Whoever coaches no more leaves their cases without a coach, in the same commit: rounds go on, and nobody reads until somebody is given them.</summary>
public static class GiveUpCases
{
    public static async Task AppendAsync(IDocumentSession session, Guid staffId, CancellationToken ct)
    {
        var theirs = await session.Query<CaseGate>().Where(g => g.Coach == staffId).Select(g => g.Id).ToListAsync(ct);
        // In one order, as everywhere.
        foreach (var id in theirs.Order())
            if ((await session.Events.FetchForExclusiveWriting<CaseGate>(id, ct)).Aggregate is { } gate && Decide(gate, staffId) is { Count: > 0 } events)
                session.Events.Append(id, events);
    }

    /// <summary>Given the gate: nobody coaches it. Nothing when somebody else does.</summary>
    public static IReadOnlyList<object> Decide(CaseGate gate, Guid staffId) => gate.Coach == staffId ? [new CoachChanged(gate.Id, staffId, To: null)] : [];
}
