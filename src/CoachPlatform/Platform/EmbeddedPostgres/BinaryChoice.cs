namespace CoachPlatform.Platform.EmbeddedPostgres;

/// <summary>Which PostgreSQL to run: the configured folder, else an installed one, else the one of the npm package.</summary>
internal static class BinaryChoice
{
    /// <exception cref="StartRefused">None fits; the message lists everything that was tried.</exception>
    public static async Task<PostgresBinaries> MakeAsync(
        PostgresOptions options, DataFolder data, Account account, Action<string> progress, CancellationToken cancellation)
    {
        var majors = data.Majors;
        if (options.BinariesFolder is { } configured)
            return await ConfiguredAsync(Path.GetFullPath(configured), majors, data.Path, account, cancellation);

        List<string> tried = ["connection string ConnectionStrings:coach (not set)", "folder Coach:Postgres:Folder (not set)"];
        var misfits = false;
        var places = options.Installed.Folders().ToArray();
        foreach (var folder in places)
        {
            var (found, words) = await PostgresBinaries.ProbeAsync(folder, "installed", account, cancellation);
            if (found is { Major: >= PostgresBinaries.OldestSupported } && Fits(found.Major, majors))
                return found;
            misfits |= found is { Major: >= PostgresBinaries.OldestSupported };
            tried.Add(Why(found, words));
        }

        if (places.Length == 0)
            tried.Add($"installed PostgreSQL (none on PATH{string.Concat(options.Installed.Versioned.Select(place => ", none in " + place.Root))})");
        if (!Fits(NpmPackage.Major, majors))
        {
            misfits = true;
            tried.Add($"npm package (PostgreSQL {NpmPackage.Major} does not fit the data)");
        }
        else
        {
            var (fetched, words) = await NpmPackage.GetAsync(options, account, progress, cancellation);
            if (fetched is not null)
                return fetched;
            tried.Add(words);
        }

        throw misfits && majors.Count > 0 ? OtherVersion(data.Path, majors, tried) : NothingFound(tried);
    }

    // Somebody named this folder: falling through to another PostgreSQL would hide the mistake.
    private static async Task<PostgresBinaries> ConfiguredAsync(
        string folder, IReadOnlySet<int> majors, string dataFolder, Account account, CancellationToken cancellation)
    {
        var bin = Path.Combine(folder, "bin");
        var place = Directory.Exists(bin) ? bin : folder;
        var (found, words) = await PostgresBinaries.ProbeAsync(place, "the configured folder", account, cancellation);
        return found switch
        {
            null => throw new StartRefused(
                StartRefusal.NoPostgresFound,
                $"The configured folder of PostgreSQL's programs (Coach:Postgres:Folder) cannot be used: {words}. Correct it or leave it out."),
            { Major: < PostgresBinaries.OldestSupported } => throw new StartRefused(
                StartRefusal.UnsupportedVersion,
                $"{words} is too old: version {PostgresBinaries.OldestSupported} or newer is needed. Correct Coach:Postgres:Folder or leave it out."),
            _ when !Fits(found.Major, majors) => throw OtherVersion(dataFolder, majors, [words]),
            _ => found,
        };
    }

    // A PostgreSQL of another major version would begin with an empty database beside the real one, which looks like loss.
    private static bool Fits(int major, IReadOnlySet<int> majors) => majors.Count == 0 || majors.Contains(major);

    private static string Why(PostgresBinaries? found, string words) => found switch
    {
        null => words,
        { Major: < PostgresBinaries.OldestSupported } => $"{words} (older than {PostgresBinaries.OldestSupported})",
        _ => $"{words} (does not fit the data)",
    };

    private static StartRefused OtherVersion(string folder, IReadOnlySet<int> majors, IReadOnlyList<string> tried)
    {
        var have = string.Join(" and ", majors.Order());
        return new(
            StartRefusal.DataOfAnotherVersion,
            $"The data in {folder} was made by PostgreSQL {have}, which is not here. Tried: {string.Join("; ", tried)}. Install PostgreSQL {have}, or bring the data over with pg_upgrade, or set COACH_DATA to another folder to begin anew.");
    }

    private static StartRefused NothingFound(IReadOnlyList<string> tried) => new(
        StartRefusal.NoPostgresFound,
        $"No PostgreSQL found. Tried: {string.Join("; ", tried)}. Mend it in one of three ways: (1) install PostgreSQL {PostgresBinaries.OldestSupported} or newer, (2) install Node.js with npm and let it be fetched, (3) set ConnectionStrings__coach to a running server.");
}
