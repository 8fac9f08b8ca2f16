using CoachPlatform.Platform;
using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Http;
using Marten;

namespace CoachPlatform.Library.Documents;

/// <param name="Settled">Whether a coach has saved the passages.</param>
public sealed record ListedDocument(Guid DocumentId, string Name, SourceFormat Format, DateTimeOffset ImportedAt, int Revision, bool Settled, int Passages, int Cut);

/// <param name="N">From 1.</param>
/// <param name="Place">Where it stands in the original; of each paragraph too.</param>
public sealed record PassageView(int N, string Title, string Text, SourcePlace Place, IReadOnlyList<Paragraph> Paragraphs);

/// <param name="N">From 1: what restoring names.</param>
public sealed record CutView(int N, CutReason Reason, string Text, SourcePlace Place);

/// <param name="Length">Bytes of the original.</param>
public sealed record DocumentView(
    Guid DocumentId, string Name, SourceFormat Format, string Hash, int Length, DateTimeOffset ImportedAt, int Revision, bool Settled,
    IReadOnlyList<PassageView> Passages, IReadOnlyList<CutView> Cuts);

/// <param name="Published">Always false: a draft is a beginning, and only a coach makes an exercise of it.</param>
public sealed record DraftView(Guid DocumentId, int Passage, string Title, SourcePlace Place, IReadOnlyList<string> Steps, IReadOnlyList<string> Prompts, bool Published);

/// <summary>The documents of the asking coach's practice. Withdrawn ones, and other practices', are not there.</summary>
public sealed class ReadDocuments(IDocumentStore store)
{
    // The passages of a practice's documents can be megabytes, and a list asks only how many there are.
    private const string Listed = $"""
        select jsonb_build_object(
            'documentId', id, 'name', data -> 'name', 'format', data -> 'format', 'importedAt', data -> 'importedAt', 'revision', data -> 'revision',
            'settled', (data ->> 'revision')::int > 0, 'passages', jsonb_array_length(data -> 'passages'), 'cut', jsonb_array_length(data -> 'cuts'))
          from {Store.Schema}.mt_doc_source_document where tenant_id = ? and not (data ->> 'withdrawn')::boolean
         order by (data ->> 'importedAt')::timestamptz desc
        """;

    public async Task<IReadOnlyList<ListedDocument>> ListAsync(Member member, CancellationToken ct)
    {
        await using var session = store.QuerySession(member.Tenant!);
        return await session.AdvancedSql.QueryAsync<ListedDocument>(Listed, ct, member.Tenant!);
    }

    public async Task<SourceDocument?> FindAsync(Member member, Guid documentId, CancellationToken ct)
    {
        await using var session = store.QuerySession(member.Tenant!);
        return await session.LoadAsync<SourceDocument>(documentId, ct) is { Withdrawn: false } document ? document : null;
    }

    public async Task<DocumentView?> ForAsync(Member member, Guid documentId, CancellationToken ct) =>
        await FindAsync(member, documentId, ct) is { } d
            ? new DocumentView(
                d.Id, d.Name, d.Format, d.Hash, d.Length, d.ImportedAt, d.Revision, d.Revision > 0,
                [.. d.Passages.Select((p, i) => new PassageView(i + 1, p.Title, p.Text, p.Place, p.Paragraphs))],
                [.. d.Cuts.Select((c, i) => new CutView(i + 1, c.Reason, c.Text, c.Place))])
            : null;

    public async Task<DraftView?> DraftAsync(Member member, Guid documentId, int n, CancellationToken ct)
    {
        if (await FindAsync(member, documentId, ct) is not { } document || n < 1 || n > document.Passages.Count)
            return null;
        var passage = document.Passages[n - 1];
        var draft = DraftFromPassage.Of(passage);
        return new DraftView(documentId, n, draft.Title, passage.Place, draft.Steps, draft.Prompts, Published: false);
    }
}

public static class DocumentRoutes
{
    public static void MapDocuments(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/documents", async (HttpContext http, ReadDocuments documents, CancellationToken ct) => Results.Ok(await documents.ListAsync(http.Member(), ct)))
            .WithMetadata(new AccessAttribute(For.Coach)).WithSummary("The practice's documents, newest first").Produces<IReadOnlyList<ListedDocument>>();
        app.MapGet("/api/documents/{documentId:guid}", async (Guid documentId, HttpContext http, ReadDocuments documents, CancellationToken ct) =>
                await documents.ForAsync(http.Member(), documentId, ct) is { } view ? Results.Ok(view) : Refusal.NotFound.ToResult())
            .WithMetadata(new AccessAttribute(For.Coach)).WithSummary("One document with its passages and cuts").Produces<DocumentView>();
        app.MapGet("/api/documents/{documentId:guid}/passages/{n:int}/draft", async (Guid documentId, int n, HttpContext http, ReadDocuments documents, CancellationToken ct) =>
                await documents.DraftAsync(http.Member(), documentId, n, ct) is { } draft ? Results.Ok(draft) : Refusal.NotFound.ToResult())
            .WithMetadata(new AccessAttribute(For.Coach)).WithSummary("A proposed draft of an exercise from one passage; nothing is stored or published").Produces<DraftView>();
    }
}
