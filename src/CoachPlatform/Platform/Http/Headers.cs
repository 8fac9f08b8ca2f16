namespace CoachPlatform.Platform.Http;

/// <summary>Headers of every response. Nothing private is stored by a browser or a proxy; static assets set their own caching.</summary>
internal sealed class Headers(RequestDelegate next)
{
    private const string Policy =
        "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; object-src 'none'";

    // The API page ships its own inline bootstrap; it shows nothing private and is left out of the strict policy.
    private const string ApiPagePolicy =
        "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; frame-ancestors 'none'; base-uri 'none'";

    // A file that people wrote in: should a browser show it after all, it may do nothing.
    private const string SandboxPolicy = "default-src 'none'; sandbox";

    public Task InvokeAsync(HttpContext http)
    {
        // At the last moment: an error clears whatever was set before it, and errors need these headers as much as pages do.
        http.Response.OnStarting(Set, http);
        return next(http);
    }

    private static Task Set(object context)
    {
        var http = (HttpContext)context;
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = http.GetEndpoint()?.Metadata.GetMetadata<SandboxedAttribute>() is not null ? SandboxPolicy : http.Request.Path.StartsWithSegments("/api-docs") ? ApiPagePolicy : Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), payment=()";
        if (http.Request.IsHttps)
            headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";
        if (headers.CacheControl.Count == 0)
            headers.CacheControl = "no-store";
        return Task.CompletedTask;
    }
}
