using CoachPlatform.AccessLedger;
using CoachPlatform.Answers;
using CoachPlatform.Cases;
using CoachPlatform.Live;
using CoachPlatform.Measures;
using CoachPlatform.Platform.Http;
using CoachPlatform.Practices;
using CoachPlatform.Programmes;
using CoachPlatform.Safety;
using Microsoft.AspNetCore.Components;

namespace CoachPlatform.Web.Coach;

/// <summary>The coach's pages and the fragments that its live screens fetch.</summary>
public static class CoachPages
{
    public static void MapCoachPages(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/", HomeAsync).ReadBy(For.Anyone);
        MapBoardPages(pages);
        MapCasePages(pages);
        pages.MapDocumentPages();
        pages.MapBuilderPages();
        pages.MapLibraryPages();
        pages.MapProgrammePages();
        pages.MapPracticePages();
        pages.MapRetentionPages();
        pages.MapSupervisionPages();
        pages.MapSafetyPages();
        pages.MapLegalHoldPages();
        pages.MapReleasePages();
        pages.MapVoidPages();
    }

    private static void MapBoardPages(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/board", (string? show, HttpContext http, ReadBoard board, CancellationToken ct) => BoardAsync<BoardPage>(show, http, board, ct)).ReadBy(For.Coach);
        pages.MapGet("/fragments/board/rows", (string? show, HttpContext http, ReadBoard board, CancellationToken ct) => BoardAsync<BoardRows>(show, http, board, ct)).ReadBy(For.Coach);
        pages.MapGet("/fragments/board/summary", (string? show, HttpContext http, ReadBoard board, CancellationToken ct) => BoardAsync<BoardSummary>(show, http, board, ct)).ReadBy(For.Coach);
        pages.MapGet("/fragments/board/rows/{caseId}", async (Guid caseId, HttpContext http, ReadBoard board, ReadCoachFrame frames, CancellationToken ct) =>
        {
            var frame = await frames.ForAsync(http.Member(), ct);
            return await board.RowAsync(http.Member(), caseId, ct) is { } row
                ? Pages.Page<BoardRowView>(new { Row = row, frame.Now, frame.Zone })
                : Pages.NotFound;
        }).ReadBy(For.CoachOfCase);
    }

    private static void MapCasePages(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/cases/{caseId}", CaseAsync).ReadBy(For.CoachOfCase);
        MapPart<CasePolicy>(pages, "policy");
        MapPart<CaseRounds>(pages, "rounds");
        MapPart<CaseSeats>(pages, "seats");
        MapPart<CaseComing>(pages, "coming");
        MapPart<CaseTopics>(pages, "topics");
        MapPart<CaseStanding>(pages, "standing");
        MapPart<CaseStandingNote>(pages, "standing-note");
        MapPart<CaseLegalHold>(pages, "legal-hold");
        pages.MapGet("/cases/{caseId}/trends", async (Guid caseId, HttpContext http, ReadTrends trends, ReadCoachFrame frames, CancellationToken ct) =>
            await trends.ForAsync(http.Member(), caseId, ct) is { } view
                ? Pages.Page<CaseTrends>(new { Frame = await frames.ForAsync(http.Member(), ct), View = view })
                : Pages.NotFound).ReadBy(For.CoachOfCase);
        pages.MapGet("/fragments/cases/{caseId}/rounds/{roundId}", RoundAsync).ReadBy(For.CoachOfCase);
    }

    private static void MapPart<T>(IEndpointRouteBuilder pages, string part)
        where T : IComponent =>
        pages.MapGet($"/fragments/cases/{{caseId}}/{part}", async (Guid caseId, HttpContext http, ReadCase cases, CancellationToken ct) =>
            await cases.ForAsync(http.Member(), caseId, ct) is { } view ? Pages.Page<T>(new { Case = view }) : Pages.NotFound).ReadBy(For.CoachOfCase);

    /// <summary>Everybody's own first page.</summary>
    private static async Task<IResult> HomeAsync(HttpContext http, Memberships memberships, CancellationToken ct)
    {
        if (http.User.Person() is not { } person)
            return Results.Redirect("/sign-in");
        var places = await memberships.OfAsync(person, http.User.SignIn(), ct);
        if (places.Any(p => p.StaffId is not null && p.Roles!.Contains(Role.Coach)))
            return Results.Redirect("/board");
        if (places.FirstOrDefault(p => p.StaffId is not null) is { } staff)
            return Results.Redirect(staff.Roles!.Contains(Role.Owner) ? "/practice" : "/supervision");
        return places.Any(p => p.Seat is not null) ? Results.Redirect("/today") : Pages.NotFound;
    }

    private static async Task<IResult> BoardAsync<T>(string? show, HttpContext http, ReadBoard board, CancellationToken ct)
        where T : IComponent => Pages.Page<T>(new { Board = await board.ForAsync(http.Member(), ct), Show = BoardLook.ShowOf(show) });

    /// <summary>A round that the address names is unfolded, and thereby read, with the page: the way that needs no script.</summary>
    private static async Task<IResult> CaseAsync(Guid caseId, Guid? round, HttpContext http, ReadCase cases, ReadRuns runs, ReadSafety safety, ReadPractice practice, ReadRetention retention, OpenRound rounds, ReadCoachFrame frames, CancellationToken ct)
    {
        if (await cases.ForAsync(http.Member(), caseId, ct) is not { } view)
            return Pages.NotFound;
        var asked = view.Rounds.FirstOrDefault(r => r.RoundId == round);
        return Pages.Page<CasePage>(new
        {
            Frame = await frames.ForAsync(http.Member(), ct),
            Case = view,
            Safety = await safety.ForAsync(http.Member(), caseId, ct),
            Runs = (await runs.ForAsync(http.Member(), caseId, ct))!,
            Kept = await retention.OfPracticeAsync(http.Member().Tenant!, ct),
            Colleagues = await practice.ColleaguesAsync(http.Member(), ct),
            Unfolded = asked is null ? null : await rounds.ForAsync(http.Member(), asked.RoundId, Routes.Screen, withOthers: true, ct),
        });
    }

    private static async Task<IResult> RoundAsync(Guid caseId, Guid roundId, HttpContext http, ReadCase cases, OpenRound rounds, CancellationToken ct)
    {
        // The gatekeeper has looked at the case; that the round is of this case is seen before any box opens.
        if (await cases.ForAsync(http.Member(), caseId, ct) is not { } view || view.Rounds.FirstOrDefault(r => r.RoundId == roundId) is not { } round)
            return Pages.NotFound;
        return await rounds.ForAsync(http.Member(), roundId, Routes.Screen, withOthers: true, ct) is { } opened
            ? Pages.Page<CaseRoundInside>(new { Case = view, Round = round, View = opened })
            : Pages.NotFound;
    }
}
