using CoachPlatform.Platform.Http;
using CoachPlatform.Platform.SignIn;
using CoachPlatform.Safety;

namespace CoachPlatform.Web.Couple;

/// <summary>The safety page of one person, and the questions that they are asked alone.</summary>
public static class SafetyPages
{
    public static void MapSafetyPages(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/safety", async (HttpContext http, ReadMySafety safety, CancellationToken ct) =>
            Pages.Page<SafetyPage>(new { Cases = await safety.ForAsync(http.Member(), ct) })).ReadBy(For.Partner);
        pages.MapGet("/fragments/asked", async (HttpContext http, ReadMySafety safety, CancellationToken ct) =>
            Pages.Page<AskedAlone>(new { Cases = await safety.ForAsync(http.Member(), ct) })).ReadBy(For.Partner);
        pages.MapGet("/safety/told", async (HttpContext http, ReadMyTold told, CancellationToken ct) =>
            Pages.Page<ToldPage>(new { Cases = await told.ForAsync(http.Member(), ct) })).WithMetadata(new ConfirmFirstAttribute()).ReadBy(For.Partner);
        pages.MapGet("/safety/questions/{caseId}", async (Guid caseId, HttpContext http, ReadMySafety safety, CancellationToken ct) =>
            await safety.InCaseAsync(http.Member(), ct) is { } mine ? Pages.Page<QuestionsPage>(new { Mine = mine }) : Pages.NotFound).ReadBy(For.PartnerOfCase);
    }
}
