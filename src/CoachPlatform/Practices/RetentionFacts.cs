using CoachPlatform.Answers;
using CoachPlatform.Platform;
using Marten;
using Npgsql;
using NpgsqlTypes;

namespace CoachPlatform.Practices;

/// <summary>Reads what retention rules ask of a practice's cases. No texts, and nothing of who answered what.</summary>
internal static class RetentionFacts
{
    // When it was closed stands in the case's stream alone; that nothing is kept shows by the key that goes last.
    private const string Cases = $"""
        select g.id,
            (select min(e.timestamp) from {Store.Schema}.mt_events e where e.tenant_id = g.tenant_id and e.stream_id = g.id and e.type = 'case-closed-v1'),
            coalesce((g.data->>'legalHold')::boolean, false),
            not exists (select 1 from vault.keys k where k.tenant = g.tenant_id and k.scope = replace(g.id::text, '-', '') || '|practice'),
            exists (select 1 from {Store.Schema}.mt_doc_erasure x where x.tenant_id = g.tenant_id and x.case_id = g.id and x.done_at is null)
        from {Store.Schema}.mt_doc_casegate g
        where g.tenant_id = @tenant and g.id = coalesce(@case, g.id)
        order by g.id
        """;

    /// <param name="only">One case, or all of the practice.</param>
    /// <param name="at">As of when it is asked. Rounds too young for any rule are left out.</param>
    public static async Task<IReadOnlyList<KeptCase>> OfAsync(IQuerySession session, Guid? only, DateTimeOffset at, CancellationToken ct)
    {
        var cases = await CasesAsync(session, only, ct);
        // Months differ in length, so a few days more than the shortest rule.
        var young = at.AddMonths(-RetentionRule.Fewest).AddDays(5);
        var rounds = (await (only is { } caseId
                ? session.Query<Round>().Where(r => r.CaseId == caseId && r.ExpiredAt == null && r.OpenedAt <= young)
                : session.Query<Round>().Where(r => r.ExpiredAt == null && r.OpenedAt <= young)).ToListAsync(ct))
            .ToLookup(r => r.CaseId, r => KeptRound.Of(r, at));
        return [.. cases.Select(c => c with { Rounds = [.. rounds[c.CaseId].OrderBy(r => r.RoundId)] })];
    }

    private static async Task<List<KeptCase>> CasesAsync(IQuerySession session, Guid? only, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(Cases);
        command.Parameters.Add(new NpgsqlParameter("tenant", session.TenantId));
        command.Parameters.Add(new NpgsqlParameter("case", NpgsqlDbType.Uuid) { Value = only is { } id ? id : DBNull.Value });
        await using var rows = await session.ExecuteReaderAsync(command, ct);
        var cases = new List<KeptCase>();
        while (await rows.ReadAsync(ct))
            cases.Add(new KeptCase(
                rows.GetGuid(0), await rows.IsDBNullAsync(1, ct) ? null : await rows.GetFieldValueAsync<DateTimeOffset>(1, ct), rows.GetBoolean(2), rows.GetBoolean(3), rows.GetBoolean(4), []));
        return cases;
    }
}
