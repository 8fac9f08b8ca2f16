using System.Text.Json;

namespace CoachPlatform.Platform.EmbeddedPostgres;

/// <summary>npm archives hold no symbolic links; the package lists the ones its libraries need and we make them.</summary>
internal static class Links
{
    /// <summary>Makes every listed link that is missing, relative to its own folder so that the package can be moved as a whole.</summary>
    /// <param name="package">The package's folder; nothing is made outside it.</param>
    /// <param name="list">A JSON array of <c>{source, target}</c>, where <c>target</c> is the link to make; may be absent.</param>
    /// <exception cref="IOException">The list points out of the package.</exception>
    public static void Restore(string package, string list)
    {
        var file = Path.Combine(package, list);
        if (!File.Exists(file))
            return;
        foreach (var link in JsonSerializer.Deserialize<Link[]>(File.ReadAllText(file), JsonSerializerOptions.Web) ?? [])
        {
            var at = Inside(package, link.Target);
            if (!File.Exists(at))
                File.CreateSymbolicLink(at, Path.GetRelativePath(Path.GetDirectoryName(at)!, Inside(package, link.Source)));
        }
    }

    private static string Inside(string package, string relative)
    {
        var full = Path.GetFullPath(Path.Combine(package, relative));
        return full.StartsWith(Path.GetFullPath(package) + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? full
            : throw new IOException($"{relative} points out of the package");
    }

    private sealed record Link(string Source, string Target);
}
