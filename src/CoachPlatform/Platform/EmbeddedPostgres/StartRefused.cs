namespace CoachPlatform.Platform.EmbeddedPostgres;

/// <summary>Why the platform does not start.</summary>
public enum StartRefusal
{
    DataFolderInUse,
    DiskFull,
    FolderNotWritable,
    NoPostgresFound,
    PortInUse,
    UnsupportedVersion,
    DataOfAnotherVersion,
    PasswordMissing,
    PostgresDied,
    RootWithoutSetpriv,
    Stopped,
    MailMisnamed,
    ProxiesMisnamed,
}

/// <summary>The start was refused for a reason somebody can mend. The message is a single line, fit to be shown without a stack trace.</summary>
#pragma warning disable CA1710 // Named for what happened, as the commands' refusals are.
public sealed class StartRefused : Exception
#pragma warning restore CA1710
{
    public StartRefused(StartRefusal reason, string message, Exception? inner = null)
        : base(Line.Of(message), inner) => Reason = reason;

    public StartRefusal Reason { get; }

    /// <summary>A file or folder operation on <paramref name="path"/> failed; null where the failure is of another kind.</summary>
    internal static StartRefused? From(Exception failure, string path) => failure switch
    {
        IOException when MeansDiskFull(failure.Message) => DiskFull(path, failure),
        UnauthorizedAccessException or IOException => NotWritable(path, failure),
        _ => null,
    };

    internal static StartRefused DiskFull(string path, Exception? inner = null) => new(
        StartRefusal.DiskFull,
        $"The disk that holds {path} is full; PostgreSQL needs about 100 MB to begin with. Free some space or set COACH_DATA to a folder on another disk.",
        inner);

    internal static bool MeansDiskFull(string words) =>
        words.Contains("No space left on device", StringComparison.OrdinalIgnoreCase)
        || words.Contains("Disk quota exceeded", StringComparison.OrdinalIgnoreCase)
        || words.Contains("There is not enough space", StringComparison.OrdinalIgnoreCase)
        || words.Contains("The disk is full", StringComparison.OrdinalIgnoreCase);

    private static StartRefused NotWritable(string path, Exception inner) => new(
        StartRefusal.FolderNotWritable,
        $"The data folder {path} cannot be written ({inner.Message.TrimEnd('.')}). Mend its rights or set COACH_DATA to another folder.",
        inner);
}
