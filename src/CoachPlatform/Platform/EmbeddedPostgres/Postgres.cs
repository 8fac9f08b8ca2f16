namespace CoachPlatform.Platform.EmbeddedPostgres;

/// <summary>The one way to a PostgreSQL: a configured server, or one of our own started from binaries found or fetched.</summary>
public static class Postgres
{
    /// <summary>
    /// Gives the configured connection string as it is, or starts a server on the data folder and makes its database if it is missing.
    /// Dispose what it returns to stop that server; on Linux it also stops by itself when this process dies, however it dies.
    /// </summary>
    /// <param name="options">Where to look and where to keep the data.</param>
    /// <param name="progress">Takes one line of plain words per step worth telling.</param>
    /// <param name="cancellation">Gives up and stops whatever was started.</param>
    /// <exception cref="StartRefused">There is no PostgreSQL to be had; the message is one line that says why and how to mend it.</exception>
    public static async Task<RunningPostgres> StartAsync(
        PostgresOptions options, Action<string>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (!string.IsNullOrWhiteSpace(options.ConnectionString))
            return RunningPostgres.Elsewhere(options.ConnectionString);

        progress ??= _ => { };
        var account = await Account.ForPostgresAsync(options, cancellation);
        var folder = DataFolder.Open(options.DataFolder);
        try
        {
            var binaries = await BinaryChoice.MakeAsync(options, folder, account, progress, cancellation);
            var server = new Server(folder.ClusterOf(binaries.Major), binaries, account, options, progress);
            await server.StartAsync(cancellation);
            return RunningPostgres.Here(server, folder);
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }
}
