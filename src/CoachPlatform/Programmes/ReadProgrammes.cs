using CoachPlatform.Library;
using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Http;
using Marten;

namespace CoachPlatform.Programmes;

/// <param name="Weeks">About how long it takes where nothing holds it up.</param>
/// <param name="Own">Published by the practice; else it came with the platform.</param>
/// <param name="Retired">It cannot be started; only of the practice's own.</param>
public sealed record ListedProgramme(string Slug, string VersionId, string Title, string For, int Weeks, int Steps, IReadOnlyList<string> Practices, bool Own, bool Retired);

/// <param name="Missing">Its exercise is not on offer any more.</param>
/// <param name="Ends">Whether the step ends with its round, or on its day whoever has answered.</param>
/// <param name="Days">How many days it is given; null where its rounds say so.</param>
public sealed record ProgrammeStepView(
    string Key, string Exercise, string Title, bool Missing, int Minutes, string Topic, bool Screened, StepOpening Opens, StepCondition? OnlyIf, Cadence Cadence, int? Rounds, int? Lasts,
    StepEnd Ends, int? Days, string? Word, string? Why, IReadOnlyList<string> Practices, IReadOnlyList<Source> Sources);

public sealed record ProgrammeView(
    string Slug, string VersionId, string Title, string For, int Weeks, IReadOnlyList<string> Practices, bool Own, bool Retired, IReadOnlyList<ProgrammeStepView> Steps);

/// <summary>The programmes of the asking coach's practice.</summary>
public sealed class ReadProgrammes(IDocumentStore store, ProgrammeShelf shelf, LibraryShelf library)
{
    public async Task<IReadOnlyList<ListedProgramme>> ListAsync(Member member, CancellationToken ct)
    {
        await using var session = store.QuerySession(member.Tenant!);
        var onOffer = await library.ForAsync(session, ct);
        return [.. (await shelf.ForAsync(session, ct)).Select(p => new ListedProgramme(
            p.Programme.Slug, p.Programme.VersionId, p.Programme.Title, p.Programme.For, Weeks(p.Programme, onOffer), p.Programme.Steps.Count, p.Programme.Practices, p.State is not null, p.Retired))];
    }

    public async Task<ProgrammeView?> ForAsync(Member member, string slug, CancellationToken ct)
    {
        await using var session = store.QuerySession(member.Tenant!);
        if (await shelf.NewestAsync(session, slug, ct) is not { Programme: var programme } found)
            return null;
        var onOffer = await library.ForAsync(session, ct);
        return new ProgrammeView(
            programme.Slug, programme.VersionId, programme.Title, programme.For, Weeks(programme, onOffer), programme.Practices, found.State is not null, found.Retired,
            [.. programme.Steps.Select(s => Of(s, s.Terms, onOffer.Newest(s.Exercise), onOffer.IsRetired(s.Exercise)))]);
    }

    /// <param name="exercise">Null where it is not in the library.</param>
    public static ProgrammeStepView Of(ProgrammeStep step, StepTerms terms, Exercise? exercise, bool retired)
    {
        var cadence = exercise is null ? terms.Cadence ?? Cadence.Once : StepEnds.CadenceOf(exercise, terms);
        return new ProgrammeStepView(
            step.Key, step.Exercise, exercise?.Title ?? step.Exercise, exercise is null || retired, exercise?.Minutes ?? 0, exercise?.Topic ?? "none", exercise?.Flags.Contains("screened") == true,
            terms.Opens, step.OnlyIf, cadence, terms.Rounds, terms.Lasts, exercise is null ? StepEnd.OnItsDay : StepEnds.Of(exercise, terms),
            exercise is null || terms.Rounds is not null ? null : StepEnds.Days(exercise, terms), step.Word, step.Why, exercise?.Practices ?? [], exercise?.Sources ?? []);
    }

    private static int Weeks(Programme programme, PracticeLibrary onOffer)
    {
        var exercises = programme.Steps.Select(s => (s.Key, Exercise: onOffer.Newest(s.Exercise))).Where(e => e.Exercise is not null).ToDictionary(e => e.Key, e => e.Exercise!);
        return exercises.Count == programme.Steps.Count ? Simulate.Weeks(programme, exercises) : 0;
    }
}

public static class ProgrammeRoutes
{
    public static void MapProgrammes(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/programmes", async (HttpContext http, ReadProgrammes programmes, CancellationToken ct) => Results.Ok(await programmes.ListAsync(http.Member(), ct)))
            .WithMetadata(new AccessAttribute(For.Coach)).WithSummary("The programmes that can be started").Produces<IReadOnlyList<ListedProgramme>>();
        app.MapGet("/api/programmes/{slug}", async (string slug, HttpContext http, ReadProgrammes programmes, CancellationToken ct) =>
                await programmes.ForAsync(http.Member(), slug, ct) is { } view ? Results.Ok(view) : Refusal.NotFound.ToResult())
            .WithMetadata(new AccessAttribute(For.Coach)).WithSummary("One programme with its steps and their rules").Produces<ProgrammeView>();
        app.MapGet("/api/cases/{caseId}/programmes", async (Guid caseId, HttpContext http, ReadRuns runs, CancellationToken ct) =>
                await runs.ForAsync(http.Member(), caseId, ct) is { } view ? Results.Ok(view.Runs) : Refusal.NotFound.ToResult())
            .WithMetadata(new AccessAttribute(For.CoachOfCase)).WithSummary("The programmes of one case: where they are, and why a step is not open yet").Produces<IReadOnlyList<RunView>>();
        app.MapPost("/api/cases/{caseId}/programmes/simulate", async (Guid caseId, SupposedRun.Request request, HttpContext http, SupposedRun supposed, CancellationToken ct) =>
            {
                var (view, refusal) = await supposed.ForAsync(http.Member(), caseId, request, ct);
                return view is not null ? Results.Ok(view) : refusal!.ToResult();
            })
            .WithMetadata(new AccessAttribute(For.CoachOfCase)).WithSummary("The calendar that a programme would give a case; nothing is stored")
            .Produces<SupposedRun.View>().ProducesProblem(409).ProducesProblem(422);
    }
}
