using System.Diagnostics;
using Npgsql;

namespace CoachPlatform.Platform.EmbeddedPostgres;

/// <summary>A server on one cluster: make, start, wait until it answers, stop.</summary>
internal sealed class Server(Cluster cluster, PostgresBinaries binaries, Account account, PostgresOptions options, Action<string> progress)
    : IAsyncDisposable
{
    private ServerAddress? _address;
    private Process? _process;

    public Task Exited { get; private set; } = Task.CompletedTask;

    public int? ProcessId => Exited.IsCompleted ? null : _process?.Id;

    public string ConnectionString => _address!.ConnectionString(options.Database);

    public string Source => $"PostgreSQL {binaries.Version} from {binaries.Origin} ({binaries.Folder}), data in {cluster.Path}";

    /// <exception cref="StartRefused">It does not come up; nothing keeps running.</exception>
    public async Task StartAsync(CancellationToken cancellation)
    {
        await Remains.ClearAsync(cluster, binaries, account, cancellation);
        if (!cluster.Exists)
        {
            progress($"Making a database with PostgreSQL {binaries.Version} in {cluster.Path} …");
            await cluster.MakeAsync(binaries, account, cancellation);
        }

        _address ??= await ServerAddress.ChooseAsync(cluster, account, cancellation);
        try
        {
            await StartUntilItStaysAsync(cancellation);
        }
        catch
        {
            await StopAsync();
            throw;
        }
    }

    public async Task StopAsync()
    {
        if (Exited.IsCompleted)
            return;
        var stopped = await Tool.RunAsync(
            account.Run(binaries.Program("pg_ctl"), "stop", "-D", cluster.Path, "-m", "fast", "-w", "-t", "60"), "/", CancellationToken.None);
        if (!stopped.Succeeded)
            await KillAsync();
        await Exited;
    }

    public async Task KillAsync()
    {
        if (!Exited.IsCompleted)
            _process!.Kill();
        await Exited;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _process?.Dispose();
        _address?.Dispose();
    }

    // After a kill the old server's last workers hold its shared memory for a moment, and a new server rightly refuses until they are gone.
    private async Task StartUntilItStaysAsync(CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        while (true)
        {
            var log = ServerLog.Begin(cluster.LogFile);
            await LaunchAsync(cancellation);
            if (await AnswersAsync(clock, cancellation))
                return;
            var said = log.Said();
            if (!said.Contains("pre-existing shared memory block", StringComparison.Ordinal) || clock.Elapsed > options.StartTimeout)
                throw Died(said);
            await Task.Delay(50, cancellation);
        }
    }

    private async Task LaunchAsync(CancellationToken cancellation)
    {
        _process?.Dispose();
        _process = account.Setpriv is not null
            ? await TiedProcess.StartAsync(account.RunTiedToThisThread([binaries.Program("postgres"), "-D", cluster.Path, .. _address!.Settings]), cluster.LogFile)
            : await DetachedProcess.StartAsync(cluster, binaries, _address!.Settings, cancellation);
        Exited = _process is null ? Task.CompletedTask : _process.WaitForExitAsync(CancellationToken.None);
    }

    // False when the server ended; true when the database is there to be used.
    private async Task<bool> AnswersAsync(Stopwatch clock, CancellationToken cancellation)
    {
        while (!Exited.IsCompleted)
        {
            try
            {
                if (_address!.MayAnswer)
                    return await _address.EnsureDatabaseAsync(options.Database, cancellation);
            }
            catch (PostgresException failure) when (failure.SqlState == PostgresErrorCodes.DiskFull)
            {
                throw StartRefused.DiskFull(cluster.Path, failure);
            }
            catch (PostgresException failure) when (failure.SqlState is PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification)
            {
                throw new StartRefused(StartRefusal.PasswordMissing, $"The database in {cluster.Path} does not accept the password in {cluster.PasswordFile}. Put the right one back from the backup.", failure);
            }
            catch (NpgsqlException) when (clock.Elapsed < options.StartTimeout)
            {
                // Not listening yet, or still recovering.
            }

            if (clock.Elapsed > options.StartTimeout)
                throw new StartRefused(StartRefusal.PostgresDied, $"PostgreSQL did not answer within {options.StartTimeout.TotalSeconds:0} s; its log is {cluster.LogFile}.");
            await Task.WhenAny(Exited, Task.Delay(15, cancellation));
            cancellation.ThrowIfCancellationRequested();
        }

        return false;
    }

    private StartRefused Died(string said) => StartRefused.MeansDiskFull(said)
        ? StartRefused.DiskFull(cluster.Path)
        : new(StartRefusal.PostgresDied, $"PostgreSQL {binaries.Version} stopped while starting on {cluster.Path}: {Line.LastOf(said, 4)} (log: {cluster.LogFile}).");
}
