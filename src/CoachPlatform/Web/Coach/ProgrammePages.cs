using CoachPlatform.Library;
using CoachPlatform.Live;
using CoachPlatform.Platform.Http;
using CoachPlatform.Programmes;

namespace CoachPlatform.Web.Coach;

/// <summary>The pages about programmes, and the fragments of the case page and of the calendar.</summary>
public static class ProgrammePages
{
    public static void MapProgrammePages(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/programmes", async (Guid? @case, HttpContext http, ReadProgrammes programmes, ReadCoachFrame frames, CancellationToken ct) => Pages.Page<ProgrammesPage>(new
        {
            Frame = await frames.ForAsync(http.Member(), ct),
            Programmes = await programmes.ListAsync(http.Member(), ct),
            Case = @case,
        })).ReadBy(For.Coach);
        pages.MapGet("/programmes/new", (HttpContext http, ReadProgrammes programmes, PracticeShelf shelf, ReadCoachFrame frames, CancellationToken ct) => BuilderAsync(null, http, programmes, shelf, frames, ct)).ReadBy(For.Coach);
        pages.MapGet("/programmes/{slug}", ProgrammeAsync).ReadBy(For.Coach);
        pages.MapGet("/programmes/{slug}/change", (string slug, HttpContext http, ReadProgrammes programmes, PracticeShelf shelf, ReadCoachFrame frames, CancellationToken ct) => BuilderAsync(slug, http, programmes, shelf, frames, ct)).ReadBy(For.Coach);
        pages.MapGet("/fragments/cases/{caseId}/programmes", async (Guid caseId, HttpContext http, ReadRuns runs, CancellationToken ct) =>
            await runs.ForAsync(http.Member(), caseId, ct) is { } view ? Pages.Page<CaseProgrammes>(new { Runs = view }) : Pages.NotFound).ReadBy(For.CoachOfCase);
        pages.MapGet("/fragments/cases/{caseId}/programmes/{slug}/calendar", async (Guid caseId, string slug, DateOnly? startsOn, int? doneAfter, HttpContext http, SupposedRun supposed, CancellationToken ct) =>
        {
            var (view, refusal) = await supposed.ForAsync(http.Member(), caseId, new SupposedRun.Request(slug, startsOn, doneAfter), ct);
            return Pages.Page<ProgrammeCalendar>(new { Calendar = view, Refused = refusal?.Detail });
        }).ReadBy(For.CoachOfCase);
    }

    private static async Task<IResult> ProgrammeAsync(
        string slug, string? @case, string? startsOn, int? doneAfter, HttpContext http, ReadProgrammes programmes, ReadBoard board, SupposedRun supposed, LibraryShelf shelf, ReadCoachFrame frames, CancellationToken ct)
    {
        if (await programmes.ForAsync(http.Member(), slug, ct) is not { } programme)
            return Pages.NotFound;
        var cases = (await board.ForAsync(http.Member(), ct)).Rows;
        // A case is named by the address, so it has to be one of this coach's own.
        Guid? chosen = Guid.TryParse(@case, out var id) && cases.Any(c => c.CaseId == id) ? id : null;
        var day = DateOnly.TryParse(startsOn, System.Globalization.CultureInfo.InvariantCulture, out var on) ? on : (DateOnly?)null;
        var (view, refusal) = chosen is { } caseId && !programme.Retired ? await supposed.ForAsync(http.Member(), caseId, new SupposedRun.Request(slug, day, doneAfter), ct) : (null, null);
        return Pages.Page<ProgrammePage>(new
        {
            Frame = await frames.ForAsync(http.Member(), ct),
            Programme = programme,
            shelf.Shipped.Packs,
            Cases = cases,
            Chosen = chosen,
            Calendar = view,
            Refused = refusal?.Detail,
        });
    }

    private static async Task<IResult> BuilderAsync(string? slug, HttpContext http, ReadProgrammes programmes, PracticeShelf shelf, ReadCoachFrame frames, CancellationToken ct)
    {
        var from = slug is null ? null : await programmes.ForAsync(http.Member(), slug, ct);
        if (slug is not null && from is null or { Retired: true })
            return Pages.NotFound;
        return Pages.Page<ProgrammeBuilderPage>(new { Frame = await frames.ForAsync(http.Member(), ct), From = from, (await shelf.ForAsync(http.Member(), ct)).Exercises });
    }
}
