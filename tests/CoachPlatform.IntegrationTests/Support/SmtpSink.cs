using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Channels;
using MimeKit;

namespace CoachPlatform.IntegrationTests.Support;

/// <summary>
/// A real SMTP server on loopback that keeps what it is given: enough of RFC 5321 for one client after another. It can be away, and come back on
/// the same port.
/// </summary>
public sealed class SmtpSink : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly ConcurrentQueue<MimeMessage> all = new();
    private readonly Channel<MimeMessage> arrived = Channel.CreateUnbounded<MimeMessage>();
    private TcpListener? listener;

    public SmtpSink()
    {
        Open(0);
        Port = ((IPEndPoint)listener!.LocalEndpoint).Port;
    }

    public int Port { get; }

    /// <summary>Addresses that it refuses for good.</summary>
    public ConcurrentDictionary<string, bool> Refuses { get; } = new(StringComparer.OrdinalIgnoreCase);

    public IReadOnlyList<MimeMessage> All => [.. all];

    public (string Key, string Value)[] Settings =>
    [
        ("Coach:Mail:Host", "127.0.0.1"), ("Coach:Mail:Port", $"{Port}"), ("Coach:Mail:Tls", "None"),
        ("Coach:Mail:From", "Post <post@site.example>"), ("Coach:Site", "https://site.example"), ("Coach:Mail:EverySeconds", "3600"),
    ];

    public IReadOnlyList<MimeMessage> To(string address) => [.. all.Where(m => m.To.Mailboxes.Any(t => t.Address.Equals(address, StringComparison.OrdinalIgnoreCase)))];

    /// <summary>Waits for a mail to that address with that subject, whatever else comes; the newest.</summary>
    /// <param name="n">How many such mails must be there.</param>
    public async Task<MimeMessage> GetAsync(string address, string subject, int n = 1)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (true)
        {
            var fit = To(address).Where(m => m.Subject == subject).ToList();
            if (fit.Count >= n)
                return fit[^1];
            try
            {
                await arrived.Reader.ReadAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                Assert.Fail($"no mail “{subject}”; there are: {string.Join(", ", To(address).Select(m => m.Subject))}");
            }
        }
    }

    public void GoAway()
    {
        listener?.Dispose();
        listener = null;
    }

    public void ComeBack() => Open(Port);

    public ValueTask DisposeAsync()
    {
        GoAway();
        return ValueTask.CompletedTask;
    }

    private void Open(int port)
    {
        listener = new TcpListener(IPAddress.Loopback, port) { ExclusiveAddressUse = false };
        listener.Server.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        listener.Start();
        _ = AcceptAsync(listener);
    }

    private async Task AcceptAsync(TcpListener from)
    {
        try
        {
            while (true)
                _ = ServeAsync(await from.AcceptTcpClientAsync());
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // It has gone away.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var connection = client;
        using var reader = new StreamReader(client.GetStream(), Encoding.UTF8);
        await using var writer = new StreamWriter(client.GetStream(), new UTF8Encoding(false)) { AutoFlush = true, NewLine = "\r\n" };
        try
        {
            await writer.WriteLineAsync("220 sink");
            while (await reader.ReadLineAsync() is { } line && !line.StartsWith("QUIT", StringComparison.OrdinalIgnoreCase))
                await writer.WriteLineAsync(await AnswerAsync(line, reader, writer));
            await writer.WriteLineAsync("221 bye");
        }
        catch (IOException)
        {
            // The client has gone.
        }
    }

    private async Task<string> AnswerAsync(string line, StreamReader reader, StreamWriter writer)
    {
        if (line.StartsWith("RCPT", StringComparison.OrdinalIgnoreCase))
            return Refuses.ContainsKey(line[(line.IndexOf('<') + 1)..line.IndexOf('>')]) ? "550 no such mailbox" : "250 ok";
        if (!line.StartsWith("DATA", StringComparison.OrdinalIgnoreCase))
            return "250 ok";
        await writer.WriteLineAsync("354 go on");
        var text = new StringBuilder();
        while (await reader.ReadLineAsync() is { } part && part != ".")
            text.Append(part.StartsWith("..", StringComparison.Ordinal) ? part[1..] : part).Append("\r\n");
        using var bytes = new MemoryStream(Encoding.UTF8.GetBytes(text.ToString()));
        var mail = await MimeMessage.LoadAsync(bytes);
        all.Enqueue(mail);
        arrived.Writer.TryWrite(mail);
        return "250 taken";
    }
}

public static class MailLinks
{
    /// <summary>The one link of a mail: its path, and what stands behind <c>#</c>.</summary>
    public static (string Path, string Token) Link(this MimeMessage mail)
    {
        var text = mail.TextBody!;
        var link = new Uri(text[text.IndexOf("https://", StringComparison.Ordinal)..].Split('\r', '\n')[0].Trim());
        return (link.AbsolutePath, link.Fragment.TrimStart('#'));
    }
}
