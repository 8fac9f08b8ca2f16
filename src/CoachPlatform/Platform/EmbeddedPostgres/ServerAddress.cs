using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace CoachPlatform.Platform.EmbeddedPostgres;

/// <summary>How one server is reached: a Unix socket in a folder only its owner may enter, or, on Windows, a port of the loopback address.</summary>
internal sealed class ServerAddress : IDisposable
{
    private readonly Cluster _cluster;
    private readonly string? _folder;
    private readonly int _port;
    private readonly string _password;

    private ServerAddress(Cluster cluster, string? folder, int port)
    {
        _cluster = cluster;
        _folder = folder;
        _port = port;
        _password = cluster.Password();
    }

    /// <summary>A cheap look that spares failing connections; says nothing on a port.</summary>
    public bool MayAnswer => _folder is null || File.Exists(SocketFolder.SocketIn(_folder));

    /// <summary>Arguments of the server. Its log must not carry what people wrote, so it keeps no statements and no details of errors.</summary>
    public IReadOnlyList<string> Settings =>
    [
        "-c", _folder is null ? "listen_addresses=127.0.0.1" : "listen_addresses=",
        "-c", string.Create(CultureInfo.InvariantCulture, $"port={_port}"),
        .. Sockets(),
        "-c", "max_connections=200",
        "-c", "shared_buffers=128MB",
        "-c", "fsync=on",
        "-c", "synchronous_commit=on",
        "-c", "timezone=UTC",
        "-c", "logging_collector=off",
        "-c", "log_min_error_statement=panic",
        "-c", "log_error_verbosity=terse",
    ];

    public static async Task<ServerAddress> ChooseAsync(Cluster cluster, Account account, CancellationToken cancellation) => OperatingSystem.IsWindows()
        ? new(cluster, null, FreePort())
        : new(cluster, await SocketFolder.ForAsync(cluster, account, cancellation), SocketFolder.Port);

    public string ConnectionString(string database) => Builder(database).ConnectionString;

    /// <summary>Connects to the database, or makes it first. True once it is there.</summary>
    public async Task<bool> EnsureDatabaseAsync(string database, CancellationToken cancellation)
    {
        try
        {
            await using var wanted = await OpenAsync(database, cancellation);
        }
        catch (PostgresException missing) when (missing.SqlState == PostgresErrorCodes.InvalidCatalogName)
        {
            await using var first = await OpenAsync("postgres", cancellation);
            await using var create = new NpgsqlCommand($"create database {new NpgsqlCommandBuilder().QuoteIdentifier(database)}", first);
            await create.ExecuteNonQueryAsync(cancellation);
        }

        return true;
    }

    public void Dispose()
    {
        if (_folder is not null && _folder != _cluster.Path && Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
    }

    private async Task<NpgsqlConnection> OpenAsync(string database, CancellationToken cancellation)
    {
        var text = Builder(database);
        text.Pooling = false;
        text.Timeout = 5;
        var connection = new NpgsqlConnection(text.ConnectionString);
        try
        {
            await connection.OpenAsync(cancellation);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    // The server changes into the cluster's folder, so a dot is that folder whatever its name holds.
    private IReadOnlyList<string> Sockets() => _folder is null
        ? []
        : ["-c", $"unix_socket_directories={(_folder == _cluster.Path ? "." : _folder)}", "-c", "unix_socket_permissions=0700"];

    private NpgsqlConnectionStringBuilder Builder(string database) => new()
    {
        Host = _folder ?? "127.0.0.1",
        Port = _port,
        Username = Cluster.Superuser,
        Password = _password,
        Database = database,
        ApplicationName = "coach-platform",
    };

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
