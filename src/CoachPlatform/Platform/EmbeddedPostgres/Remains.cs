using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace CoachPlatform.Platform.EmbeddedPostgres;

/// <summary>What an earlier start may have left on a cluster. Only to be called by the holder of the data folder.</summary>
internal static class Remains
{
    /// <summary>
    /// Stops a server that outlived its owner (or lets it finish stopping), and removes a postmaster.pid whose number now belongs to some other
    /// program. One whose process is gone stays: PostgreSQL judges it better, by its shared memory.
    /// </summary>
    public static async Task ClearAsync(Cluster cluster, PostgresBinaries binaries, Account account, CancellationToken cancellation)
    {
        var file = Path.Combine(cluster.Path, "postmaster.pid");
        if (!File.Exists(file) || Read(file) is not { } left)
            return;
        DropShortSocketFolder(left.SocketFolder);
        if (Alive(left.Pid) is not { } process)
            return;
        using (process)
        {
            if (!IsServerOf(cluster, process, left.Started))
                File.Delete(file);
            else
                await Tool.RunAsync(account.Run(binaries.Program("pg_ctl"), "stop", "-D", cluster.Path, "-m", "fast", "-w", "-t", "60"), "/", cancellation);
        }
    }

    // Line 1 is the pid, 3 the start in Unix seconds, 5 the socket folder.
    private static (int Pid, long Started, string SocketFolder)? Read(string file)
    {
        try
        {
            var lines = File.ReadAllLines(file);
            return int.TryParse(lines.FirstOrDefault(), CultureInfo.InvariantCulture, out var pid)
                ? (pid, long.TryParse(lines.ElementAtOrDefault(2), CultureInfo.InvariantCulture, out var started) ? started : 0, lines.ElementAtOrDefault(4) ?? "")
                : null;
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    private static Process? Alive(int pid)
    {
        try
        {
            return Process.GetProcessById(pid);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static bool IsServerOf(Cluster cluster, Process process, long started)
    {
        try
        {
            if (!process.ProcessName.StartsWith("postgres", StringComparison.OrdinalIgnoreCase))
                return false;
            if (OperatingSystem.IsLinux())
                return File.ReadAllText($"/proc/{process.Id}/cmdline").Split('\0').Contains(cluster.Path);
            var difference = new DateTimeOffset(process.StartTime).ToUnixTimeSeconds() - started;
            return Math.Abs(difference) < 10;
        }
        catch (Exception gone) when (gone is InvalidOperationException or IOException or Win32Exception)
        {
            return false;
        }
    }

    private static void DropShortSocketFolder(string folder)
    {
        if (SocketFolder.IsShort(folder) && Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }
}
