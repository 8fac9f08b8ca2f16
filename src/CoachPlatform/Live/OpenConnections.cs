using System.Collections.Concurrent;
using CoachPlatform.Platform.Http;
using CoachPlatform.Platform.SignIn;
using Microsoft.AspNetCore.SignalR;

namespace CoachPlatform.Live;

/// <summary>
/// The hub connections of this node, each with the session it was opened in. A connection shows who its session was when it began; so it is
/// ended when that session ends, at once on the node that hears of it and with the next look on every other.
/// </summary>
public sealed partial class OpenConnections(Sessions sessions, TimeProvider clock, ILogger<OpenConnections> log) : BackgroundService, IHubFilter
{
    public static TimeSpan Every { get; } = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, HubCallerContext> open = [];

    public async Task OnConnectedAsync(HubLifetimeContext context, Func<HubLifetimeContext, Task> next)
    {
        open[context.Context.ConnectionId] = context.Context;
        await next(context);
    }

    public async Task OnDisconnectedAsync(HubLifetimeContext context, Exception? exception, Func<HubLifetimeContext, Exception?, Task> next)
    {
        open.TryRemove(context.Context.ConnectionId, out _);
        await next(context, exception);
    }

    /// <summary>Ends what was opened in a session that has just ended.</summary>
    public void End(Guid signIn)
    {
        foreach (var connection in open.Values.Where(c => c.User!.SignIn() == signIn))
            connection.Abort();
    }

    /// <summary>Ends what a person had opened in any session, or in any but one.</summary>
    public void EndAll(Guid person, Guid? except = null)
    {
        foreach (var connection in open.Values.Where(c => c.User!.Person() == person && c.User!.SignIn() != except))
            connection.Abort();
    }

    /// <summary>Ends every connection whose session does not stand any more: signed out anywhere, another stamp, no account.</summary>
    public async Task LookAsync(CancellationToken ct)
    {
        var looked = open.Values.ToList();
        var standing = await sessions.StandingAsync([.. looked.Select(c => c.User!)], ct);
        foreach (var connection in looked.Where(c => !standing.ContainsKey(c.User!.SignIn())))
            connection.Abort();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await TryLookAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The application stops, and every connection with it.
        }
    }

    private async Task TryLookAsync(CancellationToken ct)
    {
        try
        {
            await LookAsync(ct);
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            // A frame says nothing but that something moved, and nothing can be read while the database is away: the next look is soon enough.
            NotLooked(log, e.GetType().Name);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Whether the sessions of open connections still stand could not be asked: {Problem}")]
    private static partial void NotLooked(ILogger log, string problem);
}
