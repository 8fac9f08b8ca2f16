using System.ComponentModel;
using System.Diagnostics;

namespace CoachPlatform.Platform.EmbeddedPostgres;

/// <summary>What a finished program said: exit code, and both outputs together in the order they arrived.</summary>
internal sealed record ToolResult(int ExitCode, string Output)
{
    public bool Succeeded => ExitCode == 0;
}

/// <summary>Runs a program to its end.</summary>
internal static class Tool
{
    /// <summary>Stands in for an exit code when the program could not be started at all.</summary>
    public const int CouldNotStart = -1;

    // PostgreSQL's processes may run under another account, so nothing else of our environment (keys, connection strings) may reach them.
    private static readonly string[] Passed =
        ["PATH", "HOME", "TMPDIR", "TZ", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SystemRoot", "SystemDrive", "TEMP", "TMP", "USERPROFILE", "APPDATA"];

    public static Task<ToolResult> RunAsync(IReadOnlyList<string> command, string workingFolder, CancellationToken cancellation) =>
        RunAsync(Info(command, workingFolder), cancellation);

    public static async Task<ToolResult> RunAsync(ProcessStartInfo info, CancellationToken cancellation)
    {
        info.RedirectStandardInput = info.RedirectStandardOutput = info.RedirectStandardError = true;
        Process started;
        try
        {
            started = Process.Start(info)!;
        }
        catch (Win32Exception failure)
        {
            return new(CouldNotStart, failure.Message);
        }

        using var process = started;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(cancellation);
        var error = process.StandardError.ReadToEndAsync(cancellation);
        try
        {
            await process.WaitForExitAsync(cancellation);
            return new(process.ExitCode, await output + await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    /// <summary>A start of one of PostgreSQL's programs, with an environment that holds only what they need.</summary>
    public static ProcessStartInfo Info(IReadOnlyList<string> command, string workingFolder)
    {
        var info = new ProcessStartInfo(command[0], command.Skip(1)) { WorkingDirectory = workingFolder, UseShellExecute = false };
        foreach (var name in info.Environment.Keys.Except(Passed, StringComparer.OrdinalIgnoreCase).ToArray())
            info.Environment.Remove(name);
        info.Environment["LC_ALL"] = "C";
        return info;
    }
}
