using CoachPlatform.Platform.EmbeddedPostgres;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;

namespace CoachPlatform.Platform;

/// <summary>The database of this process: given, found, or started by ourselves.</summary>
public static class Database
{
    /// <summary>Code generation composes the application and asks the database nothing.</summary>
    public static bool OnlyGeneratesCode(this string[] args) => args is ["codegen", ..];

    public static async Task AddDatabaseAsync(this WebApplicationBuilder builder, string[] args)
    {
        var services = builder.Services;
        services.TryAddSingleton(TimeProvider.System);
        if (args.OnlyGeneratesCode())
        {
            services.AddSingleton(NpgsqlDataSource.Create("Host=localhost;Database=none"));
            return;
        }

        var postgres = await Postgres.StartAsync(PostgresOptions.From(builder.Configuration), Console.Error.WriteLine);
        services.AddSingleton(postgres);
        services.AddSingleton(_ => new NpgsqlDataSourceBuilder(WithDefaults(postgres.ConnectionString)).Build());
    }

    private static string WithDefaults(string given)
    {
        var connection = new NpgsqlConnectionStringBuilder(given);
        if (!connection.ContainsKey("Maximum Pool Size"))
            connection.MaxPoolSize = 60;
        if (!connection.ContainsKey("Timeout"))
            connection.Timeout = 5;
        connection.MaxAutoPrepare = 100;
        connection.ApplicationName = "coach-platform";
        return connection.ConnectionString;
    }
}
