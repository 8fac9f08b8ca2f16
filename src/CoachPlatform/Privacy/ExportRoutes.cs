using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Http;
using CoachPlatform.Platform.SignIn;

namespace CoachPlatform.Privacy;

public static class ExportRoutes
{
    public static void MapExports(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/my/exports/{exportId}", async (string exportId, HttpContext http, ExportRead exports, CancellationToken ct) =>
                Guid.TryParse(exportId, out var id) && await exports.OneAsync(http.Member(), id, ct) is { } view ? Results.Ok(view) : Refusal.NotFound.ToResult())
            .WithMetadata(new AccessAttribute(For.Partner)).WithSummary("How a copy of mine is coming on").Produces<ExportView>();
        // Asked of every own copy alike, so that being asked tells nobody what is in one.
        app.MapGet("/api/my/exports/{exportId}/file", async (string exportId, HttpContext http, ExportRead exports, CancellationToken ct) =>
                Guid.TryParse(exportId, out var id) && await exports.PlaceOfAsync(http.Member(), id, ct) is { } place
                    ? await FileAsync(exports, place, id, ct)
                    : Refusal.NotFound.ToResult())
            .WithMetadata(new AccessAttribute(For.Partner), new SandboxedAttribute(), new ConfirmFirstAttribute { Page = "/privacy/export" })
            .WithSummary("The copy itself, a zip file; asks first whether it is me").Produces(200, contentType: "application/zip").ProducesProblem(403).ProducesProblem(409).ProducesProblem(410);

        app.MapGet("/api/cases/{caseId}/exports/{exportId}", async (Guid caseId, string exportId, HttpContext http, ExportRead exports, CancellationToken ct) =>
                Guid.TryParse(exportId, out var id) && await exports.InCaseAsync(http.Member(), named: false, ct) is { } view && view.ExportId == id
                    ? Results.Ok(view)
                    : Refusal.NotFound.ToResult())
            .WithMetadata(new AccessAttribute(For.CoachOfCase)).WithSummary("How a copy of a case is coming on").Produces<ExportView>();
        app.MapGet("/api/cases/{caseId}/exports/{exportId}/file", async (Guid caseId, string exportId, HttpContext http, ExportRead exports, CancellationToken ct) =>
                Guid.TryParse(exportId, out var id) ? await FileAsync(exports, http.Member(), id, ct) : Refusal.NotFound.ToResult())
            .WithMetadata(new AccessAttribute(For.CoachOfCase), new SandboxedAttribute()).WithSummary("The copy itself, a zip file").Produces(200, contentType: "application/zip").ProducesProblem(409).ProducesProblem(410);
    }

    private static Task<IResult> FileAsync(ExportRead exports, Member place, Guid exportId, CancellationToken ct) => FileAsync(() => exports.FileAsync(place, exportId, ct));

    internal static async Task<IResult> FileAsync(Func<Task<(byte[]? File, Refusal? Refusal)>> read)
    {
        var (file, refusal) = await read();
        // A name that says nothing of whom or what.
        return refusal is null ? Results.File(file!, "application/zip", "export.zip") : refusal.ToResult();
    }
}
