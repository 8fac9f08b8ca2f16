using CoachPlatform.Platform.Http;
using CoachPlatform.Privacy.Releases;

namespace CoachPlatform.Web.Couple;

/// <summary>What a coach asks to give to somebody outside, for each partner alone.</summary>
public static class ReleasePages
{
    public static void MapMyReleases(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/privacy/releases", async (HttpContext http, ReadReleases releases, CancellationToken ct) =>
            Pages.Page<ReleasesPage>(new { Cases = await releases.OfPersonAsync(http.Member(), ct) })).ReadBy(For.Partner);
        pages.MapGet("/fragments/privacy/releases", async (HttpContext http, ReadReleases releases, CancellationToken ct) =>
            Pages.Page<ReleaseList>(new { Cases = await releases.OfPersonAsync(http.Member(), ct) })).ReadBy(For.Partner);
        pages.MapGet("/fragments/privacy/releases-asked", async (HttpContext http, ReadReleases releases, CancellationToken ct) =>
            Pages.Page<PrivacyReleases>(new { Cases = await releases.AskedAsync(http.Member(), ct) })).ReadBy(For.Partner);
    }
}
