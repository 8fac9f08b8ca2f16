namespace CoachPlatform.Platform.Mail;

/// <summary>What a mail says. Its words depend on the kind alone, so that no mail can tell more than its kind does.</summary>
public enum MailKind
{
    /// <summary>There is something to do here.</summary>
    SomethingIsReady,

    /// <summary>Something can be read now.</summary>
    SomethingHasOpened,

    /// <summary>To a coach: something asks for attention. Of what kind, only the site says.</summary>
    CoachLook,

    /// <summary>To an address that nobody has shown to be theirs yet.</summary>
    ConfirmAddress,

    /// <summary>To the address before: mails go elsewhere from now on.</summary>
    AddressWasChanged,

    ResetPassword,

    PasswordWasReset,

    /// <summary>To its person: a password, a passkey or a second step of the account was changed by somebody who was signed in.</summary>
    SignInWasChanged,
}

/// <summary>What follows from a kind: how long a mail is worth sending, whether it carries a link that works once, whether its person may switch it off.</summary>
public static class MailRules
{
    /// <summary>How long after it was due a mail is still tried. What it says would not be true any more afterwards, or nobody reads that server.</summary>
    public static TimeSpan WorthFor(this MailKind kind) => kind switch
    {
        MailKind.SomethingIsReady or MailKind.SomethingHasOpened => TimeSpan.FromHours(14),
        MailKind.ResetPassword => TimeSpan.FromHours(1),
        MailKind.ConfirmAddress => TimeSpan.FromDays(1),
        MailKind.CoachLook or MailKind.AddressWasChanged or MailKind.PasswordWasReset or MailKind.SignInWasChanged => TimeSpan.FromDays(4),
    };

    /// <summary>Whether a person may choose not to get it. What guards the account itself is always sent.</summary>
    public static bool MayBeSwitchedOff(this MailKind kind) => kind is MailKind.SomethingIsReady or MailKind.SomethingHasOpened;

    /// <summary>The pause after the n-th attempt that failed, n = 1, 2, …: a minute, then twice as long each time, at most six hours.</summary>
    public static TimeSpan PauseAfter(int attempts) => TimeSpan.FromMinutes(Math.Min(360, Math.Pow(2, Math.Clamp(attempts, 1, 20) - 1)));
}
