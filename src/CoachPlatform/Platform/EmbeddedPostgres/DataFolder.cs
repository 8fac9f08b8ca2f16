using System.Globalization;

namespace CoachPlatform.Platform.EmbeddedPostgres;

/// <summary>The data folder, held by this process alone for as long as it is not disposed.</summary>
internal sealed class DataFolder : IDisposable
{
    private const string ClusterPrefix = "pg";
    private readonly FileStream _lock;

    private DataFolder(string path, FileStream held)
    {
        Path = path;
        _lock = held;
    }

    public string Path { get; }

    /// <summary>Major versions that have data here.</summary>
    public IReadOnlySet<int> Majors => Directory.EnumerateDirectories(Path, ClusterPrefix + "*")
        .Select(found => System.IO.Path.GetFileName(found)[ClusterPrefix.Length..])
        .Select(digits => int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var major) ? major : 0)
        .Where(major => major > 0)
        .ToHashSet();

    /// <exception cref="StartRefused">It cannot be made or written, the disk is full, or another process holds it.</exception>
    public static DataFolder Open(string path)
    {
        var full = System.IO.Path.GetFullPath(path);
        try
        {
            Make(full);
            return new(full, Hold(full));
        }
        catch (Exception failure) when (StartRefused.From(failure, full) is { } refused)
        {
            throw refused;
        }
    }

    public Cluster ClusterOf(int major) => new(System.IO.Path.Combine(Path, string.Create(CultureInfo.InvariantCulture, $"{ClusterPrefix}{major}")));

    public void Dispose() => _lock.Dispose();

    private static void Make(string path)
    {
        if (Directory.Exists(path))
            return;
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, Environment.IsPrivilegedProcess ? Modes.OthersMayEnter : Modes.OwnerOnly);
    }

    // The lock dies with the process, so a stale file never stands in the way. The owner's pid has a file of its own: where the lock is
    // flock, a locked file cannot be opened even to be read.
    private static FileStream Hold(string folder)
    {
        var owner = System.IO.Path.Combine(folder, "in-use.pid");
        FileStream held;
        try
        {
            held = new(System.IO.Path.Combine(folder, "in-use.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException failure) when (MeansHeld(failure))
        {
            throw new StartRefused(
                StartRefusal.DataFolderInUse,
                $"The data folder {folder} is in use by {Named(owner)}. Stop that one first, or set COACH_DATA to another folder.",
                failure);
        }

        try
        {
            File.WriteAllText(owner, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
            return held;
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    // EAGAIN on Linux, EWOULDBLOCK on macOS, a sharing violation on Windows.
    private static bool MeansHeld(IOException failure) => failure.HResult is 11 or 35 or unchecked((int)0x80070020);

    private static string Named(string ownerFile)
    {
        try
        {
            return $"another start of the platform (process {File.ReadAllText(ownerFile).Trim()})";
        }
        catch (IOException)
        {
            return "another start of the platform";
        }
    }
}
