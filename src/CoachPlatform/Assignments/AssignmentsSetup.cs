using CoachPlatform.Platform;
using JasperFx.Events;
using JasperFx.Events.Projections;
using Marten;
using Marten.Events.Aggregation;

namespace CoachPlatform.Assignments;

public static class AssignmentsSetup
{
    private static readonly StoredEvents Events = new()
    {
        ["assignment-made-v1"] = typeof(AssignmentMade),
        ["due-changed-v1"] = typeof(DueChanged),
        ["cadence-changed-v1"] = typeof(CadenceChanged),
        ["assignment-paused-v1"] = typeof(AssignmentPaused),
        ["assignment-resumed-v1"] = typeof(AssignmentResumed),
        ["rest-taken-v1"] = typeof(RestTaken),
        ["rest-ended-v1"] = typeof(RestEnded),
        ["assignment-finished-v1"] = typeof(AssignmentFinished),
        ["assignment-withdrawn-v1"] = typeof(AssignmentWithdrawn),
        ["occurrence-opened-v1"] = typeof(OccurrenceOpened),
        ["occurrences-missed-v1"] = typeof(OccurrencesMissed),
        ["opening-asked-v1"] = typeof(OpeningAsked),
    };

    public static void AddAssignments(this StoreOptions options)
    {
        Events.AddTo(options);
        options.Projections.Add(new AssignmentStates(Events.Values), ProjectionLifecycle.Inline);
        options.Schema.For<Assignment>().DocumentAlias("assignment").Duplicate(a => a.CaseId, pgType: "uuid")
            .Duplicate(a => a.NextAt!, pgType: "timestamp with time zone").Duplicate(a => a.PausedAt!, pgType: "timestamp with time zone")
            .Duplicate(a => a.ExerciseVersionId, pgType: "varchar");
    }
}

/// <summary>Keeps <see cref="Assignment"/> in the transaction of the events it is folded from.</summary>
public sealed class AssignmentStates : SingleStreamProjection<Assignment, Guid>
{
    /// <param name="events">Its own stream's. Without the list every write to any stream would look here for a document.</param>
    public AssignmentStates(IEnumerable<Type> events) => IncludedEventTypes.AddRange(events);

    public override Assignment? Evolve(Assignment? snapshot, Guid id, IEvent e) => Assignment.Fold(snapshot, id, e.Data, e.Timestamp.AsStored());
}
