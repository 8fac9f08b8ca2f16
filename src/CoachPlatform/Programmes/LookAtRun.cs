using Marten;

namespace CoachPlatform.Programmes;

/// <summary>The calendar carries a run on, in a transaction of its own. Asked twice, late or on two nodes, every step is given once.</summary>
public static class LookAtRun
{
    public static async Task RunAsync(IDocumentStore store, RunDesk desk, string tenant, Guid runId, DateTimeOffset now, CancellationToken ct)
    {
        Guid caseId;
        await using (var before = store.QuerySession(tenant))
        {
            if (await before.LoadAsync<ProgrammeRun>(runId, ct) is not { Running: true } seen)
                return;
            caseId = seen.CaseId;
        }

        await using var session = store.LightweightSession(tenant);
        session.SetHeader("actor", "clock");
        await session.BeginTransactionAsync(ct);
        if (await desk.OpenAsync(session, caseId, runId, now, ct) is not { } open)
            return;
        await desk.CommitAsync(session, open, [], starts: false, ct);
        await session.SaveChangesAsync(ct);
    }
}
