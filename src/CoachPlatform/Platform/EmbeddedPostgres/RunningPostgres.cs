namespace CoachPlatform.Platform.EmbeddedPostgres;

/// <summary>A PostgreSQL to work with. Disposing stops it if it was started here.</summary>
public sealed class RunningPostgres : IAsyncDisposable
{
    private readonly Server? _server;
    private readonly DataFolder? _folder;

    private RunningPostgres(string connectionString, string source, Server? server, DataFolder? folder)
    {
        ConnectionString = connectionString;
        Source = source;
        _server = server;
        _folder = folder;
    }

    /// <summary>Holds the password: never log it. It stays the same over <see cref="RestartAsync"/>.</summary>
    public string ConnectionString { get; }

    /// <summary>Words for people on which PostgreSQL this is; without secrets.</summary>
    public string Source { get; }

    /// <summary>Started here, as opposed to a server that was only pointed to.</summary>
    public bool IsEmbedded => _server is not null;

    /// <summary>The server's process id; null for a server elsewhere.</summary>
    public int? ProcessId => _server?.ProcessId;

    /// <summary>Ends when the server process ends, wanted or not; never for a server elsewhere.</summary>
    public Task Exited => _server?.Exited ?? new TaskCompletionSource().Task;

    /// <summary>Ends the server as a power cut would. For trials.</summary>
    /// <exception cref="InvalidOperationException">The server was not started here.</exception>
    public Task KillAsync() => Own().KillAsync();

    /// <summary>Ends the server in an orderly way and keeps hold of the data folder.</summary>
    /// <exception cref="InvalidOperationException">The server was not started here.</exception>
    public Task StopAsync() => Own().StopAsync();

    /// <summary>Starts the server again on the same data, after an end of whatever kind; stops it first when it still runs.</summary>
    /// <exception cref="InvalidOperationException">The server was not started here.</exception>
    /// <exception cref="StartRefused">It does not come up.</exception>
    public async Task RestartAsync(CancellationToken cancellation = default)
    {
        await Own().StopAsync();
        await Own().StartAsync(cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
        _folder?.Dispose();
    }

    public override string ToString() => Source;

    internal static RunningPostgres Elsewhere(string connectionString)
    {
        var read = new Npgsql.NpgsqlConnectionStringBuilder(connectionString);
        return new(connectionString, $"PostgreSQL at {read.Host}, database {read.Database}, from the connection string", null, null);
    }

    internal static RunningPostgres Here(Server server, DataFolder folder) => new(server.ConnectionString, server.Source, server, folder);

    private Server Own() => _server ?? throw new InvalidOperationException("This PostgreSQL was not started here.");
}
