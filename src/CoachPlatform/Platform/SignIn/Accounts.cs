using CoachPlatform.Live;
using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Http;
using CoachPlatform.Platform.Mail;
using Marten;
using Npgsql;

namespace CoachPlatform.Platform.SignIn;

/// <summary>What happens to an account that is there.</summary>
public sealed class Accounts(IDocumentStore store, NewAccounts rules, OpenConnections connections, TimeProvider clock)
{
    /// <summary>
    /// Gives an account a new password because the old one is lost: a lock is lifted, every session ends, and the next sign-in tells that it
    /// happened, until that is acknowledged. A second step stays as it is.
    /// </summary>
    /// <param name="together">Commits with it, such as using up the link that allows it; what it refuses leaves everything as it was.</param>
    /// <param name="byCoach">A coach made the link, which the person is told too.</param>
    /// <returns>Null when it is done; otherwise what is wrong, a password by field <c>password</c>.</returns>
    public async Task<Refusal?> ResetPasswordAsync(Guid personId, string? password, Func<IDocumentSession, Task<Refusal?>>? together, CancellationToken ct, bool byCoach = false)
    {
        await using var session = store.LightweightSession();
        if (await HoldAsync(session, personId, ct) is not { } account)
            return Refusal.NotFound;
        if (await rules.SetPasswordAsync(account, password) is { } refusal)
            return refusal;
        if (together is not null && await together(session) is { } no)
            return no;
        var now = clock.GetUtcNow();
        account.SecurityStamp = Ids.New(now).ToString("N");
        account.FailedSignIns = 0;
        account.LockedUntil = null;
        account.ResetAt = now;
        account.ResetByCoach = byCoach;
        session.Update(account);
        Sessions.End(session, personId, now);
        await session.SaveChangesAsync(ct);
        connections.EndAll(personId);
        return null;
    }

    /// <summary>A new password for the person of this request: their other sessions end, and this one goes on under the new stamp.</summary>
    public async Task<Refusal?> ChangePasswordAsync(HttpContext http, string? password, CancellationToken ct)
    {
        var (me, now) = (http.Member(), http.Now());
        await using var session = store.LightweightSession();
        var account = (await HoldAsync(session, me.PersonId, ct))!;
        if (await rules.SetPasswordAsync(account, password) is { } refusal)
            return refusal;
        account.SecurityStamp = Ids.New(now).ToString("N");
        session.Update(account);
        Sessions.End(session, me.PersonId, now, except: me.SignIn);
        MailOutbox.Queue(session, me.PersonId, MailKind.SignInWasChanged, now);
        await session.SaveChangesAsync(ct);
        connections.EndAll(me.PersonId, except: me.SignIn);
        await SignIns.EnterAsync(http, account, me.SignIn);
        return null;
    }

    /// <summary>The person of this request has read that their password was reset.</summary>
    public async Task SeenResetAsync(HttpContext http, CancellationToken ct)
    {
        var me = http.Member();
        await using var session = store.LightweightSession();
        var account = (await HoldAsync(session, me.PersonId, ct))!;
        account.ResetAt = null;
        session.Update(account);
        await session.SaveChangesAsync(ct);
        await SignIns.EnterAsync(http, account, me.SignIn);
    }

    /// <summary>The account under a lock of its row, so that changes made side by side do not undo one another.</summary>
    public static async Task<Account?> HoldAsync(IDocumentSession session, Guid personId, CancellationToken ct)
    {
        await using var hold = new NpgsqlCommand($"select 1 from {Store.Schema}.mt_doc_account where id = @id for update");
        hold.Parameters.Add(new NpgsqlParameter("id", personId));
        await session.BeginTransactionAsync(ct);
        await (await session.ExecuteReaderAsync(hold, ct)).DisposeAsync();
        return await session.LoadAsync<Account>(personId, ct);
    }
}
