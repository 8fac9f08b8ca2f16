namespace CoachPlatform.Platform.EmbeddedPostgres;

/// <summary>Where data and fetched binaries go when nothing says otherwise.</summary>
internal static class DefaultFolders
{
    private const string Name = "coach-platform";

    /// <summary>The per-user data folder. The server of a root process runs as another account, which may not enter root's home.</summary>
    public static string Data => IsRoot
        ? $"/var/lib/{Name}"
        : Path.Combine(PerUser("XDG_DATA_HOME", Environment.SpecialFolder.LocalApplicationData), Name);

    /// <summary>The per-user cache folder; under Linux and macOS apart from the data, so that it can be emptied without harm.</summary>
    public static string Cache => IsRoot
        ? $"/var/cache/{Name}"
        : OperatingSystem.IsWindows()
            ? Path.Combine(Data, "cache")
            : Path.Combine(PerUserCache, Name);

    private static bool IsRoot => !OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess;

    private static string PerUserCache => Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } set
        ? set
        : Path.Combine(PerUser(null, Environment.SpecialFolder.UserProfile), ".cache");

    // An account without a home (a service account) still gets a folder of its own name rather than one below the current directory.
    private static string PerUser(string? variable, Environment.SpecialFolder folder)
    {
        if (variable is not null && Environment.GetEnvironmentVariable(variable) is { Length: > 0 } set)
            return set;
        var path = Environment.GetFolderPath(folder, Environment.SpecialFolderOption.DoNotVerify);
        return path.Length > 0 ? path : Path.Combine(Path.GetTempPath(), Environment.UserName);
    }
}
