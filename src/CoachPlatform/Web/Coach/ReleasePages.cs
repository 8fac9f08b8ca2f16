using CoachPlatform.Platform.Http;
using CoachPlatform.Privacy.Releases;

namespace CoachPlatform.Web.Coach;

/// <summary>What of a case goes to somebody outside, for its coach.</summary>
public static class ReleasePages
{
    public static void MapReleasePages(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/cases/{caseId}/releases", async (Guid caseId, HttpContext http, ReadReleases releases, ReadCoachFrame frames, CancellationToken ct) =>
            await releases.OfCoachAsync(http.Member(), caseId, ct) is { } view
                ? Pages.Page<CaseReleasesPage>(new { Frame = await frames.ForAsync(http.Member(), ct), View = view })
                : Pages.NotFound).ReadBy(For.CoachOfCase);
        pages.MapGet("/fragments/cases/{caseId}/releases", async (Guid caseId, HttpContext http, ReadReleases releases, CancellationToken ct) =>
            await releases.OfCoachAsync(http.Member(), caseId, ct) is { } view ? Pages.Page<CaseReleaseList>(new { View = view }) : Pages.NotFound).ReadBy(For.CoachOfCase);
    }
}
