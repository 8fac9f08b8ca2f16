using Npgsql;

namespace CoachPlatform.IntegrationTests.Support;

/// <summary>What stands in the database, for what no client may see.</summary>
public static class StoredRows
{
    // After a commit that failed, the store fills the sequence numbers it had taken with rows of this type, in a stream and a transaction of
    // their own, some time later. They say nothing, and keep projections from waiting at the gap.
    private const string Tombstone = "tombstone";

    /// <summary>The number of events of a practice: equal before and after means that nothing was changed.</summary>
    public static async Task<long> EventsAsync(this CoachApp app, string tenant) =>
        (long)(await app.AskAsync($"select count(*) from coach.mt_events where type <> '{Tombstone}' and tenant_id = @p", tenant))!;

    /// <summary>The number of stored events of one kind in a round.</summary>
    public static async Task<long> EventsOfAsync(this CoachApp app, Guid stream, string kind) =>
        (long)(await app.AskAsync($"select count(*) from coach.mt_events where stream_id = @p and type = '{kind}'", stream))!;

    /// <summary>
    /// A line per table with the number and the digest of its rows: everything that a command writes, whoever wrote it. Left out is what moves by
    /// itself: async projections, their progress, the heartbeat of the node, and when a session was last seen.
    /// </summary>
    public static async Task<string> FingerprintAsync(this CoachApp app)
    {
        var tables = await app.TextsAsync("""
            select format('%I.%I', schemaname, tablename) from pg_tables
            where schemaname in ('coach', 'vault', 'wolverine') and tablename not like '%node%' and tablename not like 'mt_event_progress%'
              and tablename not in ('mt_doc_case_board', 'mt_doc_round_feed', 'mt_doc_mail_to_send', 'mt_doc_sign_in_session', 'one_time_links') order by 1
            """);
        var lines = new List<string>();
        foreach (var table in tables)
        {
            var rows = table switch
            {
                "coach.mt_events" => $"{table} r where r.type <> '{Tombstone}'",
                "coach.mt_streams" => $"{table} r where exists (select 1 from coach.mt_events e where e.stream_id = r.id and e.type <> '{Tombstone}')",
                _ => $"{table} r",
            };
            lines.AddRange(await app.TextsAsync($"select '{table} ' || count(*) || ' ' || coalesce(md5(string_agg(r::text, '|' order by r::text)), '') from {rows}"));
        }

        return string.Join('\n', lines);
    }

    public static async Task<object?> AskAsync(this CoachApp app, string sql, object? parameter = null)
    {
        // Without a pool, whose connections would not survive a server that a test has killed.
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(app.ConnectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        if (parameter is not null)
            command.Parameters.Add(new NpgsqlParameter("p", parameter));
        return await command.ExecuteScalarAsync();
    }

    /// <summary>The first column of every row, as text.</summary>
    public static async Task<IReadOnlyList<string>> TextsAsync(this CoachApp app, string sql)
    {
        // Without a pool, whose connections would not survive a server that a test has killed.
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(app.ConnectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await using var rows = await command.ExecuteReaderAsync();
        var texts = new List<string>();
        while (await rows.ReadAsync())
            texts.Add(rows.GetString(0));
        return texts;
    }
}
