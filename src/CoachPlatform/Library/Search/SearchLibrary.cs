using CoachPlatform.Platform;
using Npgsql;
using NpgsqlTypes;

namespace CoachPlatform.Library.Search;

/// <param name="Document">What the practice calls it.</param>
/// <param name="N">Of the passage in its document, from 1.</param>
/// <param name="Snippet">Some words of it, those that were found marked.</param>
public sealed record FoundPassage(Guid DocumentId, string Document, string Title, int N, IReadOnlyList<SnippetPart> Snippet);

/// <summary>Asks the database for texts by their words, best first: by the stems of each text's own language, and by how its last word begins.</summary>
public sealed class SearchLibrary(NpgsqlDataSource database)
{
    private const int MostPassages = 30;

    // The question is put once in each language that is there, and each row is asked in its own: what must not be there is gone in the same stems.
    private const string Asked = $"""
        with asked as materialized (
          select language,
                 websearch_to_tsquery(language::regconfig, @text) || websearch_to_tsquery('simple', @folded)
                 || case when @last = '' then ''::tsquery else websearch_to_tsquery(language::regconfig, @head) && to_tsquery('simple', @last) end as query
            from (select distinct language from {LibraryTextTable.Name} where tenant = any(@tenants) and kind = @kind) there)
        """;

    // What the practice made of a shipped exercise under the same slug stands in its place.
    private const string Exercises = $"""
        {Asked}
        select t.ref from {LibraryTextTable.Name} t join asked using (language)
         where t.tenant = any(@tenants) and t.kind = @kind and t.words @@ asked.query
           and not (t.tenant = '{LibraryText.Shipped}' and exists (
             select from {LibraryTextTable.Name} own where own.tenant = any(@tenants) and own.tenant <> t.tenant and own.kind = t.kind and own.ref = t.ref))
         order by ts_rank_cd(t.words, asked.query) desc, t.title, t.ref
        """;

    private const string Passages = $"""
        {Asked}, found as materialized (
          select t.ref, t.n, t.title, t.body, t.language, asked.query, ts_rank_cd(t.words, asked.query) as rank
            from {LibraryTextTable.Name} t join asked using (language)
           where t.tenant = any(@tenants) and t.kind = @kind and t.words @@ asked.query
           order by rank desc, t.title, t.ref, t.n limit @most)
        select f.ref, d.data->>'name', f.title, f.n, ts_headline(f.language::regconfig, f.body, f.query, @marks)
          from found f join {Store.Schema}.mt_doc_source_document d on d.tenant_id = any(@tenants) and d.id = f.ref::uuid
         order by f.rank desc, f.title, f.ref, f.n
        """;

    /// <param name="tenant">The practice whose own are looked at too; null for none.</param>
    /// <returns>Slugs, each once.</returns>
    public async Task<IReadOnlyList<string>> ExercisesAsync(string? tenant, SearchWords words, CancellationToken ct)
    {
        await using var command = Command(Exercises, TextKind.Exercise, tenant is null ? [LibraryText.Shipped] : [LibraryText.Shipped, tenant], words);
        await using var rows = await command.ExecuteReaderAsync(ct);
        var slugs = new List<string>();
        while (await rows.ReadAsync(ct))
            slugs.Add(rows.GetString(0));
        return [.. slugs.Distinct()];
    }

    public async Task<IReadOnlyList<FoundPassage>> PassagesAsync(string tenant, SearchWords words, CancellationToken ct)
    {
        await using var command = Command(Passages, TextKind.Passage, [tenant], words);
        command.Parameters.Add(new NpgsqlParameter("most", MostPassages));
        command.Parameters.Add(new NpgsqlParameter("marks", $"StartSel=\"{Snippet.From}\", StopSel=\"{Snippet.To}\", MaxWords=28, MinWords=14, MaxFragments=1"));
        await using var rows = await command.ExecuteReaderAsync(ct);
        var found = new List<FoundPassage>();
        while (await rows.ReadAsync(ct))
            found.Add(new FoundPassage(Guid.Parse(rows.GetString(0)), rows.GetString(1), rows.GetString(2), rows.GetInt32(3), Snippet.Parts(rows.GetString(4))));
        return found;
    }

    private NpgsqlCommand Command(string sql, TextKind kind, string[] tenants, SearchWords words)
    {
        var command = database.CreateCommand(sql);
        command.Parameters.Add(new NpgsqlParameter("tenants", NpgsqlDbType.Array | NpgsqlDbType.Text) { Value = tenants });
        Add("kind", LibraryTextTable.KindOf(kind));
        Add("text", words.Text);
        Add("folded", words.Folded);
        Add("head", words.Head);
        // Letters and digits alone, so that quoting it is safe.
        Add("last", words.Last.Length == 0 ? "" : $"'{words.Last}':*");
        return command;

        void Add(string name, string value) => command.Parameters.Add(new NpgsqlParameter(name, NpgsqlDbType.Text) { Value = value });
    }
}
