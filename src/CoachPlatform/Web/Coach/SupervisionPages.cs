using CoachPlatform.AccessLedger;
using CoachPlatform.Answers;
using CoachPlatform.Cases;
using CoachPlatform.Platform.Http;

namespace CoachPlatform.Web.Coach;

/// <summary>What a supervisor reads along: the cases in which both partners allow it, and nothing to act on.</summary>
public static class SupervisionPages
{
    public static void MapSupervisionPages(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/supervision", async (HttpContext http, ReadSupervised supervised, ReadCoachFrame frames, CancellationToken ct) => Pages.Page<SupervisionPage>(new
        {
            Frame = await frames.ForAsync(http.Member(), ct),
            Cases = await supervised.ForAsync(http.Member(), ct),
        })).ReadBy(For.Supervisor);
        pages.MapGet("/supervision/{caseId}", CaseAsync).ReadBy(For.SupervisorOfCase);
    }

    /// <summary>The round that the address names is unfolded, and thereby read, with the page.</summary>
    private static async Task<IResult> CaseAsync(Guid caseId, Guid? round, HttpContext http, ReadCase cases, OpenRound rounds, ReadCoachFrame frames, CancellationToken ct)
    {
        if (await cases.ForAsync(http.Member(), caseId, ct) is not { } view)
            return Pages.NotFound;
        var asked = view.Rounds.FirstOrDefault(r => r.RoundId == round);
        return Pages.Page<SupervisedCasePage>(new
        {
            Frame = await frames.ForAsync(http.Member(), ct),
            Case = view,
            Unfolded = asked is null ? null : await rounds.ForAsync(http.Member(), asked.RoundId, Routes.Screen, withOthers: true, ct),
        });
    }
}
