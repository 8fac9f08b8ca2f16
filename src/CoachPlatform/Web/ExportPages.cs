using CoachPlatform.Cases;
using CoachPlatform.Platform.Http;
using CoachPlatform.Privacy;
using CoachPlatform.Web.Coach;
using CoachPlatform.Web.Couple;

namespace CoachPlatform.Web;

/// <summary>The pages of copies: a partner's own, and a coach's of a case.</summary>
internal static class ExportPages
{
    public static void MapExportPages(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/privacy/export", async (HttpContext http, ExportRead exports, TimeProvider clock, CancellationToken ct) =>
            Pages.Page<ExportPage>(new { Exports = await exports.OfPersonAsync(http.Member(), ct), Now = clock.GetUtcNow() })).ReadBy(For.Partner);
        pages.MapGet("/fragments/privacy/export", async (HttpContext http, ExportRead exports, TimeProvider clock, CancellationToken ct) =>
            Pages.Page<ExportList>(new { Exports = await exports.OfPersonAsync(http.Member(), ct), Now = clock.GetUtcNow() })).ReadBy(For.Partner);

        pages.MapGet("/cases/{caseId}/export", async (Guid caseId, HttpContext http, ReadCase cases, ExportRead exports, ReadCoachFrame frames, CancellationToken ct) =>
            await exports.InCaseAsync(http.Member(), named: false, ct) is { } export && await cases.ForAsync(http.Member(), caseId, ct) is { } view
                ? Pages.Page<CaseExportPage>(new { Frame = await frames.ForAsync(http.Member(), ct), Export = export, view.Names })
                : Pages.NotFound).ReadBy(For.CoachOfCase);
        pages.MapGet("/fragments/cases/{caseId}/export", async (Guid caseId, HttpContext http, ExportRead exports, TimeProvider clock, CancellationToken ct) =>
            await exports.InCaseAsync(http.Member(), named: false, ct) is { } export
                ? Pages.Page<CaseExport>(new { Export = export, Now = clock.GetUtcNow() })
                : Pages.NotFound).ReadBy(For.CoachOfCase);
    }
}
