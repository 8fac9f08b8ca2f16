using System.Threading.Channels;
using Marten;
using Marten.Services;
using Npgsql;

namespace CoachPlatform.Live;

/// <summary>
/// Hears of commits in this process and tells the other nodes, by NOTIFY from a connection of its own: a NOTIFY inside a writing transaction holds a lock of the
/// whole database until its commit is on disk, so that writers would queue behind each other's fsync. A signal may be lost with its connection, or with a process
/// that dies right after its commit; whoever relies on it looks for itself from time to time.
/// </summary>
/// <param name="name">What it is called in the database.</param>
/// <param name="untold">What the other nodes have not been told yet.</param>
public abstract partial class NodeSignal(NpgsqlDataSource database, ILogger log, string name, Channel<string> untold) : BackgroundService, IDocumentSessionListener
{
    public abstract Task AfterCommitAsync(IDocumentSession session, IChangeSet commit, CancellationToken token);

    public Task BeforeSaveChangesAsync(IDocumentSession session, CancellationToken token) => Task.CompletedTask;

    public void DocumentLoaded(object id, object document)
    {
        // Only what is committed matters here.
    }

    public void DocumentAddedForStorage(object id, object document)
    {
        // Only what is committed matters here.
    }

    protected void Tell(string payload) => untold.Writer.TryWrite(payload);

    /// <summary>From any node, this one too.</summary>
    protected abstract void Heard(string payload);

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

    private async Task TellAsync(CancellationToken ct)
    {
        await foreach (var payload in untold.Reader.ReadAllAsync(ct))
        {
            await TryAsync(
                async () =>
                {
                    await using var notify = database.CreateCommand("select pg_notify($1, $2)");
                    notify.Parameters.Add(new() { Value = name });
                    notify.Parameters.Add(new() { Value = payload });
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
        connection.Notification += (_, told) => Heard(told.Payload);
        await using (var listen = new NpgsqlCommand($"listen {name}", connection))
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
            Disturbed(log, name, e.GetType().Name);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Other nodes could not be told, or heard, by the signal {Name}: {Problem}")]
    private static partial void Disturbed(ILogger log, string name, string problem);
}
