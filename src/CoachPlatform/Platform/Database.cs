using CoachPlatform.Platform.EmbeddedPostgres;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;

namespace CoachPlatform.Platform;

/// <summary>The database of this process: given, found, or started by ourselves.</summary>
public static class Database
{
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
        var connection = WithDefaults(postgres.ConnectionString, builder.Configuration["Coach:DatabasePasswordFile"]);
        services.AddSingleton(_ => new NpgsqlDataSourceBuilder(connection).Build());
    }

    /// <param name="passwordFile">Where the password lies when the connection string names none: a secret that a container was given.</param>
    private static string WithDefaults(string given, string? passwordFile)
    {
        var connection = new NpgsqlConnectionStringBuilder(given);
        if (!string.IsNullOrEmpty(passwordFile))
            connection.Password = File.Exists(passwordFile)
                ? File.ReadAllText(passwordFile).Trim()
                : throw new StartRefused(StartRefusal.PasswordMissing, $"The file with the database's password, {passwordFile}, is not there.");
        if (!connection.ContainsKey("Maximum Pool Size"))
            connection.MaxPoolSize = 60;
        if (!connection.ContainsKey("Timeout"))
            connection.Timeout = 5;
        connection.MaxAutoPrepare = 100;
        connection.ApplicationName = "coach-platform";
        return connection.ConnectionString;
    }
}
