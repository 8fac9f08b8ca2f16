using System.Security.Claims;
using CoachPlatform.Platform.Http;
using Marten;

namespace CoachPlatform.Platform.SignIn;

/// <summary>Which sessions still stand: begun here, neither ended nor too old, and of an account that is there with the same stamp.</summary>
/// <remarks>After <c>Coach:SignIn:AskAgainAfterMinutes</c> without a request (15 by default, 0 for never) a session asks whether it is still the same person.</remarks>
public sealed class Sessions(IDocumentStore store, TimeProvider clock, IConfiguration configuration)
{
    private readonly TimeSpan asksAfter = TimeSpan.FromMinutes(configuration.GetValue("Coach:SignIn:AskAgainAfterMinutes", 15));

    private const string Table = $"{Store.Schema}.mt_doc_sign_in_session";

    /// <summary>Queues a session that begins now, and forgets those of the same person that no cookie can bring back.</summary>
    public static SignInSession Begin(IDocumentSession session, Guid personId, HttpContext http, DateTimeOffset now)
    {
        var begun = new SignInSession(Ids.New(now), personId, now, now, Device.Of(http.Request.Headers.UserAgent), ConfirmedAt: now);
        session.Insert(begun);
        // With time to spare: a cookie is renewed a little later than its session is seen.
        var limit = now - SignIns.Lasts - SignIns.Lasts;
        session.DeleteWhere<SignInSession>(s => s.PersonId == personId && s.LastSeenAt < limit);
        return begun;
    }

    /// <summary>Queues the end of a person's sessions, of one of them, or of all but one.</summary>
    public static void End(IDocumentSession session, Guid personId, DateTimeOffset now, Guid? only = null, Guid? except = null) => session.QueueSqlCommand(
        $"update {Table} set data = data || jsonb_build_object('ended', ?::timestamptz) where person_id = ? and data->>'ended' is null and (? or id = ?) and id <> ?",
        now, personId, only is null, only ?? Guid.Empty, except ?? Guid.Empty);

    /// <summary>Ends one session of this person; nothing when it is another's, or has ended.</summary>
    public async Task EndAsync(Guid personId, Guid signIn, CancellationToken ct)
    {
        await using var session = store.LightweightSession();
        End(session, personId, clock.GetUtcNow(), only: signIn);
        await session.SaveChangesAsync(ct);
    }

    /// <summary>The person has just shown that it is them, in this session.</summary>
    public async Task ConfirmAsync(Guid signIn, CancellationToken ct)
    {
        await using var session = store.LightweightSession();
        session.QueueSqlCommand($"update {Table} set data = data || jsonb_build_object('confirmedAt', ?::timestamptz, 'asks', false) where id = ?", clock.GetUtcNow(), signIn);
        await session.SaveChangesAsync(ct);
    }

    /// <summary>Whether the session of a request has been left alone for long, and nobody has said since that it is still them.</summary>
    public async Task<bool> AsksAsync(HttpContext http) => (await FindAsync(http.User.SignIn(), http.RequestAborted))?.Asks == true;

    public async Task<SignInSession?> FindAsync(Guid signIn, CancellationToken ct)
    {
        await using var session = store.QuerySession();
        return await session.LoadAsync<SignInSession>(signIn, ct);
    }

    /// <summary>Whether the session of a request stands; when it does, it has been seen now.</summary>
    public async Task<bool> StandsAsync(ClaimsPrincipal user, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var stands = (await StandingAsync([user], ct)).TryGetValue(user.SignIn(), out var row);
        if (stands && now - row!.LastSeenAt >= SignInSession.Grain)
            await SeenAsync(row.Id, now, asks: row.Asks || (asksAfter > TimeSpan.Zero && now - row.LastSeenAt >= asksAfter), ct);
        return stands;
    }

    /// <summary>Those sessions among the given that still stand, by their ids.</summary>
    public async Task<IReadOnlyDictionary<Guid, SignInSession>> StandingAsync(IReadOnlyList<ClaimsPrincipal> users, CancellationToken ct)
    {
        var (standing, now) = (new Dictionary<Guid, SignInSession>(), clock.GetUtcNow());
        if (users.Count == 0)
            return standing;
        await using var session = store.QuerySession();
        var begun = (await session.LoadManyAsync<SignInSession>(ct, users.Select(u => u.SignIn()).Distinct().ToArray())).ToDictionary(s => s.Id);
        var stamps = (await session.LoadManyAsync<Account>(ct, users.Select(u => u.Person()).OfType<Guid>().Distinct().ToArray())).ToDictionary(a => a.Id, a => a.SecurityStamp);
        foreach (var user in users)
            if (begun.TryGetValue(user.SignIn(), out var row) && !row.OverAt(now) && row.PersonId == user.Person()
                && stamps.TryGetValue(row.PersonId, out var stamp) && stamp == user.FindFirstValue(SignIns.StampClaim))
                standing[row.Id] = row;
        return standing;
    }

    // Never by storing the row again: that could bring back a session that is being ended.
    private async Task SeenAsync(Guid signIn, DateTimeOffset now, bool asks, CancellationToken ct)
    {
        await using var session = store.LightweightSession();
        session.QueueSqlCommand($"update {Table} set data = data || jsonb_build_object('lastSeenAt', ?::timestamptz, 'asks', ?) where id = ?", now, asks, signIn);
        await session.SaveChangesAsync(ct);
    }
}
