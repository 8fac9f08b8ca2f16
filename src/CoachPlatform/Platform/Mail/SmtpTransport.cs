using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace CoachPlatform.Platform.Mail;

/// <summary>The SMTP server of the configuration.</summary>
public sealed class SmtpTransport(MailOptions options) : IMailTransport
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public async Task<IMailLine> OpenAsync(CancellationToken ct)
    {
        var client = new SmtpClient { Timeout = (int)Patience.TotalMilliseconds };
        try
        {
            await client.ConnectAsync(options.Host!, options.Port, Security, ct);
            if (options.User is { } user)
                await client.AuthenticateAsync(user, options.Password ?? "", ct);
            return new SmtpLine(client);
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    private SecureSocketOptions Security => options.Tls switch
    {
        MailTls.Tls => SecureSocketOptions.SslOnConnect,
        MailTls.StartTls => SecureSocketOptions.StartTls,
        MailTls.None => SecureSocketOptions.None,
    };

    private sealed class SmtpLine(SmtpClient client) : IMailLine
    {
        public Task SendAsync(MimeMessage mail, CancellationToken ct) => client.SendAsync(mail, ct);

        public async ValueTask DisposeAsync()
        {
            try
            {
                if (client.IsConnected)
                    await client.DisconnectAsync(quit: true, CancellationToken.None);
            }
            catch (Exception e) when (e is IOException or MailKit.ProtocolException or MailKit.CommandException or TimeoutException)
            {
                // What was to be sent is sent; how the line ended matters to nobody.
            }

            client.Dispose();
        }
    }
}
