using CoachPlatform.Platform;
using CoachPlatform.Platform.Commands;
using Marten;

namespace CoachPlatform.Library.Authoring;

/// <summary>One text on its way to become a version.</summary>
/// <param name="State">Of the exercise before; null for its first version.</param>
/// <param name="Basis">The version that the text was made from.</param>
/// <param name="Known">The text has been published before, by this practice.</param>
public sealed record Publishing(Guid ExerciseId, Exercise Exercise, ExerciseState? State, string? Basis, string? Origin, bool Known)
{
    public static Guid IdOf(string tenant, string slug) => Ids.Named(tenant, "exercise", slug);

    public static async Task<Publishing> LoadAsync(IDocumentSession session, Exercise exercise, string? basis, string? origin, CancellationToken ct)
    {
        var id = IdOf(session.TenantId, exercise.Slug);
        var state = (await session.Events.FetchForExclusiveWriting<ExerciseState>(id, ct)).Aggregate;
        return new Publishing(id, exercise, state, basis, origin, await session.LoadAsync<OwnExercise>(exercise.VersionId, ct) is not null);
    }

    public Decision Decide(string? after) => Decide(State, ExerciseId, Exercise.VersionId, Basis, after);

    /// <summary>The same text again makes no version. A text that was begun from an older version than the newest is published only by one who knows.</summary>
    public static Decision Decide(ExerciseState? state, Guid exerciseId, string version, string? basis, string? after)
    {
        if (state is null)
            return Decision.Of(new ExercisePublished(exerciseId, version, basis));
        var newest = state.Newest.Version;
        if (newest == version)
            return state.Retired ? Decision.Of(new ExerciseRestored(exerciseId)) : Decision.Nothing;
        if (basis != newest && after != newest)
        {
            return new Refusal(
                409, "exercise-moved", "Another version was published since you began. Look at what it changed, then publish yours after it.",
                More: new Dictionary<string, object?> { ["newest"] = newest, ["version"] = state.Versions.Count });
        }

        return state.Retired
            ? Decision.Of(new ExercisePublished(exerciseId, version, newest), new ExerciseRestored(exerciseId))
            : Decision.Of(new ExercisePublished(exerciseId, version, newest));
    }

    /// <returns>The number of the version, from 1.</returns>
    public int Store(IDocumentSession session, Decision decision)
    {
        if (!Known)
            session.Insert(new OwnExercise(Exercise.VersionId, Exercise, Origin));
        if (State is null)
            session.Events.StartStream<ExerciseState>(ExerciseId, decision.Events);
        else if (decision.Events.Count > 0)
            session.Events.Append(ExerciseId, decision.Events);
        return VersionAfter(decision);
    }

    /// <summary>The number of the newest version once the decision is stored, from 1.</summary>
    public int VersionAfter(Decision decision) => (State?.Versions.Count ?? 0) + decision.Events.OfType<ExercisePublished>().Count();
}
