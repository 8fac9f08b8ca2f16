using CoachPlatform.Vault;
using Marten;

namespace CoachPlatform.Platform.SignIn;

/// <summary>The code of an app, asked for after the password.</summary>
/// <param name="Secret">Sealed under a key of its own, which goes when the second step is turned off.</param>
/// <param name="LastUsed">The 30-second step of the last code that was taken; none works twice.</param>
/// <param name="Recovery">Hashes of the recovery codes that are left.</param>
public sealed record SecondStep(Sealed Secret, DateTimeOffset Since, long LastUsed, IReadOnlyList<string> Recovery);

/// <summary>Turns the second step on and off and checks its codes, always on an account whose row is held.</summary>
public sealed class SecondSteps(Sealer sealer, Opener opener, KeyRing ring)
{
    /// <summary>Turns it on with a secret of which a code was seen to fit; the recovery codes, which are not to be had again.</summary>
    public IReadOnlyList<string> TurnOn(IDocumentSession session, Account account, string secret, long used, DateTimeOffset now)
    {
        TurnOff(session, account);
        var key = ring.New(Ids.New(now), KeyKind.Person, "person", KeyScopes.SecondStep(account.Id));
        KeyRows.Add(session, key);
        var codes = RecoveryCodes.New();
        account.SecondStep = new SecondStep(sealer.Seal(key, null, KeyScopes.SecondStepSecret(account.Id), secret), now, used, Hashes(account, codes));
        return codes;
    }

    public static void TurnOff(IDocumentSession session, Account account)
    {
        if (account.SecondStep is { } on)
            session.QueueSqlCommand("delete from vault.keys where id = ?", on.Secret.Key);
        account.SecondStep = null;
    }

    /// <summary>New recovery codes; the old ones work no more.</summary>
    public static IReadOnlyList<string> Renew(Account account)
    {
        var codes = RecoveryCodes.New();
        account.SecondStep = account.SecondStep! with { Recovery = Hashes(account, codes) };
        return codes;
    }

    /// <summary>Whether this is a code of the app, or a recovery code, that has not been used; then it has been now.</summary>
    public async Task<bool> TakesAsync(IDocumentSession session, Account account, string? code, DateTimeOffset now)
    {
        if (account.SecondStep is not { } on)
            return false;
        var hash = RecoveryCodes.Hash(account.Id, code);
        if (on.Recovery.Contains(hash))
        {
            account.SecondStep = on with { Recovery = [.. on.Recovery.Where(h => h != hash)] };
            return true;
        }

        var opened = await opener.OpenAsync(Opening.ByAuthor, [new Box(on.Secret, KeyScopes.SecondStepSecret(account.Id))], new KeyRows(session), CancellationToken.None);
        if (opened[0] is not { } secret || Totp.Fits(secret, code, now, on.LastUsed) is not { } step)
            return false;
        account.SecondStep = on with { LastUsed = step };
        return true;
    }

    private static IReadOnlyList<string> Hashes(Account account, IReadOnlyList<string> codes) => [.. codes.Select(c => RecoveryCodes.Hash(account.Id, c))];
}
