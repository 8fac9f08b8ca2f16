using CoachPlatform.Cases;
using CoachPlatform.Platform.Http;
using CoachPlatform.Practices;

namespace CoachPlatform.Web.Coach;

/// <summary>The page of the practice, for everybody who works there.</summary>
public static class PracticePages
{
    public static void MapPracticePages(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/practice", async (Guid? of, HttpContext http, ReadPractice practice, ReadLegalHolds holds, ReadCoachFrame frames, CancellationToken ct) => Pages.Page<PracticePage>(new
        {
            Frame = await frames.ForAsync(http.Member(), ct),
            Practice = await practice.ForAsync(http.Member(), of, ct),
            Held = http.Member().Roles!.Contains(Role.Owner) ? (IReadOnlyList<CaseHold>)[.. (await holds.OfPracticeAsync(http.Member(), ct)).Where(h => h.Stands)] : null,
        })).ReadBy(For.Staff);
        pages.MapGet("/fragments/practice", async (HttpContext http, ReadPractice practice, CancellationToken ct) =>
            Pages.Page<PracticePeople>(new { Practice = await practice.ForAsync(http.Member(), null, ct) })).ReadBy(For.Staff);
    }
}
