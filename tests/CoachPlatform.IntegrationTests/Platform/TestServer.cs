using Npgsql;

namespace CoachPlatform.IntegrationTests.Platform;

/// <summary>The server behind <see cref="TestPostgres"/>, and where it came from.</summary>
/// <param name="Administrator">A connection string that may make and drop databases.</param>
/// <param name="Source">Words for the report of the run.</param>
/// <param name="Owned">What to stop at the end; null for a server that was there before.</param>
internal sealed record TestServer(string Administrator, string Source, IAsyncDisposable? Owned) : IAsyncDisposable
{
    public const string Variable = "COACH_TEST_PG";

    /// <summary>Nothing of it remains after the run, so nothing in it needs cleaning up.</summary>
    public bool GoesAwayWhole => Owned is not null;

    /// <summary><c>COACH_TEST_PG</c>, else a container where a Docker-compatible socket answers, else the embedded one.</summary>
    public static async Task<TestServer> ChooseAsync()
    {
        var server = await FindAsync();
        Console.WriteLine($"PostgreSQL of this test run: {server.Source}");
        return server;
    }

    public string ConnectionStringOf(string database) => new NpgsqlConnectionStringBuilder(Administrator) { Database = database }.ConnectionString;

    public async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(Administrator) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    public ValueTask DisposeAsync() => Owned?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static async Task<TestServer> FindAsync()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given)
            return new(given, $"the server named by {Variable} ({new NpgsqlConnectionStringBuilder(given).Host})", null);
        if (await ContainerSocket.AnswersAsync() is { } socket)
            return await ContainerPostgres.StartAsync(socket);
        var own = await PrivatePostgres.StartAsync(Console.WriteLine);
        return new(own.Server.ConnectionString, own.Server.Source, own);
    }
}
