using CoachPlatform.Platform.Http;
using CoachPlatform.Practices;
using CoachPlatform.Safety;
using Marten;

namespace CoachPlatform.Web.Coach;

/// <summary>What the coach of a case is told alone, and whom partners can reach in danger.</summary>
public static class SafetyPages
{
    public static void MapSafetyPages(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/fragments/cases/{caseId}/safety", async (Guid caseId, HttpContext http, ReadSafety safety, CancellationToken ct) =>
            await safety.ForAsync(http.Member(), caseId, ct) is { } view ? Pages.Page<CaseSafety>(new { Safety = view }) : Pages.NotFound).ReadBy(For.CoachOfCase);
        pages.MapGet("/cases/{caseId}/safety", CaseAsync).ReadBy(For.CoachOfCase);
        pages.MapGet("/practice/emergency-contacts", async (HttpContext http, ReadCoachFrame frames, IDocumentStore store, CancellationToken ct) =>
        {
            await using var session = store.QuerySession(http.Member().Tenant!);
            var practice = await session.LoadAsync<PracticeProfile>(http.Member().Tenant!, ct);
            return Pages.Page<EmergencyContactsPage>(new { Frame = await frames.ForAsync(http.Member(), ct), Contacts = practice?.Emergency ?? [], MayChange = http.Member().Roles!.Contains(Role.Owner) });
        }).ReadBy(For.Staff);
    }

    /// <summary>Words that the address names are opened, and thereby read, with the page.</summary>
    private static async Task<IResult> CaseAsync(Guid caseId, Guid? read, HttpContext http, ReadSafety safety, OpenSafety opening, ReadCoachFrame frames, CancellationToken ct) =>
        await safety.ForAsync(http.Member(), caseId, ct) is not { } view
            ? Pages.NotFound
            : Pages.Page<SafetyPage>(new
            {
                Frame = await frames.ForAsync(http.Member(), ct),
                Safety = view,
                Words = read is { } of ? await opening.ForAsync(http.Member(), of, ct) : null,
            });
}
