using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Mail;
using CoachPlatform.Vault;
using Marten;
using Microsoft.AspNetCore.Identity;

namespace CoachPlatform.Platform.SignIn;

/// <summary>Prepares an account for somebody who joins, to be inserted in the same commit as what they join.</summary>
public sealed class NewAccounts(
    IPasswordHasher<Account> hasher, IEnumerable<IPasswordValidator<Account>> validators, ILookupNormalizer normalizer, PasswordChecks checks, KeyRing ring, UserManager<Account> users, TimeProvider clock)
{
    public static Refusal NameTaken { get; } =
        Refusal.Field("fields-invalid", "email", "This cannot be used to sign in here. If you have an account, sign in first, then open the link again.");

    /// <summary>The account, or what is wrong with name or password, field by field.</summary>
    public async Task<(Account? Account, Dictionary<string, string[]> Errors)> PrepareAsync(string? email, string? password, DateTimeOffset now)
    {
        var errors = new Dictionary<string, string[]>();
        var name = email?.Trim() ?? "";
        var mayBe = SignInNames.MayBe(name);
        if (!mayBe)
            errors["email"] = ["Please give a mail address, or a name of 3 to 60 characters that you choose."];
        var account = new Account
        {
            Id = Ids.New(now),
            SignInName = name,
            NormalizedName = mayBe ? normalizer.NormalizeName(name) ?? "" : "",
            SecurityStamp = Ids.New(now).ToString("N"),
            DraftKeyId = Ids.New(now),
        };
        if (await WrongWithAsync(account, password) is { } wrong)
            errors["password"] = [wrong];
        if (errors.Count > 0)
            return (null, errors);
        account.PasswordHash = await checks.RunAsync(() => hasher.HashPassword(account, password!));
        return (account, errors);
    }

    /// <summary>Puts a new password on an account, or says what is wrong with it as field <c>password</c>.</summary>
    public async Task<Refusal?> SetPasswordAsync(Account account, string? password)
    {
        if (await WrongWithAsync(account, password) is { } wrong)
            return Refusal.Field("fields-invalid", "password", wrong);
        account.PasswordHash = await checks.RunAsync(() => hasher.HashPassword(account, password!));
        return null;
    }

    /// <summary>What is wrong with a password, in words for the one who chose it; null when nothing is.</summary>
    public async Task<string?> WrongWithAsync(Account account, string? password)
    {
        if (password?.Length > 200)
            return "Keep it to 200 characters.";
        foreach (var validator in validators)
            if (!(await validator.ValidateAsync(users, account, password)).Succeeded)
                return "Use at least 12 characters. A few words in a row are good.";
        return await checks.RunAsync(() => Guessable.Is(password!, account.SignInName))
            ? "This one is among the first that somebody would try. A few words that do not belong together are good."
            : null;
    }

    /// <summary>Queues the account, the key of its drafts, and a mail that asks whether its address is theirs.</summary>
    /// <param name="address">Where mails go; the sign-in name where it is an address and none is given.</param>
    public void Insert(IDocumentSession session, Account account, string? address = null)
    {
        session.Insert(account);
        var contact = ContactAddress.Of(account, address);
        session.Insert(contact);
        if (contact.Address is not null)
            MailOutbox.Queue(session, account.Id, MailKind.ConfirmAddress, clock.GetUtcNow());
        KeyRows.Add(session, ring.New(account.DraftKeyId, KeyKind.Person, "person", KeyScopes.Person(account.Id)));
    }
}

/// <summary>A cap on password hashing at one time: a dozen a second fill two cores, and everybody else must still be served.</summary>
public sealed class PasswordChecks : IDisposable
{
    private readonly SemaphoreSlim slots = new(Math.Max(1, Environment.ProcessorCount));

    public async Task<T> RunAsync<T>(Func<T> check)
    {
        await slots.WaitAsync();
        try
        {
            return await Task.Run(check);
        }
        finally
        {
            slots.Release();
        }
    }

    public void Dispose() => slots.Dispose();
}
