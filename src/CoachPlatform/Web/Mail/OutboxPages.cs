using System.Globalization;
using CoachPlatform.Platform.Http;
using CoachPlatform.Platform.Mail;
using MimeKit;

namespace CoachPlatform.Web.Mail;

/// <param name="Lines">The plain text, line by line, with the address that ends a line apart.</param>
public sealed record OutboxMail(string Subject, string To, string At, IReadOnlyList<(string Before, string? Link)> Lines)
{
    public static OutboxMail Of(MimeMessage mail) => new(
        mail.Subject ?? "", mail.To.ToString(), mail.Date.ToString("HH:mm:ss", CultureInfo.InvariantCulture),
        [.. (mail.TextBody ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Parted)]);

    private static (string Before, string? Link) Parted(string line) =>
        line.IndexOf("http", StringComparison.Ordinal) is >= 0 and var at && Uri.TryCreate(line[at..], UriKind.Absolute, out _) ? (line[..at], line[at..]) : (line, null);
}

internal static class OutboxPages
{
    public static void MapOutbox(this IEndpointRouteBuilder app, DevOutbox outbox) =>
        app.MapGet("/dev/outbox", () => Pages.Page<OutboxPage>(new { Mails = (IReadOnlyList<OutboxMail>)[.. outbox.Sent.Select(OutboxMail.Of)] }))
            .ReadBy(For.Anyone).ExcludeFromDescription();
}
