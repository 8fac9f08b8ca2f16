using System.Globalization;

namespace CoachPlatform.Library;

/// <summary>What the library is searched for. A part that is null or empty narrows nothing.</summary>
/// <param name="Query">Words that must all be found in an exercise's own texts, in any case and with or without accents.</param>
/// <param name="Dimension">One of <see cref="LibraryWords.Dimensions"/>; hyphens may stand for its spaces.</param>
public sealed record LibraryQuery(string? Query = null, string? Dimension = null, string? Topic = null, Mode? Mode = null)
{
    private const CompareOptions Loosely = CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace;

    public bool Matches(Exercise exercise) =>
        (string.IsNullOrWhiteSpace(Dimension) || Same(Dimension.Trim().Replace('-', ' '), exercise.Dimension))
        && (string.IsNullOrWhiteSpace(Topic) || Same(Topic.Trim(), exercise.Topic))
        && (Mode is null || Mode == exercise.Mode)
        && (Query ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).All(w => Texts(exercise).Any(t => Holds(t, w)));

    private static IEnumerable<string> Texts(Exercise exercise) =>
    [
        exercise.Title, exercise.Slug, exercise.Why, exercise.Digest, exercise.Dimension, .. exercise.Practices,
        .. exercise.Sources.SelectMany(s => new[] { s.Document, s.Section }),
        .. exercise.Steps.SelectMany(s => s.Fields.Select(f => f.Label).Append(s.Title)),
    ];

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);

    private static bool Holds(string text, string word) => CultureInfo.InvariantCulture.CompareInfo.IndexOf(text, word, Loosely) >= 0;
}
