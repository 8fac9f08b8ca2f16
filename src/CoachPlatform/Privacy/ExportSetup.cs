using CoachPlatform.Platform;
using Marten;

namespace CoachPlatform.Privacy;

public static class ExportSetup
{
    private static readonly StoredEvents Events = new()
    {
        ["export-requested-v1"] = typeof(ExportRequested),
        ["export-ready-v1"] = typeof(ExportReady),
        ["export-collected-v1"] = typeof(ExportCollected),
        ["export-dropped-v1"] = typeof(ExportDropped),
    };

    public static void AddExports(this StoreOptions options)
    {
        Events.AddTo(options);
        options.Schema.For<ExportJob>().DocumentAlias("export_job").Duplicate(j => j.NextAt);
        options.Schema.For<ExportPart>().DocumentAlias("export_part").Duplicate(p => p.ExportId, pgType: "uuid").Duplicate(p => p.CaseId, pgType: "uuid");
    }

    public static void AddExports(this IServiceCollection services)
    {
        services.AddSingleton<ExportRounds>();
        services.AddSingleton<ExportBuild>();
        services.AddSingleton<ExportRead>();
        services.AddSingleton<ExportWork>();
        services.AddHostedService(provider => provider.GetRequiredService<ExportWork>());
    }
}
