using System.Diagnostics;
using System.Globalization;

namespace CoachPlatform.Platform.EmbeddedPostgres;

/// <summary>A server started by pg_ctl, where nothing ties its life to ours. One that outlives us is stopped by the next start.</summary>
internal static class DetachedProcess
{
    /// <summary>The server's process, or null when it ended at once.</summary>
    public static async Task<Process?> StartAsync(
        Cluster cluster, PostgresBinaries binaries, IReadOnlyList<string> settings, CancellationToken cancellation)
    {
        var quote = OperatingSystem.IsWindows() ? '"' : '\'';
        var words = string.Join(' ', settings.Select(setting => $"{quote}{setting}{quote}"));
        // Its outputs are not redirected: under Windows the server would inherit them, and whoever reads them would wait for the server's end.
        var info = Tool.Info([binaries.Program("pg_ctl"), "start", "--silent", "-D", cluster.Path, "-l", cluster.LogFile, "-w", "-t", "60", "-o", words], cluster.Path);
        using (var starter = Process.Start(info)!)
            await starter.WaitForExitAsync(cancellation);
        try
        {
            var first = (await File.ReadAllLinesAsync(Path.Combine(cluster.Path, "postmaster.pid"), cancellation))[0];
            return Process.GetProcessById(int.Parse(first, CultureInfo.InvariantCulture));
        }
        catch (Exception gone) when (gone is IOException or ArgumentException or FormatException or IndexOutOfRangeException)
        {
            return null;
        }
    }
}
