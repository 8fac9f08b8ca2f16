namespace CoachPlatform.Library.Authoring;

/// <summary>An exercise that a coach is writing. Not published, so no couple ever sees it; it is a row, not history.</summary>
/// <param name="Slug">Of the exercise whose next version this is; null for one that is not published yet.</param>
/// <param name="Basis">The version it was begun from; null when begun anew or from a passage.</param>
/// <param name="Origin">The shipped version that it was first copied from.</param>
/// <param name="Practices">The practices of what was copied.</param>
/// <param name="Revision">Grows with every saving, from 1.</param>
public sealed record Draft(
    Guid Id, string? Slug, string? Basis, string? Origin, IReadOnlyList<string> Practices, ExerciseForm Form, int Revision, DateTimeOffset SavedAt, Guid SavedBy);
