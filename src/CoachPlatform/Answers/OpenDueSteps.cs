using CoachPlatform.Cases;
using Marten;

namespace CoachPlatform.Answers;

/// <summary>The calendar opens the steps of a round whose day has come. Asked twice, late or on two nodes, each opens once.</summary>
public static class OpenDueSteps
{
    public static async Task RunAsync(IDocumentStore store, string tenant, Guid roundId, DateTimeOffset now, CancellationToken ct)
    {
        await using var session = store.LightweightSession(tenant);
        if (await session.LoadAsync<Round>(roundId, ct) is not { } seen
            || await session.LoadAsync<CaseGate>(seen.CaseId, ct) is not { } seenGate
            || StepClock.Decide(seen, seenGate, now).Events.Count == 0)
            return;
        session.SetHeader("actor", "clock");
        await session.BeginTransactionAsync(ct);
        var batch = session.CreateBatchQuery();
        var gate = batch.Events.FetchForExclusiveWriting<CaseGate>(seen.CaseId);
        var round = batch.Events.FetchForExclusiveWriting<Round>(roundId);
        await batch.Execute(ct);
        var decision = StepClock.Decide((await round).Aggregate!, (await gate).Aggregate!, now);
        if (decision.Events.Count == 0)
            return;
        session.Events.Append(roundId, decision.Events);
        await session.SaveChangesAsync(ct);
    }
}
