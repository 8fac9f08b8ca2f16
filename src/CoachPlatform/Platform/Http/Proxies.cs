using System.Net;
using CoachPlatform.Platform.EmbeddedPostgres;
using Microsoft.AspNetCore.HttpOverrides;

namespace CoachPlatform.Platform.Http;

/// <summary>
/// Whose word is taken on where a request comes from and whether it came by https: the proxies that <c>Coach:Proxies</c> names, by address or network,
/// with commas between them. Without any, nobody's: what a client says of itself would decide whom a limit counts.
/// </summary>
public static class Proxies
{
    public static void AddProxies(this WebApplicationBuilder builder)
    {
        var (addresses, networks) = Named(builder.Configuration["Coach:Proxies"]);
        builder.Services.Configure<ForwardedHeadersOptions>(forwarded =>
        {
            forwarded.ForwardedHeaders = addresses.Count + networks.Count == 0 ? ForwardedHeaders.None : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            forwarded.KnownProxies.Clear();
            forwarded.KnownIPNetworks.Clear();
            foreach (var address in addresses)
                forwarded.KnownProxies.Add(address);
            foreach (var network in networks)
                forwarded.KnownIPNetworks.Add(network);
        });
    }

    /// <exception cref="StartRefused">Something among them is neither an address nor a network.</exception>
    public static (IReadOnlyList<IPAddress> Addresses, IReadOnlyList<System.Net.IPNetwork> Networks) Named(string? setting)
    {
        var (addresses, networks) = (new List<IPAddress>(), new List<System.Net.IPNetwork>());
        foreach (var part in (setting ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (IPAddress.TryParse(part, out var address))
                addresses.Add(address);
            else if (System.Net.IPNetwork.TryParse(part, out var network))
                networks.Add(network);
            else
                throw new StartRefused(StartRefusal.ProxiesMisnamed, $"Coach:Proxies names {part}, which is neither an address such as 10.0.0.7 nor a network such as 10.0.0.0/24.");
        }

        return (addresses, networks);
    }
}
