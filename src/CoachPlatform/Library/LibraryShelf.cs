using Marten;

namespace CoachPlatform.Library;

/// <summary>Holds the catalogue of this process: the packs beside the program, and from the database every version that some assignment may pin.</summary>
public sealed partial class LibraryShelf(ILogger<LibraryShelf> log, IConfiguration configuration)
{
    public ShippedLibrary Library { get; private set; } = ShippedLibrary.Of([]);

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
        Library = shipped.With(stored.Select(s => s.Exercise));
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A pack was refused, the rest of the library is there: {File} line {Line}: {Reason}")]
    private static partial void PackRefused(ILogger log, string file, int line, string reason);
}
