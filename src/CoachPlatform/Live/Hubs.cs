using CoachPlatform.Cases;
using CoachPlatform.Platform.Http;
using CoachPlatform.Practices;
using Marten;
using Microsoft.AspNetCore.SignalR;

namespace CoachPlatform.Live;

/// <summary>Outbound hub of coaches. The server calls <c>caseMoved(caseId, position)</c>; the client may call <c>catchUp</c> and nothing else.</summary>
[Access(For.Coach)]
public sealed class CoachHub(IDocumentStore store, Memberships memberships, OpenConnections connections) : Hub
{
    public static string GroupOf(Guid staffId) => $"coach:{staffId:N}";

    public override Task OnConnectedAsync() => connections.JoinAsync(
        Context, Groups, async () => [.. (await Context.StaffAsync(memberships)).Select(staff => GroupOf(staff.StaffId!.Value))]);

    /// <summary>Sends a frame for each case of this coach that stands elsewhere than <paramref name="known"/> says, or is not in it.</summary>
    [HubMethodName("catchUp")]
    public async Task CatchUpAsync(IReadOnlyDictionary<Guid, long>? known)
    {
        foreach (var staff in await Context.StaffAsync(memberships))
        {
            await using var session = store.QuerySession(staff.Tenant!);
            foreach (var board in await session.Query<CaseBoard>().Where(b => b.Coach == staff.StaffId).ToListAsync(Context.ConnectionAborted))
                if (known?.TryGetValue(board.Id, out var position) != true || position != board.Feed.Coach)
                    await Clients.Caller.SendAsync("caseMoved", board.Id, board.Feed.Coach, Context.ConnectionAborted);
        }
    }
}

/// <summary>Outbound hub of partners. The server calls <c>caseMoved(caseId, position)</c>; the client may call <c>catchUp</c> and nothing else.</summary>
[Access(For.Partner)]
public sealed class CoupleHub(IDocumentStore store, Memberships memberships, OpenConnections connections) : Hub
{
    public static string GroupOf(Guid caseId, Seat seat) => $"case:{caseId:N}:{seat}";

    public override Task OnConnectedAsync() => connections.JoinAsync(
        Context, Groups, async () => [.. (await Context.SeatsAsync(memberships)).Select(place => GroupOf(place.CaseId!.Value, place.Seat!.Value))]);

    /// <summary>Sends a frame for each case of this person that stands elsewhere than <paramref name="known"/> says, or is not in it.</summary>
    [HubMethodName("catchUp")]
    public async Task CatchUpAsync(IReadOnlyDictionary<Guid, long>? known)
    {
        foreach (var place in await Context.SeatsAsync(memberships))
        {
            await using var session = store.QuerySession(place.Tenant!);
            if (await session.LoadAsync<CaseBoard>(place.CaseId!.Value, Context.ConnectionAborted) is { } board
                && board.Feed.Seats[place.Seat!.Value] is var now
                && (known?.TryGetValue(board.Id, out var position) != true || position != now))
                await Clients.Caller.SendAsync("caseMoved", board.Id, now, Context.ConnectionAborted);
        }
    }
}

file static class Places
{
    public static async Task<IEnumerable<Member>> StaffAsync(this HubCallerContext context, Memberships memberships) =>
        (await OfAsync(context, memberships)).Where(m => m.StaffId is not null && m.Roles!.Contains(Role.Coach));

    public static async Task<IEnumerable<Member>> SeatsAsync(this HubCallerContext context, Memberships memberships) =>
        (await OfAsync(context, memberships)).Where(m => m.Seat is not null);

    private static Task<IReadOnlyList<Member>> OfAsync(HubCallerContext context, Memberships memberships) =>
        memberships.OfAsync(context.User!.Person()!.Value, context.User!.SignIn(), context.ConnectionAborted);
}
