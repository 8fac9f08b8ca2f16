using CoachPlatform.Platform.Commands;

namespace CoachPlatform.Platform.Http;

/// <summary>
/// Refuses writes and hub connections that another site's page sends with our cookie. Browsers say where a request comes from; a program that
/// says nothing carries no cookie that somebody else put there.
/// </summary>
internal sealed class SameSite(RequestDelegate next)
{
    private static readonly Refusal CrossSite = new(403, "cross-site", "This was sent from another site, so it was refused.");

    public Task InvokeAsync(HttpContext http)
    {
        var request = http.Request;
        var writes = !(HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method));
        return (writes || request.Path.StartsWithSegments("/hubs")) && !FromHere(request) ? http.RefuseAsync(CrossSite) : next(http);
    }

    private static bool FromHere(HttpRequest request)
    {
        if (request.Headers.TryGetValue("Sec-Fetch-Site", out var site) && site.Count > 0)
            return site == "same-origin" || (site == "none" && HttpMethods.IsGet(request.Method));
        var origin = request.Headers.Origin.ToString();
        return origin.Length == 0 || (Uri.TryCreate(origin, UriKind.Absolute, out var from) && from.Authority.Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase));
    }
}
