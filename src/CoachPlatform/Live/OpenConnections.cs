using System.Collections.Concurrent;
using CoachPlatform.Platform.Http;
using CoachPlatform.Platform.SignIn;
using Microsoft.AspNetCore.SignalR;

namespace CoachPlatform.Live;

/// <summary>
/// The hub connections of this node, each with the session it was opened in. A connection shows who its session was when it began; so it is
/// ended when that session ends, at once on the node that hears of it and with the next look on every other. It listens where its person had a
/// right to when it began; so it is ended when one of those rights ends, and what is left is joined anew.
/// </summary>
public sealed partial class OpenConnections(Sessions sessions, HubRights rights, EndedRights endedRights, TimeProvider clock, ILogger<OpenConnections> log) : BackgroundService, IHubFilter
{
    public static TimeSpan Every { get; } = TimeSpan.FromMinutes(1);

    private static readonly object JoinedGroups = new();

    private readonly ConcurrentDictionary<string, HubCallerContext> open = [];
    private int ended;

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

    /// <summary>Lets a connection listen where its person may. A right that ends while this is under way is not joined after all.</summary>
    public async Task JoinAsync(HubCallerContext connection, IGroupManager groups, Func<Task<IReadOnlyList<string>>> mayListen)
    {
        var before = Volatile.Read(ref ended);
        var names = await mayListen();
        connection.Items[JoinedGroups] = names;
        foreach (var name in names)
            await groups.AddToGroupAsync(connection.ConnectionId, name, connection.ConnectionAborted);
        if (Volatile.Read(ref ended) != before && names.Except(await mayListen()).Any())
            connection.Abort();
    }

    /// <summary>Ends whatever listens in a group that nobody may listen in any more.</summary>
    public void EndGroup(string group)
    {
        Interlocked.Increment(ref ended);
        foreach (var connection in open.Values.Where(c => Joined(c).Contains(group)))
            connection.Abort();
    }

    private static IReadOnlyList<string> Joined(HubCallerContext connection) => connection.Items.TryGetValue(JoinedGroups, out var names) ? (IReadOnlyList<string>)names! : [];

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

    /// <summary>Ends every connection whose session does not stand any more (signed out anywhere, another stamp, no account), or one of whose rights.</summary>
    public async Task LookAsync(CancellationToken ct)
    {
        var looked = open.Values.ToList();
        var standing = await sessions.StandingAsync([.. looked.Select(c => c.User!)], ct);
        var groups = await rights.StandingAsync([.. looked.SelectMany(Joined).Distinct()], ct);
        foreach (var connection in looked.Where(c => !standing.ContainsKey(c.User!.SignIn()) || !Joined(c).All(groups.Contains)))
            connection.Abort();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Task.WhenAll(LookEveryMinuteAsync(stoppingToken), EndAsHeardAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The application stops, and every connection with it.
        }
    }

    private async Task LookEveryMinuteAsync(CancellationToken ct)
    {
        using var timer = new PeriodicTimer(Every, clock);
        while (await timer.WaitForNextTickAsync(ct))
            await TryLookAsync(ct);
    }

    private async Task EndAsHeardAsync(CancellationToken ct)
    {
        await foreach (var group in endedRights.Groups.ReadAllAsync(ct))
            EndGroup(group);
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
