using System.Security.Cryptography;
using CoachPlatform.IntegrationTests.Platform;
using Npgsql;

[assembly: AssemblyFixture(typeof(TestPostgres))]

namespace CoachPlatform.IntegrationTests.Platform;

/// <summary>
/// The PostgreSQL of a test run: one server for all, started when the first test asks, and a fresh database for each that asks.
/// Test classes take it in their constructor.
/// </summary>
public sealed class TestPostgres : IAsyncDisposable
{
    private readonly Lazy<Task<TestServer>> _server = new(TestServer.ChooseAsync);
    private readonly Lock _gate = new();
    private readonly HashSet<string> _made = [];

    /// <summary>Words on which server it is, for instance for a report.</summary>
    public async Task<string> SourceAsync() => (await _server.Value).Source;

    /// <summary>Makes an empty database and gives its connection string. What is not dropped by its user is dropped at the end of the run.</summary>
    /// <param name="hint">Becomes part of the name, so that a server looked at in the middle of a run speaks for itself.</param>
    public async Task<string> CreateDatabaseAsync(string hint)
    {
        var server = await _server.Value;
        var name = $"{DatabaseWords(hint)}_{RandomNumberGenerator.GetHexString(8, lowercase: true)}";
        await server.ExecuteAsync($"create database \"{name}\"");
        lock (_gate)
            _made.Add(name);
        return server.ConnectionStringOf(name);
    }

    /// <summary>Drops a database made here, whoever is still connected to it.</summary>
    public async Task DropDatabaseAsync(string connectionString)
    {
        var name = new NpgsqlConnectionStringBuilder(connectionString).Database!;
        lock (_gate)
        {
            if (!_made.Remove(name))
                return;
        }

        await using (var pooled = new NpgsqlConnection(connectionString))
            NpgsqlConnection.ClearPool(pooled);
        await (await _server.Value).ExecuteAsync($"drop database if exists \"{name}\" with (force)");
    }

    /// <summary>A server for one test alone, to be killed and started again at will, in a temp folder of its own.</summary>
    public static Task<PrivatePostgres> StartPrivateAsync(Action<string>? progress = null) => PrivatePostgres.StartAsync(progress);

    public async ValueTask DisposeAsync()
    {
        // A start that failed has failed the tests that asked for it; once more here would only hide them.
        if (!_server.IsValueCreated || !_server.Value.IsCompletedSuccessfully)
            return;
        await using var server = await _server.Value;
        if (!server.GoesAwayWhole)
        {
            foreach (var name in _made.ToArray())
                await DropDatabaseAsync(server.ConnectionStringOf(name));
        }
    }

    private static string DatabaseWords(string hint)
    {
        var plain = string.Concat(hint.ToLowerInvariant().Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '_'));
        return "t_" + plain[..Math.Min(plain.Length, 40)];
    }
}
