using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace CoachPlatform.Platform.Mail;

/// <summary>Where links in mails lead: <c>Coach:Site</c>, and without it, as in Development, where this process listens.</summary>
public sealed class SiteAddress(MailOptions options, IServer server)
{
    public string Of(string path) => $"{Base.TrimEnd('/')}{path}";

    private string Base => options.Site?.ToString()
        ?? server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault()
        ?? "http://localhost:5080";
}
