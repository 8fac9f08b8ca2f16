using MimeKit;

namespace CoachPlatform.Platform.Mail;

/// <summary>How mail leaves this process.</summary>
public interface IMailTransport
{
    /// <summary>A line to the server, for a few mails one after the other.</summary>
    /// <exception cref="NoMailServer">None is configured.</exception>
    Task<IMailLine> OpenAsync(CancellationToken ct);
}

public interface IMailLine : IAsyncDisposable
{
    /// <summary>Returns once the server has taken the mail.</summary>
    Task SendAsync(MimeMessage mail, CancellationToken ct);
}

/// <summary>There is no server to send through.</summary>
#pragma warning disable CA1032, CA1710 // Named for what happened; it carries no message of its own.
public sealed class NoMailServer : Exception;
#pragma warning restore CA1032, CA1710

/// <summary>Stands in where no server is configured: what is queued waits, and is given up in its time.</summary>
public sealed class NoTransport : IMailTransport
{
    public Task<IMailLine> OpenAsync(CancellationToken ct) => throw new NoMailServer();
}
