using CoachPlatform.Cases;
using CoachPlatform.Platform;
using Marten;
using Npgsql;

namespace CoachPlatform.Privacy.Releases;

/// <summary>
/// Puts on record that the days of a proposal are over. Every reading and every command asks the clock itself, so nothing hangs on when this looks.
/// </summary>
public sealed partial class LapseReleases(NpgsqlDataSource database, IDocumentStore store, Readiness readiness, TimeProvider clock, ILogger<LapseReleases> log)
    : Watch(Every, readiness, clock, log)
{
    public static TimeSpan Every { get; } = TimeSpan.FromMinutes(10);

    private const string Due = $"""
        select g.tenant_id, g.id from {Store.Schema}.mt_doc_casegate g
        where jsonb_typeof(g.data->'releases') = 'array' and exists (
            select from jsonb_array_elements(g.data->'releases') r
            where r->>'madeAt' is null and r->>'endedAt' is null and coalesce(r->>'bothAt', r->>'proposedAt')::timestamptz <= @since)
        """;

    public static IReadOnlyList<object> Decide(CaseGate gate, DateTimeOffset now) =>
        [.. (gate.Releases ?? []).Where(r => r.Lapses(now)).Select(r => new ReleaseLapsed(gate.Id, r.Id))];

    /// <summary>One look: every proposal whose days are over.</summary>
    public override async Task LookAsync(CancellationToken ct)
    {
        var now = Clock.GetUtcNow();
        foreach (var (tenant, caseId) in await DueAsync(now - Release.Stands, ct))
        {
            try
            {
                await LapseAsync(tenant, caseId, now, ct);
            }
            catch (Exception e) when (!ct.IsCancellationRequested)
            {
                NotLapsed(log, caseId, e.GetType().Name);
            }
        }
    }

    private async Task LapseAsync(string tenant, Guid caseId, DateTimeOffset now, CancellationToken ct)
    {
        await using var session = store.LightweightSession(tenant);
        session.SetHeader("actor", "clock");
        if ((await session.Events.FetchForExclusiveWriting<CaseGate>(caseId, ct)).Aggregate is not { } gate || Decide(gate, now) is not { Count: > 0 } events)
            return;
        session.Events.Append(caseId, events);
        await session.SaveChangesAsync(ct);
    }

    private async Task<List<(string Tenant, Guid CaseId)>> DueAsync(DateTimeOffset since, CancellationToken ct)
    {
        await using var command = database.CreateCommand(Due);
        command.Parameters.Add(new NpgsqlParameter("since", since));
        await using var rows = await command.ExecuteReaderAsync(ct);
        var due = new List<(string, Guid)>();
        while (await rows.ReadAsync(ct))
            due.Add((rows.GetString(0), rows.GetGuid(1)));
        return due;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "In case {CaseId} the end of a proposal to release something could not be put on record: {Problem}. It is tried again.")]
    private static partial void NotLapsed(ILogger log, Guid caseId, string problem);
}
