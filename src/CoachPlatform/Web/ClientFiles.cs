using System.Collections.Frozen;
using System.Security.Cryptography;
using Microsoft.AspNetCore.StaticFiles;

namespace CoachPlatform.Web;

/// <summary>
/// Serves what the client build wrote into the web root, as it lies on the disk: it is made after MSBuild has looked for static web assets,
/// so their manifest would miss it on a fresh clone.
/// </summary>
public static class ClientFiles
{
    private static FrozenDictionary<string, string> _versions = FrozenDictionary<string, string>.Empty;

    /// <summary>The address of a file of the web root. It changes with the content, so a browser may keep the file for good.</summary>
    public static string Url(string name) => _versions.TryGetValue(name, out var version) ? $"/{name}?v={version}" : $"/{name}";

    /// <summary>Goes before sign-in and routing: these files are the same for everybody.</summary>
    public static WebApplication UseClientFiles(this WebApplication app)
    {
        var root = app.Environment.WebRootFileProvider;
        _versions = root.GetDirectoryContents("").Where(f => !f.IsDirectory && f.PhysicalPath is not null)
            .ToFrozenDictionary(f => f.Name, f => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(f.PhysicalPath!)))[..10]);
        app.Use((http, next) =>
        {
            var path = http.Request.Path;
            if (path.HasValue && http.Request.Headers.AcceptEncoding.ToString().Contains("br", StringComparison.Ordinal) && root.GetFileInfo(path.Value + ".br").Exists)
                http.Request.Path = path.Value + ".br";
            return next(http);
        });
        var types = new FileExtensionContentTypeProvider();
        types.Mappings[".br"] = "application/octet-stream";
        app.UseStaticFiles(new StaticFileOptions
        {
            ContentTypeProvider = types,
            OnPrepareResponse = served => Prepare(served.Context, served.File.Name, types, app.Environment.IsDevelopment()),
        });
        return app;
    }

    private static void Prepare(HttpContext http, string file, FileExtensionContentTypeProvider types, bool isDevelopment)
    {
        var headers = http.Response.Headers;
        if (file.EndsWith(".br", StringComparison.Ordinal) && types.TryGetContentType(file[..^3], out var type))
        {
            headers.ContentType = type;
            headers.ContentEncoding = "br";
        }

        headers.Vary = "Accept-Encoding";
        headers.XContentTypeOptions = "nosniff";
        // Chunks carry a hash in their name and versioned addresses in their query; the rest is asked for again.
        var isVersioned = http.Request.Query.ContainsKey("v") || http.Request.Path.StartsWithSegments("/chunks") || http.Request.Path.StartsWithSegments("/fonts");
        headers.CacheControl = isVersioned && !isDevelopment ? "public, max-age=31536000, immutable" : "no-cache";
    }
}
