using System.Diagnostics;
using CoachPlatform.Platform.EmbeddedPostgres;

namespace CoachPlatform.IntegrationTests.Platform;

/// <summary>What it takes to start another process of these tests.</summary>
internal static class Runtime
{
    private static readonly Lock Gate = new();
    private static string? _copy;

    /// <summary>The dotnet that runs us: three folders above the core library.</summary>
    public static string Dotnet { get; } =
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));

    private static string Own => typeof(Runtime).Assembly.Location;

    /// <summary>The tests' assembly where that user can read it: a copy in a temp folder when the project lies in somebody's home.</summary>
    public static string TestsReadableBy(OtherUser? user)
    {
        if (user is null || CanRead(user, Own))
            return Own;
        lock (Gate)
            return Path.Combine(_copy ??= Copy(), Path.GetFileName(Own));
    }

    public static bool CanRead(OtherUser user, string file) => Succeeds("setpriv", $"--reuid={user.Uid}", $"--regid={user.Gid}", "--clear-groups", "test", "-r", file);

    public static bool Succeeds(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }

    private static string Copy()
    {
        var to = TempFolder.Make("coach-tests");
        foreach (var file in Directory.EnumerateFiles(Path.GetDirectoryName(Own)!).Where(name => Path.GetExtension(name) is ".dll" or ".json"))
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        return to;
    }
}
