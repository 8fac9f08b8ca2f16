using Npgsql;

namespace CoachPlatform.IntegrationTests.Support;

/// <summary>What stands in the database, for what no client may see.</summary>
public static class StoredRows
{
    /// <summary>The number of events of a practice: equal before and after means that nothing was changed.</summary>
    public static async Task<long> EventsAsync(this CoachApp app, string tenant) =>
        (long)(await app.AskAsync("select count(*) from coach.mt_events where tenant_id = @p", tenant))!;

    /// <summary>The number of stored events of one kind in a round.</summary>
    public static async Task<long> EventsOfAsync(this CoachApp app, Guid stream, string kind) =>
        (long)(await app.AskAsync($"select count(*) from coach.mt_events where stream_id = @p and type = '{kind}'", stream))!;

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
