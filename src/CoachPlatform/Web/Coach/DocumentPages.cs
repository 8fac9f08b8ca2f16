using CoachPlatform.Library.Documents;
using CoachPlatform.Platform.Http;

namespace CoachPlatform.Web.Coach;

/// <summary>Bringing a document in, and correcting what became of it.</summary>
public static class DocumentPages
{
    public static void MapDocumentPages(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/library/import", async (HttpContext http, ReadCoachFrame frames, CancellationToken ct) =>
            Pages.Page<ImportPage>(new { Frame = await frames.ForAsync(http.Member(), ct) })).ReadBy(For.Coach);
        pages.MapGet("/library/documents/{documentId:guid}", async (Guid documentId, string? saved, HttpContext http, ReadDocuments documents, ReadCoachFrame frames, CancellationToken ct) =>
            await documents.ForAsync(http.Member(), documentId, ct) is { } view
                ? Pages.Page<DocumentPage>(new { Frame = await frames.ForAsync(http.Member(), ct), Document = view, Saved = saved is not null && view.Settled })
                : Pages.NotFound).ReadBy(For.Coach);
    }
}
