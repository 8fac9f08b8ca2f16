using System.Collections.Concurrent;
using CoachPlatform.Library;
using Marten;

namespace CoachPlatform.Programmes;

/// <summary>A programme on offer.</summary>
/// <param name="State">Of the practice's own; null for a shipped one.</param>
public sealed record ProgrammeOnShelf(Programme Programme, ProgrammeState? State)
{
    public bool Retired => State?.Retired == true;
}

/// <summary>The programmes that a practice can start: those beside the program, which all practices share, and what the practice published itself.</summary>
public sealed partial class ProgrammeShelf(LibraryShelf library, ILogger<ProgrammeShelf> log, IConfiguration configuration)
{
    private const int MostRemembered = 1000;

    private readonly ConcurrentDictionary<string, int> weeks = new();
    private IReadOnlyDictionary<string, Programme> older = new Dictionary<string, Programme>();

    public IReadOnlyList<Programme> Shipped { get; private set; } = [];

    /// <summary>Reads the files and keeps versions that are new here. A refused file is named and left out. The library is there before it.</summary>
    public async Task FillAsync(IDocumentStore store, CancellationToken ct)
    {
        var folder = configuration["Coach:Programmes"] ?? Path.Combine(AppContext.BaseDirectory, "seeds", "programmes");
        var shipped = ShippedProgrammes.Load(folder, library.Shipped.Newest);
        foreach (var problem in shipped.Refused)
            FileRefused(log, problem.File, problem.Line, problem.Reason);
        await using var session = store.LightweightSession();
        var stored = await session.Query<StoredProgramme>().ToListAsync(ct);
        foreach (var fresh in shipped.Programmes.Where(p => stored.All(s => s.Id != p.VersionId)))
            session.Store(new StoredProgramme(fresh.VersionId, fresh));
        await session.SaveChangesAsync(ct);
        older = stored.Select(s => s.Programme).Concat(shipped.Programmes).DistinctBy(p => p.VersionId).ToDictionary(p => p.VersionId);
        Shipped = shipped.Programmes;
    }

    /// <summary>One version, shipped or published by the practice of the session; null when neither.</summary>
    /// <remarks>While nodes of two releases run, one shipped with the newer is found in the store alone.</remarks>
    public async ValueTask<Programme?> VersionAsync(IQuerySession session, string versionId, CancellationToken ct) =>
        older.GetValueOrDefault(versionId)
        ?? (await session.LoadAsync<OwnProgramme>(versionId, ct))?.Programme
        ?? (await session.LoadAsync<StoredProgramme>(versionId, ct))?.Programme;

    /// <summary>How many weeks a programme takes with these exercises, reckoned once for each version of it and of them.</summary>
    public int Weeks(Programme programme, IReadOnlyDictionary<string, Exercise> exercises)
    {
        var of = string.Join(' ', programme.Steps.Select(s => exercises[s.Key].VersionId).Prepend(programme.VersionId));
        if (weeks.Count >= MostRemembered)
            weeks.Clear();
        return weeks.GetOrAdd(of, _ => Simulate.Weeks(programme, exercises));
    }

    /// <summary>The practice's own in the order of their titles, retired ones among them, then the shipped ones.</summary>
    public async Task<IReadOnlyList<ProgrammeOnShelf>> ForAsync(IQuerySession session, CancellationToken ct)
    {
        var states = await session.Query<ProgrammeState>().ToListAsync(ct);
        var versions = (await session.LoadManyAsync<OwnProgramme>(ct, [.. states.Select(s => s.Newest.Version)])).ToDictionary(v => v.Id, v => v.Programme);
        return
        [
            .. states.Where(s => versions.ContainsKey(s.Newest.Version)).Select(s => new ProgrammeOnShelf(versions[s.Newest.Version], s))
                .OrderBy(p => p.Programme.Title, StringComparer.CurrentCulture).ThenBy(p => p.Programme.Slug, StringComparer.Ordinal),
            .. Shipped.Select(p => new ProgrammeOnShelf(p, null)),
        ];
    }

    public async Task<ProgrammeOnShelf?> NewestAsync(IQuerySession session, string slug, CancellationToken ct) =>
        await session.LoadAsync<ProgrammeState>(ProgrammeState.IdOf(session.TenantId, slug), ct) is { } state && await VersionAsync(session, state.Newest.Version, ct) is { } own
            ? new ProgrammeOnShelf(own, state)
            : Shipped.FirstOrDefault(p => p.Slug == slug) is { } shipped ? new ProgrammeOnShelf(shipped, null) : null;

    [LoggerMessage(Level = LogLevel.Error, Message = "A programme was refused, the others are there: {File} line {Line}: {Reason}")]
    private static partial void FileRefused(ILogger log, string file, int line, string reason);
}
