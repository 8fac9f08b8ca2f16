using CoachPlatform.Platform;
using Marten;
using Weasel.Postgresql;
using Weasel.Postgresql.Tables;

namespace CoachPlatform.Library.Search;

/// <summary>The table of what can be found. It holds nothing of its own: every row follows from a pack, a published exercise or a settled document.</summary>
internal static class LibraryTextTable
{
    public const string Name = $"{Store.Schema}.library_text";

    // Each part of a text stands in it twice: by the stems of its language, and word for word without accents. The second is what an
    // unfinished word, or one that was typed without its accents, is looked up in.
    private const string Words = """
        setweight(to_tsvector(?::text::regconfig, ?), 'A') || setweight(to_tsvector('simple', ?), 'A')
        || setweight(to_tsvector(?::text::regconfig, ?), 'B') || setweight(to_tsvector('simple', ?), 'B')
        || setweight(to_tsvector(?::text::regconfig, ?), 'C') || setweight(to_tsvector('simple', ?), 'C')
        """;

    private const string Insert = $"""
        insert into {Name} (tenant, kind, ref, n, stamp, language, title, body, words) values (?, ?, ?, ?, ?, ?, ?, ?, {Words})
        on conflict (tenant, kind, ref, n) do update
        set stamp = excluded.stamp, language = excluded.language, title = excluded.title, body = excluded.body, words = excluded.words
        """;

    public static void Add(StoreOptions options)
    {
        var table = new Table(new PostgresqlObjectName(Store.Schema, "library_text", SchemaUtils.IdentifierUsage.General));
        table.AddColumn("tenant", "text").AsPrimaryKey();
        table.AddColumn("kind", "text").AsPrimaryKey();
        table.AddColumn("ref", "text").AsPrimaryKey();
        table.AddColumn<int>("n").AsPrimaryKey();
        table.AddColumn("stamp", "text").NotNull();
        table.AddColumn("language", "text").NotNull();
        table.AddColumn("title", "text").NotNull();
        table.AddColumn("body", "text").NotNull();
        table.AddColumn("words", "tsvector").NotNull();
        table.Indexes.Add(new IndexDefinition("library_text_words") { Columns = ["words"], Method = IndexMethod.gin });
        options.Storage.ExtendedSchemaObjects.Add(table);
    }

    /// <summary>Queues a row on the session's unit of work, in place of the one that is there.</summary>
    public static void Put(IDocumentSession session, LibraryText text) => session.QueueSqlCommand(
        Insert,
        text.Tenant, KindOf(text.Kind), text.Ref, text.N, text.Stamp, text.Language, text.Title, text.Body,
        text.Language, text.Title, SearchWords.Fold(text.Title), text.Language, text.Detail, SearchWords.Fold(text.Detail), text.Language, text.Rest, SearchWords.Fold(text.Rest));

    public static void Remove(IDocumentSession session, string tenant, TextKind kind, string reference) =>
        session.QueueSqlCommand($"delete from {Name} where tenant = ? and kind = ? and ref = ?", tenant, KindOf(kind), reference);

    public static string KindOf(TextKind kind) => kind == TextKind.Exercise ? "exercise" : "passage";
}
