using CoachPlatform.Cases;
using Marten;

namespace CoachPlatform.Answers;

/// <summary>With the second partner a case opens, and with it, in the same commit, what was settled before and has waited for it.</summary>
internal static class WhenACaseOpens
{
    /// <summary>Appends what follows in each round of the case. The caller holds the case; the rounds are held in ascending order of id.</summary>
    /// <param name="gate">The case as it stands after this commit; nothing is appended unless it opens now.</param>
    public static async Task AppendAsync(IDocumentSession session, CaseGate gate, DateTimeOffset now, CancellationToken ct)
    {
        if (!gate.OpensNow)
            return;
        var rounds = await session.Query<Round>().Where(r => r.CaseId == gate.Id).ToListAsync(ct);
        foreach (var id in rounds.Where(r => r.Open).Select(r => r.Id).Order())
            if ((await session.Events.FetchForExclusiveWriting<Round>(id, ct)).Aggregate is { } round && WhatFollows.After(round, gate, now) is { Count: > 0 } events)
                session.Events.Append(id, events);
    }
}
