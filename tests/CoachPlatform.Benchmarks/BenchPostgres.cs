using CoachPlatform.Platform.EmbeddedPostgres;
using Npgsql;

namespace CoachPlatform.Benchmarks;

/// <summary>The PostgreSQL under all figures: durable, in a temp folder of its own, with one database for each server that is measured.</summary>
internal sealed class BenchPostgres : IAsyncDisposable
{
    private readonly string folder;
    private readonly RunningPostgres server;

    private BenchPostgres(string folder, RunningPostgres server, string words)
    {
        this.folder = folder;
        this.server = server;
        Words = words;
    }

    /// <summary>Version and durability, as the server itself says.</summary>
    public string Words { get; }

    public static async Task<BenchPostgres> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("coach-figures-").FullName;
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder, (UnixFileMode)0b111_101_101);
        var server = await Postgres.StartAsync(new PostgresOptions { DataFolder = folder });
        await using var source = NpgsqlDataSource.Create(server.ConnectionString);
        await using var command = source.CreateCommand("select 'version ' || current_setting('server_version') || ', fsync ' || current_setting('fsync') || ', synchronous_commit ' || current_setting('synchronous_commit')");
        return new BenchPostgres(folder, server, (string)(await command.ExecuteScalarAsync())! + ", over its Unix socket");
    }

    public async Task<string> CreateAsync(string database)
    {
        await using var source = NpgsqlDataSource.Create(server.ConnectionString);
        await using var command = source.CreateCommand($"create database {database}");
        await command.ExecuteNonQueryAsync();
        return await OfAsync(database);
    }

    public Task<string> OfAsync(string database) =>
        Task.FromResult(new NpgsqlConnectionStringBuilder(server.ConnectionString) { Database = database }.ConnectionString);

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await server.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
