using System.Net;
using System.Net.Sockets;
using CoachPlatform.Platform.EmbeddedPostgres;
using JasperFx;

namespace CoachPlatform.Platform;

public static class Serve
{
    /// <summary>Serves until the process is told to stop; or, where the first argument is a word, does what that command says. The exit code.</summary>
    /// <exception cref="StartRefused">Another program listens on an address of ours.</exception>
    public static async Task<int> ServeAsync(this WebApplication app, string[] args)
    {
        if (args is [{ Length: > 0 } first, ..] && first[0] != '-')
            return await app.RunJasperFxCommands(args);
        // Asked before the host starts: it would report the same with three stack traces, and the reason to mend would be in none of them.
        foreach (var url in (app.Configuration["urls"] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            MustBeFree(url);
        await app.RunAsync();
        return 0;
    }

    private static void MustBeFree(string url)
    {
        var address = BindingAddress.Parse(url);
        if (address.IsUnixPipe || address.IsNamedPipe || address.Port == 0)
            return;
        var ip = IPAddress.TryParse(address.Host, out var given) ? given : address.Host == "localhost" ? IPAddress.Loopback : IPAddress.Any;
        using var probe = new TcpListener(ip, address.Port);
        try
        {
            probe.Start();
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            throw new StartRefused(StartRefusal.PortInUse, $"{url} is in use. Another program listens there. Stop it, or start with --urls http://localhost:5090.", e);
        }
    }
}
