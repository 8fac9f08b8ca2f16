namespace CoachPlatform.Library;

/// <summary>What exercises are narrowed to, besides words. A part that is null or empty narrows nothing. Pure.</summary>
/// <param name="Dimension">One of <see cref="LibraryWords.Dimensions"/>; hyphens may stand for its spaces.</param>
/// <param name="Minutes">At most so many.</param>
/// <param name="Document">The number of a pack's document, or the id of an imported one.</param>
/// <param name="Favourite">Only those that the asking coach marked.</param>
/// <param name="Own">Only those that the practice published itself.</param>
public sealed record LibraryFilter(
    string? Dimension = null, string? Topic = null, Mode? Mode = null, int? Minutes = null, string? Document = null, bool Favourite = false, bool Own = false)
{
    public bool IsAny => !string.IsNullOrWhiteSpace(Dimension) || !string.IsNullOrWhiteSpace(Topic) || Mode is not null || Minutes is not null || !string.IsNullOrWhiteSpace(Document) || Favourite || Own;

    /// <summary>As far as the exercise itself can tell.</summary>
    public bool Matches(Exercise exercise) =>
        (string.IsNullOrWhiteSpace(Dimension) || Same(Dimension.Trim().Replace('-', ' '), exercise.Dimension))
        && (string.IsNullOrWhiteSpace(Topic) || Same(Topic.Trim(), exercise.Topic))
        && (Mode is null || Mode == exercise.Mode)
        && (Minutes is null || exercise.Minutes <= Minutes)
        && (string.IsNullOrWhiteSpace(Document) || exercise.Sources.Any(s => Same(Document.Trim(), s.Document)));

    public bool Matches(Exercise exercise, IReadOnlySet<string> favourites, IReadOnlySet<string> own) =>
        Matches(exercise) && (!Favourite || favourites.Contains(exercise.Slug)) && (!Own || own.Contains(exercise.Slug));

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
