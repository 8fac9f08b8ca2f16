using System.Text;
using CoachPlatform.Assignments;
using CoachPlatform.Library.Documents;
using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Http;
using CoachPlatform.Practices;
using Marten;

namespace CoachPlatform.Library.Authoring;

/// <param name="Slug">Of the exercise whose next version it is; null for one not published yet.</param>
public sealed record ListedDraft(Guid DraftId, string? Slug, string? Title, DateTimeOffset SavedAt, string SavedBy);

/// <param name="Version">The number that it would be published as.</param>
/// <param name="Running">How many assignments keep the version before it.</param>
/// <param name="CopiedFrom">The title of what it was copied from.</param>
/// <param name="Problems">What stands between it and its publishing.</param>
public sealed record DraftView(
    Guid DraftId, string? Slug, string? Basis, int Version, int Running, string? CopiedFrom, ExerciseForm Form, int Revision, DateTimeOffset SavedAt, string SavedBy,
    IReadOnlyList<FormProblem> Problems);

/// <param name="Running">How many assignments go on with it.</param>
public sealed record ListedVersion(int Number, string VersionId, DateTimeOffset PublishedAt, string? Basis, int Running);

/// <summary>What coaches of a practice write and have published.</summary>
public sealed class ReadAuthoring(IDocumentStore store, LibraryShelf shelf)
{
    public async Task<IReadOnlyList<ListedDraft>> DraftsAsync(Member member, CancellationToken ct)
    {
        await using var session = store.QuerySession(member.Tenant!);
        var drafts = await session.Query<Draft>().ToListAsync(ct);
        var names = await NamesAsync(session, drafts.Select(d => d.SavedBy), ct);
        return [.. drafts.OrderByDescending(d => d.SavedAt).Select(d => new ListedDraft(d.Id, d.Slug, d.Form.Title, d.SavedAt, names.GetValueOrDefault(d.SavedBy, "")))];
    }

    public async Task<Draft?> FindAsync(Member member, Guid draftId, CancellationToken ct)
    {
        await using var session = store.QuerySession(member.Tenant!);
        return await session.LoadAsync<Draft>(draftId, ct);
    }

    public async Task<DraftView?> DraftAsync(Member member, Guid draftId, CancellationToken ct)
    {
        await using var session = store.QuerySession(member.Tenant!);
        if (await session.LoadAsync<Draft>(draftId, ct) is not { } draft)
            return null;
        var state = draft.Slug is { } slug ? await session.LoadAsync<ExerciseState>(Publishing.IdOf(session.TenantId, slug), ct) : null;
        var running = state is null ? [] : await RunningAsync(session, [state.Newest.Version], ct);
        var copied = draft.Slug is null && draft.Basis is { } basis ? await shelf.VersionAsync(session, basis, ct) : null;
        var names = await NamesAsync(session, [draft.SavedBy], ct);
        return new DraftView(
            draft.Id, draft.Slug, draft.Basis, 1 + (state?.Versions.Count ?? 0), running.Values.Sum(), copied?.Title, draft.Form, draft.Revision, draft.SavedAt,
            names.GetValueOrDefault(draft.SavedBy, ""), CheckDraft.Of(draft, shelf).Problems);
    }

    /// <summary>The versions of an exercise of the practice, newest first; null when it has none of that slug.</summary>
    public async Task<IReadOnlyList<ListedVersion>?> VersionsAsync(Member member, string slug, CancellationToken ct)
    {
        await using var session = store.QuerySession(member.Tenant!);
        if (await session.LoadAsync<ExerciseState>(Publishing.IdOf(session.TenantId, slug), ct) is not { } state)
            return null;
        var running = await RunningAsync(session, state.Versions.Select(v => v.Version), ct);
        return [.. state.Versions.Select((v, i) => new ListedVersion(i + 1, v.Version, v.At, v.Basis, running.GetValueOrDefault(v.Version))).Reverse()];
    }

    /// <summary>How the second version differs from the first; null when the practice has not both.</summary>
    public async Task<IReadOnlyList<Difference>?> DifferenceAsync(Member member, string from, string to, CancellationToken ct)
    {
        await using var session = store.QuerySession(member.Tenant!);
        return await shelf.VersionAsync(session, from, ct) is { } before && await shelf.VersionAsync(session, to, ct) is { } after ? ExerciseDifference.Between(before, after) : null;
    }

    /// <summary>How a draft differs from what it was begun from; null when it was begun anew, or is not yet an exercise.</summary>
    public async Task<IReadOnlyList<Difference>?> DifferenceAsync(Member member, Draft draft, CancellationToken ct)
    {
        await using var session = store.QuerySession(member.Tenant!);
        return draft.Basis is { } basis && await shelf.VersionAsync(session, basis, ct) is { } before && CheckDraft.Of(draft, shelf).Exercise is { } after
            ? ExerciseDifference.Between(before, after)
            : null;
    }

    /// <summary>The newest version of one exercise as a pack file; null when there is none of that slug.</summary>
    public async Task<(string FileName, string Text)?> PackAsync(Member member, string slug, CancellationToken ct)
    {
        await using var session = store.QuerySession(member.Tenant!);
        var library = await shelf.ForAsync(session, ct);
        if (library.Newest(slug) is not { } exercise)
            return null;
        var front = library.OwnOf(slug) is null ? null : await session.LoadAsync<PackFront>(exercise.Sources[0].Document, ct);
        return ($"{slug}.md", PackWriter.Write(await HeadAsync(session, library, front, exercise, ct), [exercise]));
    }

    /// <summary>The practice's own exercises of one document as a pack file, those that are retired left out; null when there is none.</summary>
    /// <param name="document">As their first source names it.</param>
    public async Task<(string FileName, string Text)?> PackOfAsync(Member member, string document, CancellationToken ct)
    {
        await using var session = store.QuerySession(member.Tenant!);
        var library = await shelf.ForAsync(session, ct);
        var front = await session.LoadAsync<PackFront>(document, ct);
        var exercises = library.Own.Where(o => !o.State.Retired && o.Exercise.Sources[0].Document == document).Select(o => o.Exercise)
            .OrderBy(e => front?.Slugs.ToList().IndexOf(e.Slug) is { } at and >= 0 ? at : int.MaxValue).ThenBy(e => e.Slug, StringComparer.Ordinal).ToList();
        if (exercises.Count == 0)
            return null;
        var head = await HeadAsync(session, library, front, exercises[0], ct);
        return ($"{Slugs.Of(head.Title)}.md", PackWriter.Write(head, exercises));
    }

    /// <summary>As it came in; else that of the document, shipped or imported; else one by the exercise.</summary>
    private static async Task<PackHead> HeadAsync(IQuerySession session, PracticeLibrary library, PackFront? front, Exercise exercise, CancellationToken ct)
    {
        var document = exercise.Sources[0].Document;
        if ((front?.Head ?? library.Shipped.Packs.FirstOrDefault(p => p.Document == document)?.Head) is { } head)
            return head;
        var practice = (await session.LoadAsync<PracticeProfile>(session.TenantId, ct))?.Name is { Length: > 0 } name ? name : "-";
        var imported = Guid.TryParse(document, out var id) ? (await session.LoadAsync<SourceDocument>(id, ct))?.Name : null;
        return new PackHead(document, imported ?? exercise.Title, practice, "unknown", "en");
    }

    /// <summary>By version: how many assignments may still bring a round of it.</summary>
    private static async Task<Dictionary<string, int>> RunningAsync(IQuerySession session, IEnumerable<string> versions, CancellationToken ct)
    {
        var ids = versions.Distinct().ToArray();
        var given = await session.Query<Assignment>().Where(a => a.ExerciseVersionId.IsOneOf(ids) && a.WithdrawnAt == null).ToListAsync(ct);
        var open = await ReadUsedWith.OpenAsync(session, given, ct);
        return given.Where(a => ReadUsedWith.StateOf(a, open) is UseState.Running or UseState.Paused).CountBy(a => a.ExerciseVersionId).ToDictionary();
    }

    private static async Task<Dictionary<Guid, string>> NamesAsync(IQuerySession session, IEnumerable<Guid> staff, CancellationToken ct) =>
        (await session.LoadManyAsync<StaffMember>(ct, [.. staff.Distinct()])).ToDictionary(s => s.Id, s => s.Name);
}

public static class AuthoringRoutes
{
    public static void MapAuthoring(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/library/drafts", async (HttpContext http, ReadAuthoring authoring, CancellationToken ct) => Results.Ok(await authoring.DraftsAsync(http.Member(), ct)))
            .WithMetadata(new AccessAttribute(For.Coach)).WithSummary("What is being written in this practice").Produces<IReadOnlyList<ListedDraft>>();
        app.MapGet("/api/library/drafts/{draftId:guid}", async (Guid draftId, HttpContext http, ReadAuthoring authoring, CancellationToken ct) => Found(await authoring.DraftAsync(http.Member(), draftId, ct)))
            .WithMetadata(new AccessAttribute(For.Coach)).WithSummary("One draft, with what is missing before it can be published").Produces<DraftView>();
        app.MapGet("/api/library/exercises/{slug}/versions", async (string slug, HttpContext http, ReadAuthoring authoring, CancellationToken ct) =>
                Found(await authoring.VersionsAsync(http.Member(), slug, ct)))
            .WithMetadata(new AccessAttribute(For.Coach)).WithSummary("The published versions of an exercise of your own, newest first").Produces<IReadOnlyList<ListedVersion>>();
        app.MapGet("/api/library/versions/{from}/difference/{to}", async (string from, string to, HttpContext http, ReadAuthoring authoring, CancellationToken ct) =>
                Found(await authoring.DifferenceAsync(http.Member(), from, to, ct)))
            .WithMetadata(new AccessAttribute(For.Coach)).WithSummary("How one version differs from another").Produces<IReadOnlyList<Difference>>();
        app.MapGet("/api/library/exercises/{slug}/pack", async (string slug, HttpContext http, ReadAuthoring authoring, CancellationToken ct) =>
                File(await authoring.PackAsync(http.Member(), slug, ct)))
            .WithMetadata(new AccessAttribute(For.Coach)).WithSummary("An exercise as a pack file").Produces<string>(200, "text/markdown");
        app.MapGet("/api/library/packs/{document}", async (string document, HttpContext http, ReadAuthoring authoring, CancellationToken ct) => File(await authoring.PackOfAsync(http.Member(), document, ct)))
            .WithMetadata(new AccessAttribute(For.Coach)).WithSummary("Your own exercises of one document as a pack file").Produces<string>(200, "text/markdown");
    }

    private static IResult File((string FileName, string Text)? pack) => pack is { } file
        ? Results.File(Encoding.UTF8.GetBytes(file.Text), "text/markdown; charset=utf-8", file.FileName)
        : Refusal.NotFound.ToResult();

    private static IResult Found<T>(T? value)
        where T : class => value is null ? Refusal.NotFound.ToResult() : Results.Ok(value);
}
