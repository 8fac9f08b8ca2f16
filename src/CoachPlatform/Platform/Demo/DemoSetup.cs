using System.Reflection;
using CoachPlatform.Platform.EmbeddedPostgres;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;

namespace CoachPlatform.Platform.Demo;

public static class DemoSetup
{
    /// <summary>
    /// In Development an empty store gets the demo practice once the application has started. <c>Coach:Demo</c> = <c>false</c> switches it off; a
    /// host that is not this program itself, such as a test's, has to switch it on. Never in Production, whatever the configuration says.
    /// </summary>
    public static async Task AddDemoAsync(this WebApplicationBuilder builder, string[] args)
    {
        var services = builder.Services;
        services.TryAddSingleton<Readiness>();
        if (!builder.Environment.IsDevelopment() || !args.Serves() || !Wanted(builder.Configuration))
            return;
        var state = await DatabaseStateAsync(services);
        if (state == DemoState.Foreign)
            return;
        services.AddSingleton(new DemoPlan(state, FolderOf(builder.Configuration), builder.Configuration["Coach:DemoScript"] ?? Path.Combine(AppContext.BaseDirectory, "seeds", "demo", "harbour.yaml")));
        services.AddHostedService<DemoPractice>();
        if (state != DemoState.Empty)
            return;
        var clock = new DemoClock();
        services.AddSingleton(clock);
        services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock));
    }

    private static bool Wanted(IConfiguration configuration) =>
        configuration.GetValue("Coach:Demo", defaultValue: Assembly.GetEntryAssembly() == typeof(Program).Assembly);

    private static async Task<DemoState> DatabaseStateAsync(IServiceCollection services)
    {
        // The store is not composed yet, and which clock it gets hangs on the answer.
        var only = new ServiceCollection { services.Single(s => s.ServiceType == typeof(NpgsqlDataSource)) };
        await using var provider = only.BuildServiceProvider();
        return await DemoMarks.StateAsync(provider.GetRequiredService<NpgsqlDataSource>(), CancellationToken.None);
    }

    /// <summary>What to delete for a fresh start; null when the database was given from outside.</summary>
    private static string? FolderOf(IConfiguration configuration) =>
        PostgresOptions.From(configuration) is { ConnectionString: null or "" } options ? options.DataFolder : null;
}

/// <summary>What the store was like when the application was composed, and what is to be done about it.</summary>
internal sealed record DemoPlan(DemoState State, string? DataFolder, string ScriptFile);
