using System.Net;

namespace CoachPlatform.Platform.Mail;

/// <summary>The words of one kind of mail, and how they are laid out. Nothing in them depends on who gets it.</summary>
/// <param name="Lead">What a mail program shows beside the subject.</param>
/// <param name="Action">What the link is called.</param>
public sealed record MailText(string Subject, string Lead, string More, string Action)
{
    public static MailText Of(MailKind kind) => kind switch
    {
        MailKind.SomethingIsReady => new(MailWords.Ready_Subject, MailWords.Ready_Lead, MailWords.Notice_More, MailWords.GoThere),
        MailKind.SomethingHasOpened => new(MailWords.Opened_Subject, MailWords.Opened_Lead, MailWords.Notice_More, MailWords.GoThere),
        MailKind.CoachLook => new(MailWords.Look_Subject, MailWords.Look_Lead, MailWords.Look_More, MailWords.GoThere),
        MailKind.ConfirmAddress => new(MailWords.Confirm_Subject, MailWords.Confirm_Lead, MailWords.Confirm_More, MailWords.Confirm_Action),
        MailKind.AddressWasChanged => new(MailWords.Changed_Subject, MailWords.Changed_Lead, MailWords.Changed_More, MailWords.GoThere),
        MailKind.ResetPassword => new(MailWords.Reset_Subject, MailWords.Reset_Lead, MailWords.Reset_More, MailWords.Reset_Action),
        MailKind.PasswordWasReset => new(MailWords.WasReset_Subject, MailWords.WasReset_Lead, MailWords.WasReset_More, MailWords.WasReset_Action),
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
