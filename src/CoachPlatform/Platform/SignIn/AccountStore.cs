using Marten;
using Microsoft.AspNetCore.Identity;

namespace CoachPlatform.Platform.SignIn;

/// <summary>Identity's view of accounts. Changes are queued on the session, so that joining a case and making the account commit together.</summary>
public sealed class AccountStore(IDocumentStore store, TimeProvider clock)
    : IUserPasswordStore<Account>, IUserSecurityStampStore<Account>, IUserLockoutStore<Account>, IUserPasskeyStore<Account>
{
    public async Task<IdentityResult> CreateAsync(Account user, CancellationToken cancellationToken)
    {
        await using var session = store.LightweightSession();
        session.Insert(user);
        await session.SaveChangesAsync(cancellationToken);
        return IdentityResult.Success;
    }

    public async Task<IdentityResult> UpdateAsync(Account user, CancellationToken cancellationToken)
    {
        await using var session = store.LightweightSession();
        session.Update(user);
        await session.SaveChangesAsync(cancellationToken);
        return IdentityResult.Success;
    }

    public async Task<IdentityResult> DeleteAsync(Account user, CancellationToken cancellationToken)
    {
        await using var session = store.LightweightSession();
        session.Delete(user);
        await session.SaveChangesAsync(cancellationToken);
        return IdentityResult.Success;
    }

    public async Task<Account?> FindByIdAsync(string userId, CancellationToken cancellationToken)
    {
        await using var session = store.QuerySession();
        return Guid.TryParse(userId, out var id) ? await session.LoadAsync<Account>(id, cancellationToken) : null;
    }

    public async Task<Account?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken)
    {
        await using var session = store.QuerySession();
        return await session.Query<Account>().FirstOrDefaultAsync(a => a.NormalizedName == normalizedUserName, cancellationToken);
    }

    public Task<string> GetUserIdAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.Id.ToString());

    public Task<string?> GetUserNameAsync(Account user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.SignInName);

    public Task SetUserNameAsync(Account user, string? userName, CancellationToken cancellationToken) => Set(() => user.SignInName = userName ?? "");

    public Task<string?> GetNormalizedUserNameAsync(Account user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.NormalizedName);

    public Task SetNormalizedUserNameAsync(Account user, string? normalizedName, CancellationToken cancellationToken) =>
        Set(() => user.NormalizedName = normalizedName ?? "");

    public Task SetPasswordHashAsync(Account user, string? passwordHash, CancellationToken cancellationToken) => Set(() => user.PasswordHash = passwordHash);

    public Task<string?> GetPasswordHashAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.PasswordHash);

    public Task<bool> HasPasswordAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.PasswordHash is not null);

    public Task SetSecurityStampAsync(Account user, string stamp, CancellationToken cancellationToken) => Set(() => user.SecurityStamp = stamp);

    public Task<string?> GetSecurityStampAsync(Account user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.SecurityStamp);

    public Task<DateTimeOffset?> GetLockoutEndDateAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.LockedUntil);

    public Task SetLockoutEndDateAsync(Account user, DateTimeOffset? lockoutEnd, CancellationToken cancellationToken) => Set(() => user.LockedUntil = lockoutEnd);

    public Task<int> IncrementAccessFailedCountAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(++user.FailedSignIns);

    public Task ResetAccessFailedCountAsync(Account user, CancellationToken cancellationToken) => Set(() => user.FailedSignIns = 0);

    public Task<int> GetAccessFailedCountAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.FailedSignIns);

    public Task<bool> GetLockoutEnabledAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(true);

    public Task SetLockoutEnabledAsync(Account user, bool enabled, CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task AddOrUpdatePasskeyAsync(Account user, UserPasskeyInfo passkey, CancellationToken cancellationToken)
    {
        await using var session = store.LightweightSession();
        var known = await OneAsync(session, user, passkey.CredentialId, cancellationToken);
        session.Store(known is null ? Passkey.New(Ids.New(clock.GetUtcNow()), user.Id, passkey) : known with { SignCount = passkey.SignCount, BackedUp = passkey.IsBackedUp });
        await session.SaveChangesAsync(cancellationToken);
    }

    public async Task<IList<UserPasskeyInfo>> GetPasskeysAsync(Account user, CancellationToken cancellationToken)
    {
        await using var session = store.QuerySession();
        return [.. (await session.Query<Passkey>().Where(p => p.PersonId == user.Id).ToListAsync(cancellationToken)).Select(p => p.ToInfo())];
    }

    public async Task<Account?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancellationToken)
    {
        await using var session = store.QuerySession();
        var id = Passkey.IdOf(credentialId);
        return await session.Query<Passkey>().FirstOrDefaultAsync(p => p.CredentialId == id, cancellationToken) is { } known
            ? await session.LoadAsync<Account>(known.PersonId, cancellationToken)
            : null;
    }

    public async Task<UserPasskeyInfo?> FindPasskeyAsync(Account user, byte[] credentialId, CancellationToken cancellationToken)
    {
        await using var session = store.QuerySession();
        return (await OneAsync(session, user, credentialId, cancellationToken))?.ToInfo();
    }

    public async Task RemovePasskeyAsync(Account user, byte[] credentialId, CancellationToken cancellationToken)
    {
        await using var session = store.LightweightSession();
        var id = Passkey.IdOf(credentialId);
        session.DeleteWhere<Passkey>(p => p.PersonId == user.Id && p.CredentialId == id);
        await session.SaveChangesAsync(cancellationToken);
    }

    public void Dispose()
    {
        // Sessions live for one call each.
    }

    private static async Task<Passkey?> OneAsync(IQuerySession session, Account user, byte[] credentialId, CancellationToken ct)
    {
        var id = Passkey.IdOf(credentialId);
        return await session.Query<Passkey>().FirstOrDefaultAsync(p => p.PersonId == user.Id && p.CredentialId == id, ct);
    }

    private static Task Set(Action set)
    {
        set();
        return Task.CompletedTask;
    }
}
