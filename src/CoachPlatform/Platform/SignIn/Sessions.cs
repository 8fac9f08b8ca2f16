using System.Security.Claims;
using CoachPlatform.Platform.Http;
using Marten;
using Marten.Schema;

namespace CoachPlatform.Platform.SignIn;

/// <summary>That a session was ended by its person. A cookie is the session, and a copy of it lasts; this row is what every node can see.</summary>
/// <param name="Id">The session's own id.</param>
/// <param name="Forget">When no cookie of this session can be valid any more, so that the row may go.</param>
[SingleTenanted]
[DocumentAlias("ended_session")]
public sealed record EndedSession(Guid Id, DateTimeOffset Forget);

/// <summary>Which sessions still stand: not signed out, and of an account that is there with the same stamp.</summary>
public sealed class Sessions(IDocumentStore store, TimeProvider clock)
{
    /// <summary>Ends one session, and forgets those that could not come back anyway.</summary>
    public async Task EndAsync(Guid signIn, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var session = store.LightweightSession();
        session.Store(new EndedSession(signIn, now + SignIns.Lasts));
        session.DeleteWhere<EndedSession>(e => e.Forget < now);
        await session.SaveChangesAsync(ct);
    }

    public async Task<bool> StandsAsync(ClaimsPrincipal user, CancellationToken ct) => (await StandingAsync([user], ct)).Contains(user.SignIn());

    /// <summary>The ids of those sessions among the given that still stand.</summary>
    public async Task<IReadOnlySet<Guid>> StandingAsync(IReadOnlyList<ClaimsPrincipal> users, CancellationToken ct)
    {
        if (users.Count == 0)
            return new HashSet<Guid>();
        await using var session = store.QuerySession();
        var ended = (await session.LoadManyAsync<EndedSession>(ct, users.Select(u => u.SignIn()).Distinct().ToArray())).Select(e => e.Id).ToHashSet();
        var stamps = (await session.LoadManyAsync<Account>(ct, users.Select(u => u.Person()).OfType<Guid>().Distinct().ToArray())).ToDictionary(a => a.Id, a => a.SecurityStamp);
        return users
            .Where(u => u.Person() is { } person && stamps.TryGetValue(person, out var stamp) && stamp == u.FindFirstValue(SignIns.StampClaim) && !ended.Contains(u.SignIn()))
            .Select(u => u.SignIn())
            .ToHashSet();
    }
}
