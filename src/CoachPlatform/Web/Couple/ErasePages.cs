using CoachPlatform.Platform.Http;
using CoachPlatform.Privacy;

namespace CoachPlatform.Web.Couple;

/// <summary>The page that erases, and the one that is left to somebody who has erased: there is no account any more, so it asks for none.</summary>
public static class ErasePages
{
    public static void MapErasePages(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/privacy/erase", async (HttpContext http, ReadErasures erasures, CancellationToken ct) =>
            Pages.Page<ErasePage>(new { Cases = await erasures.ForAsync(http.Member(), ct) })).ReadBy(For.Partner);
        pages.MapGet("/erased/{ticket}", async (string ticket, ReadCertificates certificates, CancellationToken ct) =>
            await certificates.FindAsync(ticket, ct) is (true, var text) ? Pages.Page<ErasedPage>(new { Ticket = ticket, Done = text is not null }) : Pages.NotFound).ReadBy(For.Anyone);
    }
}
