using System.Globalization;
using System.Text.RegularExpressions;

namespace CoachPlatform.Platform.EmbeddedPostgres;

/// <summary>A folder with PostgreSQL's programs that have been seen to run.</summary>
/// <param name="Folder">Holds postgres, initdb and pg_ctl.</param>
/// <param name="Version">As postgres tells it, for instance 15.13.</param>
/// <param name="Origin">Words for people: where it came from.</param>
internal sealed partial record PostgresBinaries(string Folder, int Major, string Version, string Origin)
{
    public const int OldestSupported = 14;

    private static readonly string[] Needed = ["postgres", "initdb", "pg_ctl"];

    public string Program(string name) => ProgramIn(Folder, name);

    public static string ProgramIn(string folder, string name) => Path.Combine(folder, OperatingSystem.IsWindows() ? name + ".exe" : name);

    /// <summary>Looks for the programs in the folder and runs postgres once; the words say what is wrong when it is none of ours.</summary>
    public static async Task<(PostgresBinaries? Found, string Words)> ProbeAsync(
        string folder, string origin, Account account, CancellationToken cancellation)
    {
        var missing = Needed.Where(name => !File.Exists(ProgramIn(folder, name))).ToArray();
        if (missing.Length > 0)
            return (null, $"{folder} has no {string.Join(" and no ", missing)}");
        var said = await Tool.RunAsync(account.Run(ProgramIn(folder, "postgres"), "--version"), "/", cancellation);
        if (!said.Succeeded || VersionIn().Match(said.Output) is not { Success: true } match)
            return (null, $"{folder}/postgres does not run{As(account)}: {Line.LastOf(said.Output, 1)}");
        var major = int.Parse(match.Groups["major"].Value, CultureInfo.InvariantCulture);
        return (new(folder, major, match.Groups["version"].Value, origin), $"PostgreSQL {match.Groups["version"].Value} in {folder}");
    }

    private static string As(Account account) => account.Other is { } other ? $" as the user {other.Name}" : "";

    [GeneratedRegex(@"\(PostgreSQL\) (?<version>(?<major>\d+)\S*)")]
    private static partial Regex VersionIn();
}
