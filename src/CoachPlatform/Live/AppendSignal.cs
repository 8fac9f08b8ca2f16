using System.Security.Cryptography;
using System.Threading.Channels;
using JasperFx.Events.Daemon.HighWater;
using Marten;
using Marten.Services;
using Npgsql;

namespace CoachPlatform.Live;

/// <summary>
/// Wakes the projections of every node after events were committed. In this process directly, in others by NOTIFY from a connection of its own:
/// a NOTIFY inside a writing transaction holds a lock of the whole database until its commit is on disk, so that writers would queue behind each other's fsync.
/// A signal may be lost when a process dies right after its commit; the next one, or the poll of a second, makes up for it.
/// </summary>
public sealed partial class AppendSignal(NpgsqlDataSource database, ILogger<AppendSignal> log) : BackgroundService, IDocumentSessionListener
{
    private const string Name = "events_appended";

    private readonly string self = RandomNumberGenerator.GetHexString(16);
    private readonly Channel<bool> awake = One();
    private readonly Channel<bool> untold = One();

    /// <summary>What the projections wait on.</summary>
    public IDaemonWakeup Wakeup => new UntilAppended(awake.Reader);

    public Task AfterCommitAsync(IDocumentSession session, IChangeSet commit, CancellationToken token)
    {
        if (commit.GetStreams().Any())
        {
            awake.Writer.TryWrite(true);
            untold.Writer.TryWrite(true);
        }

        return Task.CompletedTask;
    }

    public Task BeforeSaveChangesAsync(IDocumentSession session, CancellationToken token) => Task.CompletedTask;

    public void DocumentLoaded(object id, object document)
    {
        // Only appended events matter here.
    }

    public void DocumentAddedForStorage(object id, object document)
    {
        // Only appended events matter here.
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Task.WhenAll(TellAsync(stoppingToken), HearAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The application stops.
        }
    }

    /// <summary>One NOTIFY for however many commits there were since the last.</summary>
    private async Task TellAsync(CancellationToken ct)
    {
        await foreach (var _ in untold.Reader.ReadAllAsync(ct))
        {
            await TryAsync(
                async () =>
                {
                    await using var notify = database.CreateCommand("select pg_notify($1, $2)");
                    notify.Parameters.Add(new() { Value = Name });
                    notify.Parameters.Add(new() { Value = self });
                    await notify.ExecuteNonQueryAsync(ct);
                },
                ct);
        }
    }

    private async Task HearAsync(CancellationToken ct)
    {
        while (true)
        {
            await TryAsync(() => ListenAsync(ct), ct);
            await Task.Delay(TimeSpan.FromSeconds(1), ct);
        }
    }

    private async Task ListenAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        connection.Notification += (_, told) =>
        {
            if (told.Payload != self)
                awake.Writer.TryWrite(true);
        };
        await using (var listen = new NpgsqlCommand($"listen {Name}", connection))
            await listen.ExecuteNonQueryAsync(ct);
        while (true)
            await connection.WaitAsync(ct);
    }

    private async Task TryAsync(Func<Task> act, CancellationToken ct)
    {
        try
        {
            await act();
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            SignalLost(log, e.GetType().Name);
        }
    }

    private static Channel<bool> One() => Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    [LoggerMessage(Level = LogLevel.Warning, Message = "The signal that events were appended is disturbed: {Problem}")]
    private static partial void SignalLost(ILogger log, string problem);

    private sealed class UntilAppended(ChannelReader<bool> awake) : IDaemonWakeup
    {
        /// <summary>Until something was appended since the last call returned, here or elsewhere; at the latest after <paramref name="timeout"/>.</summary>
        public async Task WaitAsync(TimeSpan timeout, CancellationToken token)
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(token);
            limit.CancelAfter(timeout);
            try
            {
                await awake.ReadAsync(limit.Token);
            }
            catch (OperationCanceledException) when (!token.IsCancellationRequested)
            {
                // Nothing came; the caller looks for itself.
            }
        }

        public void Dispose()
        {
            // The projections may be stopped and started again; the signal lives as long as the application.
        }
    }
}
