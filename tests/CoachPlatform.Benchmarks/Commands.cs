using System.Diagnostics;

namespace CoachPlatform.Benchmarks;

internal static class Commands
{
    /// <summary>Runs a program to its end; its exit code and what it printed.</summary>
    public static async Task<(int Code, string Output)> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, WorkingDirectory = Repository() })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output);
    }

    public static string Repository()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "CoachPlatform.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("Run it inside the repository.");
        return folder;
    }
}
