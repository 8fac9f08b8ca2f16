using System.Globalization;
using System.Text.RegularExpressions;

namespace CoachPlatform.Platform.EmbeddedPostgres;

/// <summary>Where an installed PostgreSQL may be.</summary>
/// <param name="SearchPath">Folders as in the variable PATH; npm is looked for there as well.</param>
/// <param name="Versioned">Folders that hold one folder per version, each with a <c>bin</c>.</param>
internal sealed partial record InstalledPlaces(string SearchPath, IReadOnlyList<VersionedPlace> Versioned)
{
    public static InstalledPlaces OfThisMachine() => new(
        Environment.GetEnvironmentVariable("PATH") ?? "",
        OperatingSystem.IsWindows()
            ? [new(Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ProgramFiles), "PostgreSQL"), "*")]
            : OperatingSystem.IsMacOS()
                ? [new("/opt/homebrew/opt", "postgresql*"), new("/usr/local/opt", "postgresql*"), new("/Applications/Postgres.app/Contents/Versions", "*")]
                : [new("/usr/lib/postgresql", "*"), new("/usr", "pgsql-*"), new("/home/linuxbrew/.linuxbrew/opt", "postgresql*")]);

    /// <summary>Folders worth a look, best first: those of PATH in its order, then the highest version of each place.</summary>
    public IEnumerable<string> Folders() =>
        OnPath("postgres").Select(program => Path.GetDirectoryName(Real(program))!)
            .Concat(Versioned.SelectMany(place => place.Folders()))
            .Distinct();

    /// <summary>Programs of that name on the search path.</summary>
    public IEnumerable<string> OnPath(string program) => SearchPath
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Select(folder => PostgresBinaries.ProgramIn(folder, program))
        .Where(File.Exists);

    // What PATH shows is often a link to a program whose companions live elsewhere.
    private static string Real(string program) => File.ResolveLinkTarget(program, returnFinalTarget: true)?.FullName ?? program;
}

/// <summary>A folder that holds one folder per installed version.</summary>
internal sealed partial record VersionedPlace(string Root, string Pattern)
{
    public IEnumerable<string> Folders() => Directory.Exists(Root)
        ? Directory.EnumerateDirectories(Root, Pattern).OrderByDescending(Number).Select(version => Path.Combine(version, "bin")).Where(Directory.Exists)
        : [];

    private static int Number(string folder) =>
        Digits().Match(Path.GetFileName(folder)) is { Success: true } match ? int.Parse(match.Value, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"\d{1,4}")]
    private static partial Regex Digits();
}
