namespace CoachPlatform.IntegrationTests.Platform;

/// <summary>Rights of files on Linux and macOS; Windows has others, and there these do nothing.</summary>
internal static class Rights
{
    public static void Set(string path, int octal)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, (UnixFileMode)Convert.ToInt32($"{octal}", 8));
    }

    /// <summary>The rights as they are written: 600 for a file that only its owner reads and writes.</summary>
    public static string Of(string path) => OperatingSystem.IsWindows() ? "" : Convert.ToString((int)File.GetUnixFileMode(path), 8);
}
