using CoachPlatform.Library.Authoring;

namespace CoachPlatform.Library;

/// <summary>An exercise that the practice published, in its newest version.</summary>
public sealed record OwnEntry(ExerciseState State, Exercise Exercise);

/// <summary>What one practice has: its own exercises and the shipped ones. Immutable.</summary>
public sealed class PracticeLibrary(ShippedLibrary shipped, IReadOnlyList<OwnEntry> own)
{
    private readonly Dictionary<string, OwnEntry> bySlug = own.ToDictionary(o => o.Exercise.Slug, StringComparer.Ordinal);

    public ShippedLibrary Shipped => shipped;

    /// <summary>The practice's own in the order of their titles, retired ones among them.</summary>
    public IReadOnlyList<OwnEntry> Own { get; } = [.. own.OrderBy(o => o.Exercise.Title, StringComparer.CurrentCulture).ThenBy(o => o.Exercise.Slug, StringComparer.Ordinal)];

    /// <summary>What may be given now: the practice's own first, then the shipped ones in the order of their packs.</summary>
    public IReadOnlyList<Exercise> Exercises { get; } =
    [
        .. own.Where(o => !o.State.Retired).OrderBy(o => o.Exercise.Title, StringComparer.CurrentCulture).ThenBy(o => o.Exercise.Slug, StringComparer.Ordinal).Select(o => o.Exercise),
        .. shipped.Exercises.Where(e => own.All(o => o.Exercise.Slug != e.Slug)),
    ];

    public OwnEntry? OwnOf(string slug) => bySlug.GetValueOrDefault(slug);

    /// <summary>The newest version, of a retired one too; the practice's own where a shipped one has the same slug.</summary>
    public Exercise? Newest(string slug) => OwnOf(slug)?.Exercise ?? shipped.Newest(slug);

    public bool IsRetired(string slug) => OwnOf(slug) is { State.Retired: true };
}
