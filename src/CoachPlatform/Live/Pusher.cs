using System.Threading.Channels;
using Marten;
using Marten.Services;
using Microsoft.AspNetCore.SignalR;

namespace CoachPlatform.Live;

/// <summary>
/// Tells open screens that a case has moved to a position: ids and numbers, nothing else. Hears of committed rows from the projection's own batch,
/// and sends from a queue of its own, so that a slow phone never holds up the projection.
/// </summary>
public sealed partial class Pusher(IHubContext<CoachHub> coaches, IHubContext<CoupleHub> couples, ILogger<Pusher> log) : BackgroundService, IChangeListener
{
    private readonly Channel<CaseBoard> committed = Channel.CreateUnbounded<CaseBoard>(new UnboundedChannelOptions { SingleReader = true });

    public Task BeforeCommitAsync(IDocumentSession session, IChangeSet commit, CancellationToken token) => Task.CompletedTask;

    public Task AfterCommitAsync(IDocumentSession session, IChangeSet commit, CancellationToken token)
    {
        foreach (var board in commit.Updated.Concat(commit.Inserted).OfType<CaseBoard>())
            committed.Writer.TryWrite(board);
        return Task.CompletedTask;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (var board in committed.Reader.ReadAllAsync(stoppingToken))
                await TryPushAsync(board, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The application stops, or never came up; neither is a failure of this service.
        }
    }

    private async Task TryPushAsync(CaseBoard board, CancellationToken ct)
    {
        try
        {
            await PushAsync(board, ct);
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            // A missed frame loses nothing: the client catches up by position.
            FrameLost(log, board.Id, e.GetType().Name);
        }
    }

    private async Task PushAsync(CaseBoard board, CancellationToken ct)
    {
        if (board.JustMoved.Coach)
            await coaches.Clients.Group(CoachHub.GroupOf(board.Coach)).SendAsync("caseMoved", board.Id, board.Feed.Coach, ct);
        foreach (var before in board.JustLostBy.Where(c => c != board.Coach))
            await coaches.Clients.Group(CoachHub.GroupOf(before)).SendAsync("caseMoved", board.Id, board.Feed.Coach, ct);
        foreach (var seat in board.JustMoved.Seats)
            await couples.Clients.Group(CoupleHub.GroupOf(board.Id, seat)).SendAsync("caseMoved", board.Id, board.Feed.Seats[seat], ct);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A frame for case {CaseId} was not sent: {Problem}")]
    private static partial void FrameLost(ILogger log, Guid caseId, string problem);
}
