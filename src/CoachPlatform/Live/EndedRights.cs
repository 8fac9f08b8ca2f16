using System.Threading.Channels;
using CoachPlatform.Cases;
using CoachPlatform.Practices;
using Marten;
using Marten.Services;
using Npgsql;

namespace CoachPlatform.Live;

/// <summary>
/// Says which hub groups have just lost somebody: heard from the commit that took the right away, in this process directly and in others by NOTIFY.
/// A notification may be lost with its connection; the look of every minute makes up for it.
/// </summary>
public sealed partial class EndedRights(NpgsqlDataSource database, ILogger<EndedRights> log) : BackgroundService, IDocumentSessionListener
{
    private const string Name = "rights_ended";

    private readonly Channel<string> ended = Channel.CreateUnbounded<string>();
    private readonly Channel<string> untold = Channel.CreateUnbounded<string>();

    /// <summary>The names of the groups whose connections end.</summary>
    public ChannelReader<string> Groups => ended.Reader;

    /// <summary>The groups from which an event takes whoever listens there. Pure.</summary>
    public static string? GroupEndedBy(object @event) => @event switch
    {
        StaffLeft e => CoachHub.GroupOf(e.StaffId),
        RoleChanged e when !e.Roles.Contains(Role.Coach) => CoachHub.GroupOf(e.StaffId),
        SeatReleased e => CoupleHub.GroupOf(e.CaseId, e.Seat),
        // A case that is handed over leaves its coach's group by itself: frames go to who coaches it now.
        _ => null,
    };

    public Task AfterCommitAsync(IDocumentSession session, IChangeSet commit, CancellationToken token)
    {
        foreach (var group in commit.GetEvents().Select(e => GroupEndedBy(e.Data)).OfType<string>())
        {
            ended.Writer.TryWrite(group);
            untold.Writer.TryWrite(group);
        }

        return Task.CompletedTask;
    }

    public Task BeforeSaveChangesAsync(IDocumentSession session, CancellationToken token) => Task.CompletedTask;

    public void DocumentLoaded(object id, object document)
    {
        // Only committed events matter here.
    }

    public void DocumentAddedForStorage(object id, object document)
    {
        // Only committed events matter here.
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Task.WhenAll(TellAsync(stoppingToken), HearAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The application stops, and every connection with it.
        }
    }

    private async Task TellAsync(CancellationToken ct)
    {
        await foreach (var group in untold.Reader.ReadAllAsync(ct))
        {
            await TryAsync(
                async () =>
                {
                    await using var notify = database.CreateCommand("select pg_notify($1, $2)");
                    notify.Parameters.Add(new() { Value = Name });
                    notify.Parameters.Add(new() { Value = group });
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
        // This node hears itself too, and ends what it has ended already: nothing happens twice.
        connection.Notification += (_, told) => ended.Writer.TryWrite(told.Payload);
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
            Disturbed(log, e.GetType().Name);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Other nodes could not be told, or heard, that a right has ended: {Problem}")]
    private static partial void Disturbed(ILogger log, string problem);
}
