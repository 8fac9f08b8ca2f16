using System.Net.Sockets;

namespace CoachPlatform.IntegrationTests.Platform;

/// <summary>Whether something that speaks Docker's protocol listens here.</summary>
internal static class ContainerSocket
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>The address of <c>DOCKER_HOST</c>, or of the usual socket, if a connection to it succeeds at once; null otherwise.</summary>
    public static async Task<string?> AnswersAsync()
    {
        var address = Environment.GetEnvironmentVariable("DOCKER_HOST") is { Length: > 0 } given ? given : "unix:///var/run/docker.sock";
        return Uri.TryCreate(address, UriKind.Absolute, out var uri) && await ConnectsAsync(uri) ? address : null;
    }

    private static async Task<bool> ConnectsAsync(Uri uri)
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            using var socket = uri.Scheme == "unix"
                ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified)
                : new Socket(SocketType.Stream, ProtocolType.Tcp);
            if (uri.Scheme == "unix")
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(uri.LocalPath), patience.Token);
            else
                await socket.ConnectAsync(uri.Host, uri.Port, patience.Token);
            return true;
        }
        catch (Exception refused) when (refused is SocketException or OperationCanceledException or ArgumentException)
        {
            return false;
        }
    }
}
