using System.Globalization;

namespace CoachPlatform.IntegrationTests.Platform;

/// <summary>A small file system in memory, to be filled to the brim.</summary>
internal sealed class TinyDisk : IDisposable
{
    private TinyDisk(string path) => Path = path;

    public string Path { get; }

    public static TinyDisk Mount(string path, int megabytes)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "only root can mount a small disk");
        Assert.SkipUnless(Runtime.Succeeds("mount", "-t", "tmpfs", "-o", Size(megabytes), "tmpfs", path), "this machine does not let a tmpfs be mounted");
        return new(path);
    }

    public void Resize(int megabytes) => Assert.True(Runtime.Succeeds("mount", "-o", "remount," + Size(megabytes), Path));

    /// <summary>Takes all the room there is; gives the file to delete.</summary>
    public string Fill()
    {
        var file = System.IO.Path.Combine(Path, "filler");
        using var stream = new FileStream(file, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        try
        {
            while (true)
                stream.Write(new byte[4096]);
        }
        catch (IOException)
        {
            return file;
        }
    }

    public void Dispose() => Assert.True(Runtime.Succeeds("umount", Path));

    private static string Size(int megabytes) => string.Create(CultureInfo.InvariantCulture, $"mode=755,size={megabytes}m");
}
