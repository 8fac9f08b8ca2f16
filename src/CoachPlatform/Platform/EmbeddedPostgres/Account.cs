using System.Globalization;

namespace CoachPlatform.Platform.EmbeddedPostgres;

/// <summary>
/// Who runs PostgreSQL: ourselves, or, since it refuses root, an account that root hands over to.
/// </summary>
/// <param name="Other">User and group to change to; null to stay who we are.</param>
/// <param name="Setpriv">The program that changes the account and ties a child's life to ours; null where there is none.</param>
internal sealed record Account(OtherUser? Other, string? Setpriv)
{
    /// <exception cref="StartRefused">We are root and cannot become anybody else.</exception>
    public static async Task<Account> ForPostgresAsync(PostgresOptions options, CancellationToken cancellation)
    {
        var setpriv = options.WithoutSetpriv ? null : await FindSetprivAsync(cancellation);
        if (OperatingSystem.IsWindows() || !Environment.IsPrivilegedProcess)
            return new(null, setpriv);
        return setpriv is not null && OtherUser.Find("postgres", "nobody") is { } other
            ? new(other, setpriv)
            : throw new StartRefused(
                StartRefusal.RootWithoutSetpriv,
                "PostgreSQL refuses to run as root, and there is no setpriv here to start it as another user. Start as an ordinary user, or set ConnectionStrings__coach to a running server.");
    }

    /// <summary>The command as PostgreSQL's account runs it.</summary>
    public IReadOnlyList<string> Run(params IReadOnlyList<string> command) => Other is null ? command : [.. Setprivileges(), .. command];

    /// <summary>
    /// The command as PostgreSQL's account runs it, in a session of its own so that Ctrl+C in our terminal stops us first and the server last,
    /// and with an orderly end as soon as the thread that started it is gone.
    /// </summary>
    public IReadOnlyList<string> RunTiedToThisThread(params IReadOnlyList<string> command) =>
        [.. Setprivileges(), "--pdeathsig", "INT", "setsid", .. command];

    /// <summary>Hands files and folders to PostgreSQL's account; nothing to do when that is us.</summary>
    public async Task TakeOverAsync(string path, CancellationToken cancellation)
    {
        if (Other is not { } other)
            return;
        var done = await Tool.RunAsync(["chown", other.Ids, path], "/", cancellation);
        if (!done.Succeeded)
            throw new StartRefused(StartRefusal.FolderNotWritable, $"{path} could not be given to the user {other.Name}: {done.Output}");
    }

    private IReadOnlyList<string> Setprivileges() => Other is { } other
        ? [Setpriv!, $"--reuid={other.Uid.ToString(CultureInfo.InvariantCulture)}", $"--regid={other.Gid.ToString(CultureInfo.InvariantCulture)}", "--clear-groups"]
        : [Setpriv!];

    // Small systems have a setpriv that knows neither accounts nor parent-death signals.
    private static async Task<string?> FindSetprivAsync(CancellationToken cancellation)
    {
        if (!OperatingSystem.IsLinux())
            return null;
        var help = await Tool.RunAsync(["setpriv", "--help"], "/", cancellation);
        return help.Output.Contains("--pdeathsig", StringComparison.Ordinal) && help.Output.Contains("--reuid", StringComparison.Ordinal)
            ? "setpriv"
            : null;
    }
}

/// <summary>A user of this machine and its main group.</summary>
internal sealed record OtherUser(string Name, int Uid, int Gid)
{
    public string Ids => string.Create(CultureInfo.InvariantCulture, $"{Uid}:{Gid}");

    /// <summary>The first of the names that this machine knows.</summary>
    public static OtherUser? Find(params IReadOnlyList<string> names)
    {
        var known = File.ReadLines("/etc/passwd").Select(line => line.Split(':')).Where(fields => fields.Length > 3).ToArray();
        return names
            .Select(name => known.FirstOrDefault(fields => fields[0] == name))
            .OfType<string[]>()
            .Select(fields => new OtherUser(fields[0], int.Parse(fields[2], CultureInfo.InvariantCulture), int.Parse(fields[3], CultureInfo.InvariantCulture)))
            .FirstOrDefault();
    }
}
