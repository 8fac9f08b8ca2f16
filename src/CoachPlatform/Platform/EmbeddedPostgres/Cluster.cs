using System.Globalization;
using System.Security.Cryptography;

namespace CoachPlatform.Platform.EmbeddedPostgres;

/// <summary>One PostgreSQL cluster of one major version and the files beside it.</summary>
internal sealed record Cluster(string Path)
{
    public const string Superuser = "coach";

    public string PasswordFile => Path + ".password";

    public string LogFile => Path + ".log";

    public bool Exists => Directory.Exists(Path);

    // The initdb of a killed start may still be writing, so each process has a name of its own.
    private string Unfinished => string.Create(CultureInfo.InvariantCulture, $"{UnfinishedPrefix}{Environment.ProcessId}");

    private string UnfinishedPrefix => Path + ".new-";

    /// <summary>The password made with the cluster.</summary>
    /// <exception cref="StartRefused">The file is gone.</exception>
    public string Password() => File.Exists(PasswordFile)
        ? File.ReadAllText(PasswordFile).Trim()
        : throw new StartRefused(
            StartRefusal.PasswordMissing,
            $"The database in {Path} is there but its password file {PasswordFile} is not. Put it back from the backup, or move {Path} away to begin anew.");

    /// <summary>
    /// Makes the cluster under another name and renames it when it is whole: an end in the middle leaves nothing that a later start could take for data.
    /// </summary>
    /// <exception cref="StartRefused">The disk is full, or the account may not write here, or initdb failed otherwise.</exception>
    public async Task MakeAsync(PostgresBinaries binaries, Account account, CancellationToken cancellation)
    {
        try
        {
            RemoveUnfinished();
            Directory.CreateDirectory(Unfinished);
            WritePassword();
            await account.TakeOverAsync(Unfinished, cancellation);
            await account.TakeOverAsync(PasswordFile, cancellation);
            var made = await Tool.RunAsync(account.Run(Initdb(binaries)), "/", cancellation);
            if (!made.Succeeded)
                throw Refusal(made, account);
            Directory.Move(Unfinished, Path);
        }
        catch (Exception failure)
        {
            RemoveUnfinished();
            if (StartRefused.From(failure, Path) is { } refused)
                throw refused;
            throw;
        }
    }

    private string[] Initdb(PostgresBinaries binaries) =>
    [
        binaries.Program("initdb"),
        "--pgdata", Unfinished,
        "--username", Superuser,
        "--pwfile", PasswordFile,
        "--auth", "scram-sha-256",
        "--encoding", "UTF8",
        // Only Linux knows C.UTF-8 under every supported version; C sorts alike.
        "--locale", OperatingSystem.IsLinux() ? "C.UTF-8" : "C",
        "--no-instructions",
    ];

    private StartRefused Refusal(ToolResult made, Account account) =>
        StartRefused.MeansDiskFull(made.Output) ? StartRefused.DiskFull(Path)
        : made.Output.Contains("Permission denied", StringComparison.Ordinal) ? new(
            StartRefusal.FolderNotWritable,
            $"The user {account.Other?.Name ?? Environment.UserName} may not write in {Path}: {Line.LastOf(made.Output, 2)}. Mend the rights of the folders above it or set COACH_DATA to another folder.")
        : new(StartRefusal.PostgresDied, $"initdb could not make {Path}: {Line.LastOf(made.Output, 5)}");

    private void WritePassword()
    {
        File.Delete(PasswordFile);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = Modes.OwnerFile;
        using var writer = new StreamWriter(PasswordFile, options);
        writer.WriteLine(RandomNumberGenerator.GetHexString(40, lowercase: true));
    }

    private void RemoveUnfinished()
    {
        foreach (var left in Directory.EnumerateDirectories(System.IO.Path.GetDirectoryName(Path)!, System.IO.Path.GetFileName(UnfinishedPrefix) + "*"))
        {
            try
            {
                Directory.Delete(left, recursive: true);
            }
            catch (IOException) when (left != Unfinished)
            {
                // Still being written to; a later start removes it.
            }
        }
    }
}
