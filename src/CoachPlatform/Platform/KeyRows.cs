using CoachPlatform.Vault;
using Marten;
using Npgsql;
using NpgsqlTypes;

namespace CoachPlatform.Platform;

/// <summary>Key rows over a Marten session: new rows commit with the events they serve, and a sealing write holds its rows against erasure.</summary>
public sealed class KeyRows(IQuerySession session, bool hold = false) : IKeyRows
{
    private const string Columns = "k.id, k.kind, k.tenant, k.scope, k.parent, k.master, k.wrapped";

    public async Task<IReadOnlyDictionary<Guid, KeyRow>> ReadAsync(IReadOnlyCollection<Guid> ids, CancellationToken ct)
    {
        // A row and its parent in one round trip; erasure takes FOR UPDATE, so it waits for whoever is sealing.
        var sql = $"select {Columns} from vault.keys k where k.id = any(@ids || array(select parent from vault.keys where id = any(@ids)))"
            + (hold ? " for share" : "");
        await using var command = new NpgsqlCommand(sql);
        command.Parameters.Add(new NpgsqlParameter("ids", NpgsqlDbType.Array | NpgsqlDbType.Uuid) { Value = ids.ToArray() });
        return (await RowsAsync(command, ct)).ToDictionary(r => r.Id);
    }

    /// <summary>The living keys at the given places, with their parents.</summary>
    public async Task<IReadOnlyList<KeyRow>> AtAsync(string tenant, IReadOnlyCollection<string> scopes, CancellationToken ct)
    {
        // Ids first: one question with "or" in it would read the whole table.
        var sql = $"""
            with own as materialized (select id, parent from vault.keys where scope = any(@scopes) and tenant = @tenant)
            select {Columns} from vault.keys k where k.id = any(array(select id from own union all select parent from own))
            """ + (hold ? " for share" : "");
        await using var command = new NpgsqlCommand(sql);
        command.Parameters.Add(new NpgsqlParameter("scopes", scopes.ToArray()));
        command.Parameters.Add(new NpgsqlParameter("tenant", tenant));
        return await RowsAsync(command, ct);
    }

    /// <summary>Queues a new row on the session's unit of work.</summary>
    public static void Add(IDocumentSession session, KeyRow row) => session.QueueSqlCommand(
        $"insert into vault.keys (id, kind, tenant, scope, parent, master, wrapped) values (?, ?, ?, ?, nullif(?, '{Guid.Empty}'::uuid), nullif(?, ''), ?)",
        row.Id, row.Kind.ToString(), row.Tenant, row.Scope, row.Parent ?? Guid.Empty, row.Master ?? "", row.Wrapped);

    /// <summary>
    /// Destroys keys, with the keys that they wrap, in the session's transaction; the ids of what was there. Whoever is sealing under one holds its row
    /// until the commit, and this waits for that.
    /// </summary>
    public static async Task<IReadOnlyList<Guid>> DestroyAsync(IDocumentSession session, IReadOnlyCollection<Guid> ids, CancellationToken ct)
    {
        await session.BeginTransactionAsync(ct);
        // Held first: what was wrapped by one of them until then is seen only by a statement that begins after that.
        await IdsAsync(session, "select id from vault.keys where id = any(@ids) order by id for update", ids, ct);
        var destroyed = await IdsAsync(session, "delete from vault.keys where id = any(@ids) or parent = any(@ids) returning id", ids, ct);
        return [.. destroyed.Order()];
    }

    private static async Task<List<Guid>> IdsAsync(IDocumentSession session, string sql, IReadOnlyCollection<Guid> ids, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql);
        command.Parameters.Add(new NpgsqlParameter("ids", NpgsqlDbType.Array | NpgsqlDbType.Uuid) { Value = ids.ToArray() });
        await using var reader = await session.ExecuteReaderAsync(command, ct);
        var found = new List<Guid>();
        while (await reader.ReadAsync(ct))
            found.Add(reader.GetGuid(0));
        return found;
    }

    private async Task<List<KeyRow>> RowsAsync(NpgsqlCommand command, CancellationToken ct)
    {
        await using var reader = await session.ExecuteReaderAsync(command, ct);
        var rows = new List<KeyRow>();
        while (await reader.ReadAsync(ct))
            rows.Add(new KeyRow(
                reader.GetGuid(0),
                Enum.Parse<KeyKind>(reader.GetString(1)),
                reader.GetString(2),
                reader.GetString(3),
                await reader.IsDBNullAsync(4, ct) ? null : reader.GetGuid(4),
                await reader.IsDBNullAsync(5, ct) ? null : reader.GetString(5),
                (byte[])reader[6]));
        return rows;
    }
}
