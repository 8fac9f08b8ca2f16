using CoachPlatform.Vault;
using Npgsql;

namespace CoachPlatform.Platform.Keys;

/// <summary>
/// Wraps every key anew by the ring's own master, a few rows at a time, while nodes go on: a row opens before and after, since both masters are known
/// until the last row is done. Data keys do not change, so no event is touched. Broken off, it is simply run again.
/// </summary>
public sealed class RotateMasterKey(NpgsqlDataSource database, KeyRing ring)
{
    private const int AtATime = 100;

    /// <param name="told">How many rows are done, after each few.</param>
    /// <returns>How many rows were wrapped anew.</returns>
    /// <exception cref="VaultRefused">A row is wrapped by a master that is not among the ring's; what was done before it stays done.</exception>
    public async Task<int> RunAsync(Action<int> told, CancellationToken ct)
    {
        var done = 0;
        while (await BatchAsync(ct) is > 0 and var some)
            told(done += some);
        return done;
    }

    private async Task<int> BatchAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var rows = await TakeAsync(connection, ct);
        foreach (var row in rows.Select(ring.Rewrap))
        {
            await using var update = new NpgsqlCommand("update vault.keys set master = @master, wrapped = @wrapped where id = @id", connection);
            update.Parameters.Add(new NpgsqlParameter("id", row.Id));
            update.Parameters.Add(new NpgsqlParameter("master", row.Master));
            update.Parameters.Add(new NpgsqlParameter("wrapped", row.Wrapped));
            await update.ExecuteNonQueryAsync(ct);
        }

        await transaction.CommitAsync(ct);
        return rows.Count;
    }

    private async Task<List<KeyRow>> TakeAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var take = new NpgsqlCommand(
            $"select id, kind, tenant, scope, master, wrapped from vault.keys where master is not null and master <> @own order by id limit {AtATime} for update", connection);
        take.Parameters.Add(new NpgsqlParameter("own", ring.MasterFingerprint));
        await using var reader = await take.ExecuteReaderAsync(ct);
        var rows = new List<KeyRow>();
        while (await reader.ReadAsync(ct))
            rows.Add(new KeyRow(
                reader.GetGuid(0), Enum.Parse<KeyKind>(reader.GetString(1)), reader.GetString(2), reader.GetString(3), Parent: null, reader.GetString(4), (byte[])reader[5]));
        return rows;
    }
}
