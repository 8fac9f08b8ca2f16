using Marten;
using Marten.Schema;
using Npgsql;

namespace CoachPlatform.Platform.Demo;

/// <summary>Says that the demo practice was begun here and, once it was, that it was written to its end.</summary>
[SingleTenanted]
[DocumentAlias("demo_mark")]
public sealed record DemoMark(string Id, DateTimeOffset BegunAt, DateTimeOffset? WrittenAt)
{
    public const string Only = "demo";
}

internal enum DemoState
{
    /// <summary>There is no practice at all.</summary>
    Empty,

    /// <summary>It was begun and never finished.</summary>
    Half,

    /// <summary>It is there.</summary>
    Written,

    /// <summary>Somebody's own practices are here.</summary>
    Foreign,
}

internal static class DemoMarks
{
    /// <summary>How things stand, asked before the store is opened: tables that are not there yet hold nothing.</summary>
    public static async Task<DemoState> StateAsync(NpgsqlDataSource database, CancellationToken ct)
    {
        if (!await AnyAsync(database, "mt_doc_practiceprofile", "true", ct))
            return DemoState.Empty;
        if (await AnyAsync(database, "mt_doc_demo_mark", "data ->> 'writtenAt' is not null", ct))
            return DemoState.Written;
        return await AnyAsync(database, "mt_doc_demo_mark", "true", ct) ? DemoState.Half : DemoState.Foreign;
    }

    public static async Task SetAsync(IDocumentStore store, DateTimeOffset begun, DateTimeOffset? written, CancellationToken ct)
    {
        await using var session = store.LightweightSession();
        session.Store(new DemoMark(DemoMark.Only, begun, written));
        await session.SaveChangesAsync(ct);
    }

    private static async Task<bool> AnyAsync(NpgsqlDataSource database, string table, string condition, CancellationToken ct)
    {
        await using var exists = database.CreateCommand($"select to_regclass('{Store.Schema}.{table}') is not null");
        if (await exists.ExecuteScalarAsync(ct) is not true)
            return false;
        await using var any = database.CreateCommand($"select exists (select 1 from {Store.Schema}.{table} where {condition})");
        return await any.ExecuteScalarAsync(ct) is true;
    }
}
