namespace CoachPlatform.Platform.EmbeddedPostgres;

/// <summary>Rights of files and folders on Linux and macOS.</summary>
internal static class Modes
{
    public const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    public const UnixFileMode OwnerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>What root makes for another account to pass through.</summary>
    public const UnixFileMode OthersMayEnter = OwnerOnly | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;
}
