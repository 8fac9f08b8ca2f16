using CoachPlatform.Answers;
using CoachPlatform.Cases;
using Marten;

namespace CoachPlatform.Safety;

/// <summary>What waited under the last hold goes on in the commit that lifts it.</summary>
internal static class WhenAHoldLifts
{
    /// <summary>Appends what follows in each screened round. The caller holds the case; the rounds are held in ascending order of id, as everywhere.</summary>
    /// <param name="gate">The case as it stands after this commit; nothing is appended while another hold stands.</param>
    public static async Task AppendAsync(IDocumentSession session, CaseGate gate, DateTimeOffset now, CancellationToken ct)
    {
        if (gate.Freezes(screened: true))
            return;
        var rounds = await session.Query<Round>().Where(r => r.CaseId == gate.Id).ToListAsync(ct);
        foreach (var id in rounds.Where(r => r is { Open: true, Screened: true }).Select(r => r.Id).Order())
            if ((await session.Events.FetchForExclusiveWriting<Round>(id, ct)).Aggregate is { } round && WhatFollows.After(round, gate, now) is { Count: > 0 } events)
                session.Events.Append(id, events);
    }
}
