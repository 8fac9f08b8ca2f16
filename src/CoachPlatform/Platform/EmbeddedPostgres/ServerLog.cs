namespace CoachPlatform.Platform.EmbeddedPostgres;

/// <summary>The server's log file, read from where this start began.</summary>
internal sealed class ServerLog
{
    private const long Largest = 10_000_000;
    private readonly string _file;
    private readonly long _from;

    private ServerLog(string file, long from)
    {
        _file = file;
        _from = from;
    }

    /// <summary>Marks the end of what is there; a log that grew large is set aside once, over the one set aside before.</summary>
    public static ServerLog Begin(string file)
    {
        var now = new FileInfo(file);
        if (now is { Exists: true, Length: > Largest })
            File.Move(file, file + ".old", overwrite: true);
        return new(file, File.Exists(file) ? new FileInfo(file).Length : 0);
    }

    public string Said()
    {
        if (!File.Exists(_file))
            return "";
        using var stream = new FileStream(_file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        stream.Seek(Math.Min(_from, stream.Length), SeekOrigin.Begin);
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
