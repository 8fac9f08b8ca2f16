namespace CoachPlatform.Library.Authoring;

// These records are the storage format. Their stored names stand in AuthoringSetup; a new shape is a new name with an upcaster.

/// <param name="ExerciseId">A name id over the practice and the slug.</param>
/// <param name="VersionId">Of the published text, which stands in <see cref="OwnExercise"/>.</param>
/// <param name="Basis">The version that it was made from: the one before it, or what was copied. Null for one begun anew.</param>
public sealed record ExercisePublished(Guid ExerciseId, string VersionId, string? Basis);

public sealed record ExerciseRetired(Guid ExerciseId);

public sealed record ExerciseRestored(Guid ExerciseId);

/// <summary>One publishing. The same text may be published again after another.</summary>
public sealed record PublishedVersion(string Version, string? Basis, DateTimeOffset At);

/// <summary>What the stream of a practice's own exercise comes to.</summary>
/// <param name="Versions">In the order of publishing; never empty.</param>
/// <param name="Retired">It cannot be given any more. What was given goes on.</param>
public sealed record ExerciseState(Guid Id, IReadOnlyList<PublishedVersion> Versions, bool Retired)
{
    public PublishedVersion Newest => Versions[^1];

    /// <summary>Folds one event of the stream; events it does not know leave it as it was.</summary>
    public static ExerciseState? Fold(ExerciseState? state, object e, DateTimeOffset at) => (state, e) switch
    {
        (null, ExercisePublished first) => new ExerciseState(first.ExerciseId, [new PublishedVersion(first.VersionId, first.Basis, at)], false),
        (not null, ExercisePublished next) => state with { Versions = [.. state.Versions, new PublishedVersion(next.VersionId, next.Basis, at)] },
        (not null, ExerciseRetired) => state with { Retired = true },
        (not null, ExerciseRestored) => state with { Retired = false },
        _ => state,
    };
}

/// <summary>A version of an exercise that a practice published. Immutable, and never removed: assignments pin it.</summary>
/// <param name="Id">The version id.</param>
/// <param name="Origin">The shipped version that it was first copied from, through all copies; null for one of the practice's own making.</param>
public sealed record OwnExercise(string Id, Exercise Exercise, string? Origin);
