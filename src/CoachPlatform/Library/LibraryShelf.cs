using System.Collections.Concurrent;
using CoachPlatform.Library.Authoring;
using Marten;

namespace CoachPlatform.Library;

/// <summary>
/// What a practice can give: the packs beside the program, which all practices share, and what the practice published itself. Every version that some
/// assignment may pin can be found here, whatever later becomes of its exercise.
/// </summary>
public sealed partial class LibraryShelf(ILogger<LibraryShelf> log, IConfiguration configuration)
{
    /// <summary>By practice and version. A version never changes, so what was read once needs no second look on any node.</summary>
    private readonly ConcurrentDictionary<(string Tenant, string Version), Exercise> own = new();

    /// <summary>What was shipped, with every older version of it that was ever here.</summary>
    public ShippedLibrary Shipped { get; private set; } = ShippedLibrary.Of([]);

    /// <summary>Reads the packs, keeps versions that are new here, and takes the older ones from the store. A refused pack is named and left out.</summary>
    public async Task FillAsync(IDocumentStore store, CancellationToken ct)
    {
        var shipped = ShippedLibrary.Load(configuration["Coach:Library"] ?? Path.Combine(AppContext.BaseDirectory, "seeds", "library"));
        foreach (var problem in shipped.Refused)
            PackRefused(log, problem.File, problem.Line, problem.Reason);
        await using var session = store.LightweightSession();
        var stored = await session.Query<StoredExercise>().ToListAsync(ct);
        foreach (var fresh in shipped.Exercises.Where(e => stored.All(s => s.Id != e.VersionId)))
            session.Store(new StoredExercise(fresh.VersionId, fresh));
        await session.SaveChangesAsync(ct);
        Shipped = shipped.With(stored.Select(s => s.Exercise));
    }

    /// <summary>One version, shipped or published by the practice of the session; null when neither.</summary>
    public async ValueTask<Exercise?> VersionAsync(IQuerySession session, string versionId, CancellationToken ct) =>
        (await VersionsAsync(session, [versionId], ct)).Version(versionId);

    /// <summary>A library in which these versions can be found, as far as they are shipped or published by the practice of the session.</summary>
    public async ValueTask<ShippedLibrary> VersionsAsync(IQuerySession session, IEnumerable<string> versionIds, CancellationToken ct)
    {
        var further = versionIds.Distinct().Where(id => Shipped.Version(id) is null).ToList();
        if (further.Count == 0)
            return Shipped;
        var unread = further.Where(id => !own.ContainsKey((session.TenantId, id))).ToArray();
        if (unread.Length > 0)
        {
            foreach (var version in await session.LoadManyAsync<OwnExercise>(ct, unread))
                own[(session.TenantId, version.Id)] = version.Exercise;
            // While nodes of two releases run, one shipped with the newer is found in the store alone.
            foreach (var version in await session.LoadManyAsync<StoredExercise>(ct, [.. unread.Where(id => !own.ContainsKey((session.TenantId, id)))]))
                own[(session.TenantId, version.Id)] = version.Exercise;
        }

        return Shipped.With(further.Select(id => own.GetValueOrDefault((session.TenantId, id))).OfType<Exercise>());
    }

    /// <summary>Everything that the practice of the session has on offer now, and what it retired.</summary>
    public async Task<PracticeLibrary> ForAsync(IQuerySession session, CancellationToken ct)
    {
        var states = await session.Query<ExerciseState>().ToListAsync(ct);
        var versions = await VersionsAsync(session, states.Select(s => s.Newest.Version), ct);
        return new PracticeLibrary(Shipped, [.. states.Where(s => versions.Version(s.Newest.Version) is not null).Select(s => new OwnEntry(s, versions.Version(s.Newest.Version)!))]);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A pack was refused, the rest of the library is there: {File} line {Line}: {Reason}")]
    private static partial void PackRefused(ILogger log, string file, int line, string reason);
}
