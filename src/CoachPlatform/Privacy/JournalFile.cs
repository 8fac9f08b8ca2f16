using System.Text;
using CoachPlatform.Platform.EmbeddedPostgres;

namespace CoachPlatform.Privacy;

/// <summary>
/// The journal outside the database and its backups: one line of JSON per destruction, only ever added to, each on the disk before anybody is told.
/// <c>Coach:ErasureJournal</c> says where; beside the data when it does not.
/// </summary>
public sealed class JournalFile(IConfiguration configuration)
{
    private readonly Lock writing = new();

    public string Path { get; } = configuration["Coach:ErasureJournal"] is { Length: > 0 } given
        ? given
        : System.IO.Path.Combine(PostgresOptions.From(configuration).DataFolder, "erasures.journal");

    /// <summary>The lines in the order of the file; a torn one is left out, since the database still has it.</summary>
    public IReadOnlyList<JournalLine> Read() =>
        File.Exists(Path) ? [.. File.ReadLines(Path).Select(JournalLine.Parse).OfType<JournalLine>()] : [];

    /// <summary>Whether a line could be added now: asked before anything is destroyed.</summary>
    public bool MayWrite()
    {
        try
        {
            Append([]);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Append(IReadOnlyCollection<string> lines)
    {
        lock (writing)
        {
            if (System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(Path)) is { } folder)
                Directory.CreateDirectory(folder);
            var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.ReadWrite };
            if (!OperatingSystem.IsWindows() && !File.Exists(Path))
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            using var file = new FileStream(Path, options);
            // A line that a crash has torn stays alone: what comes after it begins on a line of its own.
            var torn = file.Length > 0 && (file.Seek(-1, SeekOrigin.End) >= 0) && file.ReadByte() != '\n';
            file.Seek(0, SeekOrigin.End);
            file.Write(Encoding.UTF8.GetBytes((torn && lines.Count > 0 ? "\n" : "") + string.Concat(lines.Select(l => l + "\n"))));
            file.Flush(flushToDisk: true);
        }
    }
}
