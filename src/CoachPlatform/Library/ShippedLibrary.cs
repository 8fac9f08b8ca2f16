using System.Text;

namespace CoachPlatform.Library;

/// <summary>The catalogue: every exercise that can be given, and every version that an assignment may still pin. Immutable, so any thread may read it.</summary>
public sealed class ShippedLibrary
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private readonly Dictionary<string, Exercise> newest;
    private readonly Dictionary<string, Exercise> versions;

    private ShippedLibrary(IReadOnlyList<Pack> packs, IReadOnlyList<PackProblem> refused, IEnumerable<Exercise> older)
    {
        Packs = packs;
        Refused = refused;
        Exercises = [.. packs.SelectMany(p => p.Practices).Select(p => p.Exercise)];
        newest = Exercises.ToDictionary(e => e.Slug, StringComparer.Ordinal);
        versions = Exercises.Concat(older).DistinctBy(e => e.VersionId, StringComparer.Ordinal).ToDictionary(e => e.VersionId, StringComparer.Ordinal);
    }

    public IReadOnlyList<Pack> Packs { get; }

    /// <summary>The newest version of each exercise, in the order of the packs.</summary>
    public IReadOnlyList<Exercise> Exercises { get; }

    /// <summary>Why files were left out; empty when all could be read.</summary>
    public IReadOnlyList<PackProblem> Refused { get; }

    /// <summary>Every version that can be found by id, the newest ones included.</summary>
    public IReadOnlyCollection<Exercise> Versions => versions.Values;

    /// <summary>Reads every <c>*.md</c> of a folder in the order of their names. A file that cannot be read is refused like a wrong one; nothing is thrown.</summary>
    public static ShippedLibrary Load(string folder)
    {
        try
        {
            return Of(Directory.EnumerateFiles(folder, "*.md").Order(StringComparer.Ordinal).Select(ReadFile));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new ShippedLibrary([], [new PackProblem(folder, 1, $"The folder of the library cannot be read: {e.Message}")], []);
        }
    }

    /// <summary>The library of these readings. A pack whose slug another pack before it uses is refused whole.</summary>
    public static ShippedLibrary Of(IEnumerable<PackReading> readings)
    {
        var packs = new List<Pack>();
        var refused = new List<PackProblem>();
        foreach (var reading in readings)
        {
            var problems = reading.Pack is { } pack ? UsedAlready(pack, packs) : reading.Problems;
            refused.AddRange(problems);
            if (problems.Count == 0)
                packs.Add(reading.Pack!);
        }

        return new ShippedLibrary(packs, refused, []);
    }

    /// <summary>The same library, in which these versions too can be found by id. What <see cref="Newest"/> gives does not change.</summary>
    public ShippedLibrary With(IEnumerable<Exercise> older) => new(Packs, Refused, versions.Values.Concat(older));

    public Exercise? Newest(string slug) => newest.GetValueOrDefault(slug);

    public Exercise? Version(string versionId) => versions.GetValueOrDefault(versionId);

    public IReadOnlyList<Exercise> List(LibraryFilter filter) => [.. Exercises.Where(filter.Matches)];

    private static PackReading ReadFile(string path)
    {
        var file = Path.GetFileName(path);
        try
        {
            return PackReader.Read(file, File.ReadAllText(path, StrictUtf8));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new PackReading(null, [new PackProblem(file, 1, $"The file cannot be read: {e.Message}")]);
        }
        catch (DecoderFallbackException)
        {
            return new PackReading(null, [new PackProblem(file, 1, "The file is not UTF-8.")]);
        }
    }

    private static IReadOnlyList<PackProblem> UsedAlready(Pack pack, List<Pack> before) =>
    [
        .. from practice in pack.Practices
           from other in before
           where other.Practices.Any(p => p.Exercise.Slug == practice.Exercise.Slug)
           select new PackProblem(pack.File, practice.Line, $"The slug ‘{practice.Exercise.Slug}’ is used already in {other.File}."),
    ];
}
