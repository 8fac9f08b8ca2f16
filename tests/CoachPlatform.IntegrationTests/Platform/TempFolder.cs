namespace CoachPlatform.IntegrationTests.Platform;

/// <summary>A temp folder that other users may enter, since the server of a root process runs as another user.</summary>
internal sealed class TempFolder : IDisposable
{
    public string Path { get; } = Make("coach-test");

    public static string Make(string prefix)
    {
        var path = Directory.CreateTempSubdirectory(prefix + "-").FullName;
        Rights.Set(path, 755);
        return path;
    }

    /// <summary>A new folder inside, open to all users where asked for.</summary>
    public string Inside(string name, bool forAll = false)
    {
        var path = Directory.CreateDirectory(System.IO.Path.Combine(Path, name)).FullName;
        Rights.Set(path, forAll ? 777 : 755);
        return path;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
