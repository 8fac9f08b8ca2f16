using CoachPlatform.Cases;
using CoachPlatform.Library;
using CoachPlatform.Library.Authoring;
using CoachPlatform.Library.Documents;
using CoachPlatform.Platform.Http;

namespace CoachPlatform.Web.Coach;

/// <summary>Writing exercises, what became of them, and bringing in pack files.</summary>
public static class BuilderPages
{
    public static void MapBuilderPages(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/library/drafts/{draftId:guid}", DraftAsync).ReadBy(For.Coach);
        pages.MapGet("/fragments/library/drafts/{draftId:guid}/preview", PreviewAsync).ReadBy(For.Coach);
        pages.MapGet("/fragments/library/drafts/{draftId:guid}/publishing", PublishingAsync).ReadBy(For.Coach);
        pages.MapGet("/library/import-pack", async (HttpContext http, ReadCoachFrame frames, CancellationToken ct) =>
            Pages.Page<ImportPackPage>(new { Frame = await frames.ForAsync(http.Member(), ct) })).ReadBy(For.Coach);
        pages.MapGet("/library/{slug}/versions", VersionsAsync).ReadBy(For.Coach);
    }

    private static async Task<IResult> DraftAsync(
        Guid draftId, HttpContext http, ReadAuthoring authoring, ReadDocuments documents, LibraryShelf shelf, ReadCoachFrame frames, CancellationToken ct)
    {
        if (await authoring.DraftAsync(http.Member(), draftId, ct) is not { } draft)
            return Pages.NotFound;
        var names = await NamesAsync(http.Member(), documents, shelf, ct);
        return Pages.Page<BuilderPage>(new
        {
            Frame = await frames.ForAsync(http.Member(), ct),
            Draft = draft,
            Preview = PreviewOf.Draft(draft.Form, null, Seat.A),
            Sources = (IReadOnlyList<SourceForm>)[.. (draft.Form.Sources ?? []).Where(s => s is { Document: not (null or "own") }).Select(s => s with { Document = names.GetValueOrDefault(s.Document!, s.Document!) })],
        });
    }

    private static async Task<IResult> PreviewAsync(Guid draftId, string? step, string? seat, HttpContext http, ReadAuthoring authoring, CancellationToken ct) =>
        await authoring.FindAsync(http.Member(), draftId, ct) is { } draft
            ? Pages.Page<BuilderPreview>(new { Preview = PreviewOf.Draft(draft.Form, step, seat == "B" ? Seat.B : Seat.A) })
            : Pages.NotFound;

    /// <param name="after">The newest version, when another than the draft's own beginning was published meanwhile.</param>
    private static async Task<IResult> PublishingAsync(Guid draftId, string? after, HttpContext http, ReadAuthoring authoring, CancellationToken ct)
    {
        var member = http.Member();
        if (await authoring.DraftAsync(member, draftId, ct) is not { } view || await authoring.FindAsync(member, draftId, ct) is not { } draft)
            return Pages.NotFound;
        return Pages.Page<BuilderPublish>(new
        {
            Draft = view,
            Differences = await authoring.DifferenceAsync(member, draft, ct),
            After = after,
            Theirs = after is null || draft.Basis is null ? null : await authoring.DifferenceAsync(member, draft.Basis, after, ct),
        });
    }

    private static async Task<IResult> VersionsAsync(string slug, HttpContext http, ReadAuthoring authoring, PracticeShelf shelf, ReadCoachFrame frames, CancellationToken ct)
    {
        var member = http.Member();
        if (await authoring.VersionsAsync(member, slug, ct) is not { } versions || (await shelf.ForAsync(member, ct)).Newest(slug) is not { } exercise)
            return Pages.NotFound;
        var rows = new List<VersionRow>();
        for (var i = 0; i < versions.Count; i++)
            rows.Add(new VersionRow(versions[i], i + 1 < versions.Count ? await authoring.DifferenceAsync(member, versions[i + 1].VersionId, versions[i].VersionId, ct) : null));
        return Pages.Page<ExerciseVersions>(new { Frame = await frames.ForAsync(member, ct), Exercise = exercise, Versions = (IReadOnlyList<VersionRow>)rows });
    }

    /// <summary>The documents that exercises are drawn from, by what an exercise calls them.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> NamesAsync(Member member, ReadDocuments documents, LibraryShelf shelf, CancellationToken ct)
    {
        var names = shelf.Shipped.Packs.ToDictionary(p => p.Document, p => p.Title);
        foreach (var document in await documents.ListAsync(member, ct))
            names[document.DocumentId.ToString("D")] = document.Name;
        return names;
    }
}

/// <param name="Since">How it differs from the version before it; null for the first.</param>
public sealed record VersionRow(ListedVersion Version, IReadOnlyList<Difference>? Since);
