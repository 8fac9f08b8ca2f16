using System.Text;

namespace CoachPlatform.Platform.EmbeddedPostgres;

/// <summary>Where the server's Unix socket is: in the cluster's own folder, which only its owner may enter.</summary>
internal static class SocketFolder
{
    /// <summary>Names the socket file only; a Unix socket knows no ports.</summary>
    public const int Port = 5432;

    private const string Prefix = "coach-pg-";

    // The address structure holds 108 bytes on Linux and 104 on macOS, each with a closing zero.
    private static int Longest => OperatingSystem.IsLinux() ? 107 : 103;

    public static string SocketIn(string folder) => Path.Combine(folder, ".s.PGSQL.5432");

    /// <summary>The cluster's folder, or, where its path is too long for a socket, a short one of its own that only its owner may enter.</summary>
    public static async Task<string> ForAsync(Cluster cluster, Account account, CancellationToken cancellation)
    {
        if (Encoding.UTF8.GetByteCount(SocketIn(cluster.Path)) <= Longest)
            return cluster.Path;
        var folder = Directory.CreateTempSubdirectory(Prefix).FullName;
        await account.TakeOverAsync(folder, cancellation);
        return folder;
    }

    public static bool IsShort(string folder) =>
        Path.GetFileName(folder).StartsWith(Prefix, StringComparison.Ordinal)
        && Path.GetDirectoryName(folder) == Path.GetDirectoryName(Path.Combine(Path.GetTempPath(), Prefix));
}
