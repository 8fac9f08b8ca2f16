using System.Collections.Concurrent;
using MimeKit;

namespace CoachPlatform.Platform.Mail;

/// <summary>In Development without a server: keeps what would have been sent, in memory, for the page <c>/dev/outbox</c>.</summary>
public sealed class DevOutbox : IMailTransport, IMailLine
{
    private const int Most = 100;

    private readonly ConcurrentQueue<MimeMessage> sent = new();

    /// <summary>The newest first.</summary>
    public IReadOnlyList<MimeMessage> Sent => [.. sent.Reverse()];

    public Task<IMailLine> OpenAsync(CancellationToken ct) => Task.FromResult<IMailLine>(this);

    public Task SendAsync(MimeMessage mail, CancellationToken ct)
    {
        sent.Enqueue(mail);
        while (sent.Count > Most)
            sent.TryDequeue(out _);
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
