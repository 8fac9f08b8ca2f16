using CoachPlatform.Cases;
using CoachPlatform.Platform.Http;

namespace CoachPlatform.Web.Coach;

/// <summary>The owner's pages of legal holds.</summary>
public static class LegalHoldPages
{
    public static void MapLegalHoldPages(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/practice/legal-holds", async (HttpContext http, ReadLegalHolds holds, ReadCoachFrame frames, CancellationToken ct) =>
            Pages.Page<LegalHoldsPage>(new { Frame = await frames.ForAsync(http.Member(), ct), Cases = await holds.OfPracticeAsync(http.Member(), ct) })).ReadBy(For.Owner);
        pages.MapGet("/practice/legal-holds/{caseId}", async (Guid caseId, HttpContext http, ReadLegalHolds holds, ReadCoachFrame frames, CancellationToken ct) =>
            await holds.OfCaseAsync(http.Member(), caseId, ct) is { } hold
                ? Pages.Page<LegalHoldPage>(new { Frame = await frames.ForAsync(http.Member(), ct), Hold = hold })
                : Pages.NotFound).ReadBy(For.OwnerOfCase);
    }
}
