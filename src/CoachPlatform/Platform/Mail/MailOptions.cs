using CoachPlatform.Platform.EmbeddedPostgres;
using MimeKit;

namespace CoachPlatform.Platform.Mail;

public enum MailTls
{
    /// <summary>Connects in the clear and changes to TLS before anything is said; without it nothing is sent.</summary>
    StartTls,

    /// <summary>TLS from the first byte.</summary>
    Tls,

    /// <summary>In the clear. Only for a server on the same machine or network.</summary>
    None,
}

/// <summary>Where mail goes out, from <c>Coach:Mail:*</c>: Host, Port, Tls, User, Password or PasswordFile, From; and <c>Coach:Site</c>, the address that links begin with.</summary>
/// <param name="Host">Null where there is no server, so that nothing can be sent.</param>
public sealed record MailOptions(string? Host, int Port, MailTls Tls, string? User, string? Password, MailboxAddress From, Uri? Site)
{
    /// <exception cref="StartRefused">A server is named, and something that it needs is missing or wrong.</exception>
    public static MailOptions Of(IConfiguration configuration)
    {
        var mail = configuration.GetSection("Coach:Mail");
        var host = mail["Host"] is { Length: > 0 } named ? named : null;
        var tls = Enum.TryParse<MailTls>(mail["Tls"] ?? nameof(MailTls.StartTls), ignoreCase: true, out var way) && Enum.IsDefined(way)
            ? way
            : throw Refused("Coach:Mail:Tls is StartTls, Tls or None");
        var port = mail["Port"] is not { Length: > 0 } given ? (tls == MailTls.Tls ? 465 : 587)
            : int.TryParse(given, out var number) && number is > 0 and < 65536 ? number
            : throw Refused("Coach:Mail:Port is a number");
        var from = MailboxAddress.TryParse(mail["From"] is { Length: > 0 } sender ? sender : "post@localhost", out var address)
            ? address
            : throw Refused("Coach:Mail:From is a mail address, as in \"Post <post@site.example>\"");
        var site = Uri.TryCreate(configuration["Coach:Site"], UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? uri : null;
        if (host is not null && mail["From"] is not { Length: > 0 })
            throw Refused("Coach:Mail:From names who mail comes from");
        if (host is not null && site is null)
            throw Refused("Coach:Site is the address of this site, such as https://site.example; links in mails begin with it");
        return new MailOptions(host, port, tls, mail["User"] is { Length: > 0 } user ? user : null, PasswordFrom(mail), from, site);
    }

    private static string? PasswordFrom(IConfigurationSection mail) =>
        mail["PasswordFile"] is not { Length: > 0 } file ? mail["Password"]
        : File.Exists(file) ? File.ReadAllText(file).Trim()
        : throw Refused($"the file with the mail server's password, {file}, is there");

    private static StartRefused Refused(string must) => new(StartRefusal.MailMisnamed, $"Mail cannot be set up. See to it that {must}.");
}
