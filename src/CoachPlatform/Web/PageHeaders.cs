namespace CoachPlatform.Web;

/// <summary>What every page says about itself: nothing but our own files may run in it, and nobody keeps a copy.</summary>
public static class PageHeaders
{
    private const string Policy =
        "default-src 'self'; script-src 'self'; style-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    public static WebApplication UsePageHeaders(this WebApplication app)
    {
        app.Use((http, next) =>
        {
            http.Response.OnStarting(() =>
            {
                var headers = http.Response.Headers;
                if (headers.ContentType.ToString().StartsWith("text/html", StringComparison.Ordinal))
                {
                    headers.ContentSecurityPolicy = Policy;
                    headers.CacheControl = "no-store";
                    headers["Referrer-Policy"] = "same-origin";
                    headers.XContentTypeOptions = "nosniff";
                }

                return Task.CompletedTask;
            });
            return next(http);
        });
        return app;
    }
}
