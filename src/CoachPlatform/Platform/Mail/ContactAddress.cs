using CoachPlatform.Platform.SignIn;
using Marten;
using Marten.Schema;

namespace CoachPlatform.Platform.Mail;

/// <summary>
/// Where a person gets mails. It is no sign-in name: two people may share a mailbox. A row of its own beside the account, so that a change of
/// address and a count of failed sign-ins never overwrite each other.
/// </summary>
/// <param name="Id">The PersonId.</param>
/// <param name="Normalized">To compare by, with sign-in names too.</param>
/// <param name="ConfirmedAt">When somebody who reads that mailbox said it is theirs; null until then.</param>
/// <param name="New">An address that takes this one's place once it is confirmed.</param>
/// <param name="Former">The address before, until it has been told.</param>
[SingleTenanted]
[DocumentAlias("contact_address")]
public sealed record ContactAddress(Guid Id, string? Address, string? Normalized, DateTimeOffset? ConfirmedAt = null, string? New = null, string? Former = null)
{
    public bool Confirmed => Address is not null && ConfirmedAt is not null;

    /// <summary>The address that a confirming mail goes to; null when nothing is to be confirmed.</summary>
    public string? ToConfirm => New ?? (ConfirmedAt is null ? Address : null);

    public static string Normalize(string address) => address.Trim().Normalize().ToUpperInvariant();

    /// <summary>What an account begins with: the address that was given with it, else its sign-in name where that is one.</summary>
    public static ContactAddress Of(Account account, string? given = null)
    {
        var address = given?.Trim() is { Length: > 0 } own ? own : Addresses.IsOne(account.SignInName) ? account.SignInName : null;
        return new(account.Id, address, address is null ? null : Normalize(address));
    }

    /// <summary>The person's row, or what stands for it where none was written yet; null for somebody without an account.</summary>
    public static async Task<ContactAddress?> LoadAsync(IQuerySession session, Guid personId, CancellationToken ct) =>
        await session.LoadAsync<ContactAddress>(personId, ct)
        ?? (await session.LoadAsync<Account>(personId, ct) is { } account ? Of(account) : null);

    /// <summary>Given another address: it waits to be confirmed, unless nothing that was confirmed stands in its way. Given none: there is none from now on.</summary>
    public ContactAddress AfterGiving(string address) => address.Length == 0
        ? this with { Address = null, Normalized = null, ConfirmedAt = null, New = null, Former = Confirmed ? Address : Former }
        : Confirmed && Normalize(Address!) == Normalize(address) ? this with { New = null }
        : Confirmed ? this with { New = address }
        : this with { Address = address, Normalized = Normalize(address), New = null };

    /// <summary>Given that the waiting address was shown to be theirs: it is the one from now on, and the one before is to be told.</summary>
    public ContactAddress AfterConfirming(DateTimeOffset now) => ToConfirm is not { } address
        ? this
        : this with
        {
            Address = address,
            Normalized = Normalize(address),
            ConfirmedAt = now.AsStored(),
            New = null,
            Former = Confirmed && Normalize(Address!) != Normalize(address) ? Address : Former,
        };

    /// <summary>Whether another account holds the address too, confirmed or not. Whoever reads that mailbox reads what is for either of them.</summary>
    public async Task<bool> IsSharedAsync(IQuerySession session, CancellationToken ct) =>
        await session.Query<ContactAddress>().AnyAsync(c => c.Normalized == Normalized && c.Id != Id, ct)
        || await session.Query<Account>().AnyAsync(a => a.NormalizedName == Normalized && a.Id != Id, ct);

    /// <summary>Where a mail of this kind goes; null when it must not or cannot be sent.</summary>
    public string? For(MailKind kind) => kind switch
    {
        MailKind.ConfirmAddress => ToConfirm,
        MailKind.AddressWasChanged => Former,
        // That a word to a coach is lost weighs more than that a stranger reads that something waits somewhere.
        MailKind.CoachLook => Address,
        MailKind.SomethingIsReady or MailKind.SomethingHasOpened or MailKind.ResetPassword or MailKind.PasswordWasReset or MailKind.SignInWasChanged => Confirmed ? Address : null,
    };
}

/// <summary>What counts as a mail address here. The mailed link decides whether it is somebody's.</summary>
public static class Addresses
{
    /// <summary>Code points that Unicode has set aside for ever to be no characters, and that its normalisation refuses.</summary>
    public static bool IsNoCharacter(char c) => c is '\uFFFE' or '\uFFFF';

    public static bool IsOne(string? text) =>
        text is { Length: >= 3 and <= 254 } && text.IndexOf('@') is > 0 and var at && at == text.LastIndexOf('@') && at < text.Length - 1
        && !text.Any(c => char.IsControl(c) || char.IsWhiteSpace(c) || c is '<' or '>' or ',' or ';' or '"' or '(' or ')' || IsNoCharacter(c))
        && MimeKit.MailboxAddress.TryParse(text, out _);
}
