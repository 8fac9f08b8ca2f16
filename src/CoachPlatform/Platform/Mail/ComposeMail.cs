using MimeKit;

namespace CoachPlatform.Platform.Mail;

/// <summary>Makes the mail of a row: the words of its kind, the address as it is now, and at most one link that works once.</summary>
public sealed class ComposeMail(MailOptions options, SiteAddress site)
{
    /// <summary>The mail, and the link that must be kept before it is sent; null where there is nobody to send it to.</summary>
    public (MimeMessage Mail, OneTimeLink? Link)? Of(MailToSend row, ContactAddress? contact, DateTimeOffset now)
    {
        if (contact?.For(row.Kind) is not { } address || !MailboxAddress.TryParse(address, out var to))
            return null;
        var (link, path) = LinkOf(row, address, now);
        var text = MailText.Of(row.Kind);
        var mail = new MimeMessage { Subject = text.Subject, Date = now, MessageId = $"{row.Id:N}@{options.From.Domain}" };
        mail.From.Add(options.From);
        mail.To.Add(new MailboxAddress("", to.Address));
        // Nobody's out-of-office note has to answer.
        mail.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        mail.Headers.Add("X-Auto-Response-Suppress", "All");
        mail.Body = new BodyBuilder { TextBody = text.Plain(site.Of(path)), HtmlBody = text.Html(site.Of(path)) }.ToMessageBody();
        return (mail, link);
    }

    private static (OneTimeLink? Link, string Path) LinkOf(MailToSend row, string address, DateTimeOffset now)
    {
        switch (row.Kind)
        {
            case MailKind.ConfirmAddress:
                var (confirm, confirming) = OneTimeLink.New(row.PersonId, LinkPurpose.ConfirmAddress, now, address);
                return (confirm, $"/confirm-address/{confirm.Id}#{confirming}");
            case MailKind.ResetPassword:
                var (reset, resetting) = OneTimeLink.New(row.PersonId, LinkPurpose.ResetByMail, now);
                return (reset, $"/reset/{reset.Id}#{resetting}");
            case MailKind.PasswordWasReset:
                return (null, "/forgot");
            case MailKind.SignInWasChanged:
                return (null, "/account");
            default:
                return (null, "/");
        }
    }
}
