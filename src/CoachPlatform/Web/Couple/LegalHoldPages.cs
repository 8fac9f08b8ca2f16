using CoachPlatform.Cases;
using CoachPlatform.Platform.Http;

namespace CoachPlatform.Web.Couple;

/// <summary>What a partner reads of a legal hold stands on the page of privacy; this is its fragment.</summary>
public static class LegalHoldPages
{
    public static void MapMyLegalHold(this IEndpointRouteBuilder pages) =>
        pages.MapGet("/fragments/privacy/legal-hold", async (HttpContext http, ReadLegalHolds holds, TimeProvider clock, CancellationToken ct) =>
            Pages.Page<PrivacyLegalHold>(new { Holds = await holds.OfPersonAsync(http.Member(), ct), Now = clock.GetUtcNow() })).ReadBy(For.Partner);
}
