using Marten;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace CoachPlatform.Platform.SignIn;

/// <summary>
/// Counts failed sign-ins under a lock of the account's row: guesses sent side by side must not overwrite each other's count, nor be judged by what
/// the account looked like before the others failed.
/// </summary>
public sealed class Lockout(IDocumentStore store, SecondSteps secondSteps, IOptions<IdentityOptions> rules, TimeProvider clock)
{
    /// <summary>Puts one checked password on the account; false when it is locked, whatever the password was.</summary>
    /// <remarks>Where a second step follows, a password that fits takes back no failure: whoever has it could otherwise guess codes without end.</remarks>
    public Task<bool> PassesAsync(Guid accountId, bool fits) =>
        PassesAsync(accountId, (_, _) => Task.FromResult(fits), settles: account => account.SecondStep is null);

    /// <summary>Puts one code of the second step on the account; false when it does not fit, was used, or the account is locked.</summary>
    public Task<bool> TakesCodeAsync(Guid accountId, string? code) =>
        PassesAsync(accountId, (session, account) => secondSteps.TakesAsync(session, account, code, clock.GetUtcNow()), settles: _ => true);

    private async Task<bool> PassesAsync(Guid accountId, Func<IDocumentSession, Account, Task<bool>> check, Func<Account, bool> settles)
    {
        await using var session = store.LightweightSession();
        if (await Accounts.HoldAsync(session, accountId, CancellationToken.None) is not { } account || account.LockedUntil > clock.GetUtcNow())
            return false;
        var before = account.SecondStep;
        var fits = await check(session, account);
        if (fits && ReferenceEquals(before, account.SecondStep) && (account.FailedSignIns == 0 || !settles(account)))
            return true;
        Count(account, fits && settles(account), failed: !fits);
        session.Update(account);
        await session.SaveChangesAsync();
        return fits;
    }

    private void Count(Account account, bool settled, bool failed)
    {
        if (settled)
            account.FailedSignIns = 0;
        if (!failed || ++account.FailedSignIns < rules.Value.Lockout.MaxFailedAccessAttempts)
            return;
        account.FailedSignIns = 0;
        account.LockedUntil = clock.GetUtcNow() + rules.Value.Lockout.DefaultLockoutTimeSpan;
    }
}
