using CoachPlatform.Library.Authoring;
using CoachPlatform.Library.Documents;
using CoachPlatform.Platform;
using Marten;
using Npgsql;

namespace CoachPlatform.Library.Search;

/// <summary>
/// Compares what can be found with what is there, by stamps alone, and mends the difference. Run at every start, so that rows may be lost, removed
/// by hand or made in an older way. Repeating it changes nothing.
/// </summary>
public sealed class FillLibraryText(IDocumentStore store, NpgsqlDataSource database, LibraryShelf shelf)
{
    private const string Missing = $"""
        select e.tenant_id, 'exercise', e.id from {Store.Schema}.mt_doc_exercise_state e
         where not (e.data->>'retired')::boolean
           and not exists (select from {LibraryTextTable.Name} t where t.tenant = e.tenant_id and t.kind = 'exercise' and t.stamp = @form || ':' || (e.data->'versions'->-1->>'version'))
        union all
        select d.tenant_id, 'passage', d.id from {Store.Schema}.mt_doc_document_state d
         where not (d.data->>'withdrawn')::boolean and (d.data->>'revision')::int > 0
           and not exists (select from {LibraryTextTable.Name} t where t.tenant = d.tenant_id and t.kind = 'passage' and t.ref = d.id::text and t.stamp = @form || ':' || (d.data->>'revision'))
        """;

    // One for each kind, so that the database can compare them all at once instead of row by row.
    private const string RemoveStale = $"""
        delete from {LibraryTextTable.Name} t where t.tenant <> '{LibraryText.Shipped}' and t.kind = 'exercise' and not exists (
            select from {Store.Schema}.mt_doc_exercise_state e
             where e.tenant_id = t.tenant and not (e.data->>'retired')::boolean and t.stamp = @form || ':' || (e.data->'versions'->-1->>'version'));
        delete from {LibraryTextTable.Name} t where t.tenant <> '{LibraryText.Shipped}' and t.kind = 'passage' and not exists (
            select from {Store.Schema}.mt_doc_document_state d
             where d.tenant_id = t.tenant and d.id::text = t.ref and not (d.data->>'withdrawn')::boolean and t.stamp = @form || ':' || (d.data->>'revision'))
        """;

    public async Task RunAsync(CancellationToken ct)
    {
        await ShippedAsync(ct);
        await using (var stale = Command(RemoveStale))
            await stale.ExecuteNonQueryAsync(ct);
        foreach (var (tenant, kind, id) in await MissingAsync(ct))
            await MendAsync(tenant, kind, id, ct);
    }

    private async Task ShippedAsync(CancellationToken ct)
    {
        var there = new Dictionary<string, string>();
        await using (var command = database.CreateCommand($"select ref, stamp from {LibraryTextTable.Name} where tenant = '{LibraryText.Shipped}'"))
        await using (var rows = await command.ExecuteReaderAsync(ct))
            while (await rows.ReadAsync(ct))
                there[rows.GetString(0)] = rows.GetString(1);
        var wanted = shelf.Shipped.Packs.SelectMany(p => p.Practices.Select(practice => LibraryText.OfShipped(practice.Exercise, p.Language))).ToList();
        await using var session = store.LightweightSession();
        foreach (var text in wanted.Where(w => there.GetValueOrDefault(w.Ref) != w.Stamp))
            LibraryTextTable.Put(session, text);
        foreach (var slug in there.Keys.Except(wanted.Select(w => w.Ref)))
            LibraryTextTable.Remove(session, LibraryText.Shipped, TextKind.Exercise, slug);
        await session.SaveChangesAsync(ct);
    }

    /// <summary>Under the lock that publishing and settling take, so that neither is overwritten by what it has just replaced.</summary>
    private async Task MendAsync(string tenant, string kind, Guid id, CancellationToken ct)
    {
        await using var session = store.LightweightSession(tenant);
        if (kind == "exercise")
        {
            if ((await session.Events.FetchForExclusiveWriting<ExerciseState>(id, ct)).Aggregate is { } state)
                await IndexOnSave.IndexAsync(session, state, ct);
        }
        else
        {
            await session.Events.FetchForExclusiveWriting<DocumentState>(id, ct);
            if (await session.LoadAsync<SourceDocument>(id, ct) is { } document)
                IndexOnSave.Index(session, document);
        }

        await session.SaveChangesAsync(ct);
    }

    private async Task<List<(string Tenant, string Kind, Guid Id)>> MissingAsync(CancellationToken ct)
    {
        var missing = new List<(string, string, Guid)>();
        await using var command = Command(Missing);
        await using var rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
            missing.Add((rows.GetString(0), rows.GetString(1), rows.GetGuid(2)));
        return missing;
    }

    private NpgsqlCommand Command(string sql)
    {
        var command = database.CreateCommand(sql);
        command.Parameters.Add(new NpgsqlParameter("form", $"{LibraryText.Form}"));
        return command;
    }
}
