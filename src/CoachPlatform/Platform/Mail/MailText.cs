using System.Net;

namespace CoachPlatform.Platform.Mail;

/// <summary>The words of one kind of mail, and how they are laid out. Nothing in them depends on who gets it.</summary>
/// <param name="Lead">What a mail program shows beside the subject.</param>
/// <param name="Action">What the link is called.</param>
public sealed record MailText(string Subject, string Lead, string More, string Action)
{
    public static MailText Of(MailKind kind) => kind switch
    {
        MailKind.SomethingIsReady => new(Web.Mail.MailWords.Ready_Subject, Web.Mail.MailWords.Ready_Lead, Web.Mail.MailWords.Notice_More, Web.Mail.MailWords.GoThere),
        MailKind.SomethingHasOpened => new(Web.Mail.MailWords.Opened_Subject, Web.Mail.MailWords.Opened_Lead, Web.Mail.MailWords.Notice_More, Web.Mail.MailWords.GoThere),
        MailKind.CoachLook => new(Web.Mail.MailWords.Look_Subject, Web.Mail.MailWords.Look_Lead, Web.Mail.MailWords.Look_More, Web.Mail.MailWords.GoThere),
        MailKind.ConfirmAddress => new(Web.Mail.MailWords.Confirm_Subject, Web.Mail.MailWords.Confirm_Lead, Web.Mail.MailWords.Confirm_More, Web.Mail.MailWords.Confirm_Action),
        MailKind.AddressWasChanged => new(Web.Mail.MailWords.Changed_Subject, Web.Mail.MailWords.Changed_Lead, Web.Mail.MailWords.Changed_More, Web.Mail.MailWords.GoThere),
        MailKind.ResetPassword => new(Web.Mail.MailWords.Reset_Subject, Web.Mail.MailWords.Reset_Lead, Web.Mail.MailWords.Reset_More, Web.Mail.MailWords.Reset_Action),
        MailKind.PasswordWasReset => new(Web.Mail.MailWords.WasReset_Subject, Web.Mail.MailWords.WasReset_Lead, Web.Mail.MailWords.WasReset_More, Web.Mail.MailWords.WasReset_Action),
        MailKind.SignInWasChanged => new(Web.Mail.MailWords.SignIn_Subject, Web.Mail.MailWords.SignIn_Lead, Web.Mail.MailWords.SignIn_More, Web.Mail.MailWords.GoThere),
    };

    public string Plain(string link) => $"{Lead}\n\n{Action}: {link}\n\n{More}\n";

    /// <summary>No picture, no style from elsewhere, nothing that tells anybody that it was opened.</summary>
    public string Html(string link) => $"""
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><meta name="color-scheme" content="light dark"><title>{Safe(Subject)}</title></head>
        <body style="margin:0;padding:24px;font:17px/1.5 system-ui,sans-serif">
        <div style="max-width:32em;margin:0 auto">
        <p>{Safe(Lead)}</p>
        <p><a href="{Safe(link)}">{Safe(Action)}</a></p>
        <p style="font-size:14px">{Safe(More)}</p>
        </div>
        </body></html>
        """;

    private static string Safe(string text) => WebUtility.HtmlEncode(text);
}
