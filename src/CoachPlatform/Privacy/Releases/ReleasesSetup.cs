using CoachPlatform.Platform;
using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Http;

namespace CoachPlatform.Privacy.Releases;

public static class ReleasesSetup
{
    /// <summary>All in the case's own stream, which the gate folds.</summary>
    public static StoredEvents Events { get; } = new()
    {
        ["release-proposed-v1"] = typeof(ReleaseProposed),
        ["release-agreed-v1"] = typeof(ReleaseAgreed),
        ["release-taken-back-v1"] = typeof(ReleaseTakenBack),
        ["release-made-v1"] = typeof(ReleaseMade),
        ["release-lapsed-v1"] = typeof(ReleaseLapsed),
    };

    public static void AddReleases(this IServiceCollection services)
    {
        services.AddSingleton<ReleaseWords>();
        services.AddSingleton<ReleaseRounds>();
        services.AddSingleton<ReleaseBuild>();
        services.AddSingleton<ReadReleases>();
        services.AddSingleton<LapseReleases>();
        services.AddHostedService(provider => provider.GetRequiredService<LapseReleases>());
    }

    public static void MapReleases(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/cases/{caseId}/releases", async (Guid caseId, HttpContext http, ReadReleases releases, CancellationToken ct) =>
                await releases.OfCoachAsync(http.Member(), caseId, ct) is { } view ? Results.Ok(view) : Refusal.NotFound.ToResult())
            .WithMetadata(new AccessAttribute(For.CoachOfCase)).WithSummary("What was proposed to go to somebody outside, and what could be").Produces<CaseReleases>();
        app.MapGet("/api/cases/{caseId}/releases/{releaseId}/file", async (Guid caseId, string releaseId, HttpContext http, ExportRead exports, CancellationToken ct) =>
                Guid.TryParse(releaseId, out var id) ? await ExportRoutes.FileAsync(() => exports.ReleaseFileAsync(http.Member(), id, ct)) : Refusal.NotFound.ToResult())
            .WithMetadata(new AccessAttribute(For.CoachOfCase), new SandboxedAttribute()).WithSummary("The file of a release, a zip file").Produces(200, contentType: "application/zip").ProducesProblem(409).ProducesProblem(410);
        app.MapGet("/api/my/cases/{caseId}/releases", async (Guid caseId, HttpContext http, ReadReleases releases, CancellationToken ct) =>
                await releases.OfSeatAsync(http.Member(), named: false, ct) is { } view ? Results.Ok(view) : Refusal.NotFound.ToResult())
            .WithMetadata(new AccessAttribute(For.PartnerOfCase)).WithSummary("What my coach asks to give to somebody outside").Produces<MyReleases>();
    }
}
