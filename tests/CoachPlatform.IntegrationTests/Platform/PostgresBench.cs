using CoachPlatform.Platform.EmbeddedPostgres;
using Npgsql;

namespace CoachPlatform.IntegrationTests.Platform;

/// <summary>Small things that the trials of the embedded PostgreSQL share.</summary>
internal static class PostgresBench
{
    private static readonly Lazy<Task<PostgresBinaries>> Found = new(FindAsync);

    /// <summary>Programs to try things with: those installed here, else those of the npm package.</summary>
    public static Task<PostgresBinaries> BinariesAsync() => Found.Value;

    /// <summary>Options that start those programs on a data folder and look nowhere else.</summary>
    public static async Task<PostgresOptions> OptionsAsync(string dataFolder) => new()
    {
        DataFolder = dataFolder,
        BinariesFolder = (await BinariesAsync()).Folder,
    };

    public static async Task<object?> AskAsync(RunningPostgres postgres, string sql)
    {
        await using var connection = new NpgsqlConnection(postgres.ConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }

    /// <summary>Processes that name the folder on their command line, or run in it.</summary>
    public static IReadOnlyList<string> ProcessesOn(string folder) => Directory.EnumerateDirectories("/proc")
        .Where(process => int.TryParse(Path.GetFileName(process), out var pid) && pid != Environment.ProcessId)
        .Select(process => (Said: Read(process), Where: WorkingFolder(process)))
        .Where(process => process.Said.Contains(folder, StringComparison.Ordinal) || process.Where.StartsWith(folder, StringComparison.Ordinal))
        .Select(process => process.Said)
        .ToArray();

    public static OtherUser Nobody()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "only root can start a process as another user");
        return OtherUser.Find("nobody") ?? throw new InvalidOperationException("this machine has no user nobody");
    }

    /// <summary>A user that is not root: nobody when we are root, otherwise null for ourselves.</summary>
    public static OtherUser? OrdinaryUser() => Environment.IsPrivilegedProcess ? Nobody() : null;

    private static async Task<PostgresBinaries> FindAsync()
    {
        var options = new PostgresOptions();
        var account = await Account.ForPostgresAsync(options, CancellationToken.None);
        foreach (var folder in options.Installed.Folders())
        {
            if ((await PostgresBinaries.ProbeAsync(folder, "installed", account, CancellationToken.None)).Found is { Major: >= PostgresBinaries.OldestSupported } installed)
                return installed;
        }

        var (fetched, words) = await NpmPackage.GetAsync(options, account, Console.WriteLine, CancellationToken.None);
        return fetched ?? throw new InvalidOperationException(words);
    }

    private static string Read(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "cmdline")).Replace('\0', ' ');
        }
        catch (IOException)
        {
            return "";
        }
    }

    private static string WorkingFolder(string process)
    {
        try
        {
            return new FileInfo(Path.Combine(process, "cwd")).LinkTarget ?? "";
        }
        catch (Exception hidden) when (hidden is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
