using Marten;
using Npgsql;

namespace CoachPlatform.Privacy;

/// <summary>The journal's lines in the database: each commits with the destruction that it tells of.</summary>
internal static class Journal
{
    public static void Add(IDocumentSession session, JournalLine line) =>
        session.QueueSqlCommand("insert into vault.journal (id, line) values (?, ?) on conflict (id) do nothing", line.Id, line.Written());

    /// <summary>Every line, by id.</summary>
    public static async Task<IReadOnlyDictionary<Guid, string>> ReadAsync(NpgsqlDataSource database, CancellationToken ct)
    {
        await using var command = database.CreateCommand("select id, line from vault.journal order by id");
        await using var rows = await command.ExecuteReaderAsync(ct);
        var lines = new Dictionary<Guid, string>();
        while (await rows.ReadAsync(ct))
            lines[rows.GetGuid(0)] = rows.GetString(1);
        return lines;
    }
}
