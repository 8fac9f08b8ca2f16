using System.Diagnostics;

namespace CoachPlatform.Platform.EmbeddedPostgres;

/// <summary>A child that Linux ends when we die.</summary>
internal static class TiedProcess
{
    /// <summary>
    /// Starts the command on a thread that lives as long as the child does: the kernel sends the parent-death signal when the thread that
    /// started the child ends, and a thread of the pool may end at any time.
    /// </summary>
    /// <param name="command">The whole command line.</param>
    /// <param name="logFile">Gets the child's output without passing through us, so that it never waits for a reader.</param>
    public static Task<Process> StartAsync(IReadOnlyList<string> command, string logFile)
    {
        var info = Tool.Info(["/bin/sh", "-c", "umask 077; exec \"$@\" >>\"$0\" 2>&1 </dev/null", logFile, .. command], "/");
        var started = new TaskCompletionSource<Process>(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(() => Live(info, started)) { IsBackground = true, Name = "PostgreSQL" }.Start();
        return started.Task;
    }

    private static void Live(ProcessStartInfo info, TaskCompletionSource<Process> started)
    {
        try
        {
            using var process = Process.Start(info)!;
            // The caller gets a view of its own to dispose as it likes; ours holds the thread.
            started.SetResult(Process.GetProcessById(process.Id));
            process.WaitForExit();
        }
        catch (Exception failure)
        {
            started.TrySetException(failure);
        }
    }
}
