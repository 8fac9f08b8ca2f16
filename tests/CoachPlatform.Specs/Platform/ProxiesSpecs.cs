using System.Net;
using CoachPlatform.Platform.EmbeddedPostgres;
using CoachPlatform.Platform.Http;

namespace CoachPlatform.Specs.Platform;

public class ProxiesSpecs
{
    [Fact]
    public void nobody_is_believed_unless_named()
    {
        Assert.Equal((0, 0), Count(Proxies.Named(null)));
        Assert.Equal((0, 0), Count(Proxies.Named(" , ")));
    }

    [Fact]
    public void addresses_and_networks_stand_side_by_side()
    {
        var (addresses, networks) = Proxies.Named("10.0.0.7, ::1, 172.16.0.0/12");

        Assert.Equal([IPAddress.Parse("10.0.0.7"), IPAddress.IPv6Loopback], addresses);
        Assert.Equal([System.Net.IPNetwork.Parse("172.16.0.0/12")], networks);
    }

    [Theory]
    [InlineData("proxy")]
    [InlineData("10.0.0.7, 10.0.0.0/40")]
    public void what_is_neither_stops_the_start(string setting) =>
        Assert.Equal(StartRefusal.ProxiesMisnamed, Assert.Throws<StartRefused>(() => Proxies.Named(setting)).Reason);

    private static (int, int) Count((IReadOnlyList<IPAddress> Addresses, IReadOnlyList<System.Net.IPNetwork> Networks) named) => (named.Addresses.Count, named.Networks.Count);
}
