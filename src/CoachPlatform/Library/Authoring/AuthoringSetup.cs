using CoachPlatform.Platform;
using JasperFx.Events;
using JasperFx.Events.Projections;
using Marten;
using Marten.Events.Aggregation;

namespace CoachPlatform.Library.Authoring;

public static class AuthoringSetup
{
    private static readonly StoredEvents Events = new()
    {
        ["exercise-published-v1"] = typeof(ExercisePublished),
        ["exercise-retired-v1"] = typeof(ExerciseRetired),
        ["exercise-restored-v1"] = typeof(ExerciseRestored),
    };

    public static void AddAuthoring(this StoreOptions options)
    {
        Events.AddTo(options);
        options.Projections.Add(new ExerciseStates(Events.Values), ProjectionLifecycle.Inline);
        options.Schema.For<ExerciseState>().DocumentAlias("exercise_state");
        options.Schema.For<OwnExercise>().DocumentAlias("own_exercise");
        options.Schema.For<Draft>().DocumentAlias("exercise_draft");
        options.Schema.For<PackFront>().DocumentAlias("pack_front");
    }
}

/// <summary>Keeps <see cref="ExerciseState"/> in the transaction of the events it is folded from.</summary>
public sealed class ExerciseStates : SingleStreamProjection<ExerciseState, Guid>
{
    /// <param name="events">Its own stream's. Without the list every write to any stream would look here for a document.</param>
    public ExerciseStates(IEnumerable<Type> events) => IncludedEventTypes.AddRange(events);

    public override ExerciseState? Evolve(ExerciseState? snapshot, Guid id, IEvent e) => ExerciseState.Fold(snapshot, e.Data, e.Timestamp);
}
