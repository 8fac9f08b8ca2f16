using Microsoft.Extensions.FileProviders;

namespace CoachPlatform.Platform.Http;

/// <summary>The built scripts, styles, fonts and icons.</summary>
internal static class Assets
{
    public static StaticFileOptions Options(IWebHostEnvironment environment)
    {
        // The folder is made by the client build; the host looked for it before that on the very first start from source.
        var root = Path.Combine(environment.ContentRootPath, "wwwroot");
        return new StaticFileOptions
        {
            FileProvider = Directory.Exists(root) ? new PhysicalFileProvider(root) : new NullFileProvider(),
            OnPrepareResponse = context => context.Context.Response.Headers.CacheControl =
                context.Context.Request.Query.ContainsKey("v") ? "public, max-age=31536000, immutable" : "public, max-age=600",
        };
    }
}
