using Marten;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace CoachPlatform.Platform.SignIn;

/// <summary>
/// Counts failed sign-ins under a lock of the account's row: guesses sent side by side must not overwrite each other's count, nor be judged by what
/// the account looked like before the others failed.
/// </summary>
public sealed class Lockout(IDocumentStore store, IOptions<IdentityOptions> rules, TimeProvider clock)
{
    /// <summary>Puts one checked password on the account; false when it is locked, whatever the password was.</summary>
    public async Task<bool> PassesAsync(Guid accountId, bool fits)
    {
        await using var session = store.LightweightSession();
        if (await Accounts.HoldAsync(session, accountId, CancellationToken.None) is not { } account || account.LockedUntil > clock.GetUtcNow())
            return false;
        if (fits && account.FailedSignIns == 0)
            return true;
        Count(account, fits);
        session.Update(account);
        await session.SaveChangesAsync();
        return fits;
    }

    private void Count(Account account, bool fits)
    {
        account.FailedSignIns = fits ? 0 : account.FailedSignIns + 1;
        if (account.FailedSignIns < rules.Value.Lockout.MaxFailedAccessAttempts)
            return;
        account.FailedSignIns = 0;
        account.LockedUntil = clock.GetUtcNow() + rules.Value.Lockout.DefaultLockoutTimeSpan;
    }
}
