using CoachPlatform.Live;
using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Http;
using Marten;

namespace CoachPlatform.Platform.SignIn;

/// <param name="Current">The session that asks.</param>
public sealed record MySession(Guid SessionId, string Device, DateTimeOffset StartedAt, DateTimeOffset LastSeenAt, bool Current);

/// <summary>Where a person is signed in, and how they end it elsewhere.</summary>
public static class MySessions
{
    public static void MapMySessions(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/my/sessions", (HttpContext http, IDocumentStore store, CancellationToken ct) => OfAsync(http, store, ct)).WithMetadata(new AccessAttribute(For.SignedIn))
            .WithSummary("Where I am signed in").Produces<IReadOnlyList<MySession>>();
        app.MapPost("/api/my/sessions/{sessionId:guid}/end", EndAsync).WithMetadata(new AccessAttribute(For.SignedIn))
            .WithSummary("Sign out one of my devices").Produces(204).ProducesProblem(404);
        app.MapPost("/api/my/sessions/end-others", EndOthersAsync).WithMetadata(new AccessAttribute(For.SignedIn))
            .WithSummary("Sign out everywhere but here").Produces(204).ProducesProblem(401);
    }

    /// <summary>This session first, then those used last.</summary>
    public static async Task<IReadOnlyList<MySession>> OfAsync(HttpContext http, IDocumentStore store, CancellationToken ct)
    {
        var (me, now) = (http.Member(), http.Now());
        await using var session = store.QuerySession();
        var begun = await session.Query<SignInSession>().Where(s => s.PersonId == me.PersonId).ToListAsync(ct);
        return [.. begun.Where(s => s.StandsAt(now))
            .Select(s => new MySession(s.Id, s.Device, s.StartedAt, s.LastSeenAt, s.Id == me.SignIn))
            .OrderByDescending(s => s.Current).ThenByDescending(s => s.LastSeenAt).ThenBy(s => s.SessionId)];
    }

    private static async Task<IResult> EndAsync(Guid sessionId, HttpContext http, Sessions sessions, OpenConnections connections, CancellationToken ct)
    {
        var me = http.Member();
        if (await sessions.FindAsync(sessionId, ct) is not { } found || found.PersonId != me.PersonId || !found.StandsAt(http.Now()))
            return Refusal.NotFound.ToResult();
        await sessions.EndAsync(me.PersonId, sessionId, ct);
        connections.End(sessionId);
        return Results.NoContent();
    }

    private static async Task<IResult> EndOthersAsync(HttpContext http, IDocumentStore store, OpenConnections connections, CancellationToken ct)
    {
        var me = http.Member();
        await using var session = store.LightweightSession();
        Sessions.End(session, me.PersonId, http.Now(), except: me.SignIn);
        await session.SaveChangesAsync(ct);
        connections.EndAll(me.PersonId, except: me.SignIn);
        return Results.NoContent();
    }
}
