using CoachPlatform.Answers;
using CoachPlatform.Cases;
using CoachPlatform.Library;
using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Http;
using CoachPlatform.Practices;
using Marten;

namespace CoachPlatform.Assignments;

public enum UseState { Running, Paused, Over, TakenBack }

/// <summary>An exercise, in whichever version, with one couple of the asking coach.</summary>
public sealed record Use(Guid CaseId, IReadOnlyDictionary<Seat, string> Names, Guid AssignmentId, DateTimeOffset GivenAt, Cadence Cadence, UseState State);

public sealed class ReadUsedWith(IDocumentStore store, LibraryShelf shelf)
{
    /// <summary>Newest first; null when there is no such exercise. A colleague's couples are not in it.</summary>
    public async Task<IReadOnlyList<Use>?> ForAsync(Member coach, string slug, CancellationToken ct)
    {
        await using var session = store.QuerySession(coach.Tenant!);
        var library = await shelf.ForAsync(session, ct);
        if (library.Newest(slug) is null)
            return null;
        var versions = VersionsOf(library, slug);
        var mine = (await session.Query<CaseGate>().Where(g => g.Coach == coach.StaffId!.Value).Select(g => g.Id).ToListAsync(ct)).ToArray();
        var given = await session.Query<Assignment>().Where(a => a.CaseId.In(mine) && a.ExerciseVersionId.In(versions)).ToListAsync(ct);
        var open = await OpenAsync(session, given, ct);
        var names = await Names.OfCasesAsync(session, [.. given.Select(a => a.CaseId).Distinct()], ct);
        return
        [
            .. given.OrderByDescending(a => a.MadeAt).ThenBy(a => a.Id)
                .Select(a => new Use(a.CaseId, names.GetValueOrDefault(a.CaseId) ?? new Dictionary<Seat, string>(), a.Id, a.MadeAt, a.Cadence, StateOf(a, open))),
        ];
    }

    /// <summary>The rounds of these assignments that are open.</summary>
    public static async Task<IReadOnlySet<Guid>> OpenAsync(IQuerySession session, IEnumerable<Assignment> given, CancellationToken ct) =>
        (await session.LoadManyAsync<Round>(ct, [.. given.SelectMany(a => a.OpenRounds)])).Where(r => r.Open).Select(r => r.Id).ToHashSet();

    /// <summary>Whether anything may still come of it: an open round, one that the clock or the couple will open, or one that waits for its topic.</summary>
    /// <param name="open">The rounds that are open.</param>
    public static UseState StateOf(Assignment assignment, IReadOnlySet<Guid> open) =>
        assignment.WithdrawnAt is not null ? UseState.TakenBack
        : assignment is { PausedAt: not null, FinishedAt: null } ? UseState.Paused
        : assignment.MayGiveMore() || assignment.OpenRounds.Any(open.Contains) ? UseState.Running
        : UseState.Over;

    private static string[] VersionsOf(PracticeLibrary library, string slug) =>
    [
        .. library.Shipped.Versions.Where(v => v.Slug == slug).Select(v => v.VersionId),
        .. library.OwnOf(slug)?.State.Versions.Select(v => v.Version) ?? [],
    ];
}

public static class UsedWithRoutes
{
    public static void MapUsedWith(this IEndpointRouteBuilder app) =>
        app.MapGet("/api/library/exercises/{slug}/used-with", async (string slug, HttpContext http, ReadUsedWith used, CancellationToken ct) =>
                await used.ForAsync(http.Member(), slug, ct) is { } uses ? Results.Ok(uses) : Refusal.NotFound.ToResult())
            .WithMetadata(new AccessAttribute(For.Coach)).WithSummary("Which of the asking coach's couples have or had an exercise").Produces<IReadOnlyList<Use>>();
}
