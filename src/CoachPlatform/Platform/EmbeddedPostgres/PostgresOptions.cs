namespace CoachPlatform.Platform.EmbeddedPostgres;

/// <summary>Where to look for PostgreSQL and where to keep its data.</summary>
public sealed record PostgresOptions
{
    /// <summary>A server to use as it is; nothing is started then. <c>ConnectionStrings:coach</c>.</summary>
    public string? ConnectionString { get; init; }

    /// <summary>A folder that holds postgres, initdb and pg_ctl (or a folder whose <c>bin</c> does). <c>Coach:Postgres:Folder</c>.</summary>
    public string? BinariesFolder { get; init; }

    /// <summary>Holds one cluster per major version, its password and its log. <c>COACH_DATA</c> or <c>Coach:Data</c>.</summary>
    public string DataFolder { get; init; } = DefaultFolders.Data;

    /// <summary>Keeps PostgreSQL fetched through npm. <c>COACH_CACHE</c> or <c>Coach:Cache</c>.</summary>
    public string CacheFolder { get; init; } = DefaultFolders.Cache;

    /// <summary>The database named in the connection string; made when missing.</summary>
    public string Database { get; init; } = "coach";

    /// <summary>How long a start may take, recovery after a crash included.</summary>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Where installed binaries are looked for. Tests narrow it.</summary>
    internal InstalledPlaces Installed { get; init; } = InstalledPlaces.OfThisMachine();

    /// <summary>Holds back the Linux way of tying the server's life to ours, so that the way of other systems can be tried on Linux.</summary>
    internal bool WithoutSetpriv { get; init; }

    /// <summary>Reads the keys named above; what is absent keeps its default.</summary>
    public static PostgresOptions From(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return new()
        {
            ConnectionString = configuration.GetConnectionString("coach"),
            BinariesFolder = Given(configuration["Coach:Postgres:Folder"]),
            DataFolder = Given(configuration["COACH_DATA"]) ?? Given(configuration["Coach:Data"]) ?? DefaultFolders.Data,
            CacheFolder = Given(configuration["COACH_CACHE"]) ?? Given(configuration["Coach:Cache"]) ?? DefaultFolders.Cache,
        };
    }

    private static string? Given(string? value) => string.IsNullOrWhiteSpace(value) ? null : value;
}
