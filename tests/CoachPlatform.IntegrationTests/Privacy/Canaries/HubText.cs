using System.Net.WebSockets;
using System.Text;
using CoachPlatform.IntegrationTests.Support;

namespace CoachPlatform.IntegrationTests.Privacy.Canaries;

/// <summary>Everything that one connection to a hub receives, as it comes over the wire.</summary>
internal sealed class HubText : IAsyncDisposable
{
    private const string Hello = "{\"protocol\":\"json\",\"version\":1}\u001e";

    private readonly ClientWebSocket socket = new();
    private readonly StringBuilder received = new();
    private Task reading = Task.CompletedTask;

    public string Text
    {
        get
        {
            lock (received)
                return received.ToString();
        }
    }

    public static async Task<HubText> OfAsync(Client client, string hub)
    {
        var text = new HubText();
        text.socket.Options.Cookies = client.Cookies;
        await text.socket.ConnectAsync(new UriBuilder(client.Http.BaseAddress!) { Scheme = "ws", Path = hub }.Uri, TestContext.Current.CancellationToken);
        await text.socket.SendAsync(Encoding.UTF8.GetBytes(Hello), WebSocketMessageType.Text, true, TestContext.Current.CancellationToken);
        text.reading = text.ReadAsync();
        return text;
    }

    public async ValueTask DisposeAsync()
    {
        socket.Abort();
        await reading;
        socket.Dispose();
    }

    private async Task ReadAsync()
    {
        var buffer = new byte[8192];
        try
        {
            while (await socket.ReceiveAsync(buffer, CancellationToken.None) is { MessageType: not WebSocketMessageType.Close } part)
            {
                lock (received)
                    received.Append(Encoding.UTF8.GetString(buffer, 0, part.Count));
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            // It has ended, by either side.
        }
    }
}
