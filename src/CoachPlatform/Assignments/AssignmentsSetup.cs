using JasperFx.Events;
using JasperFx.Events.Projections;
using Marten;
using Marten.Events.Aggregation;

namespace CoachPlatform.Assignments;

public static class AssignmentsSetup
{
    public static void AddAssignments(this StoreOptions options)
    {
        var events = options.Events;
        events.MapEventType<AssignmentMade>("assignment-made-v1");
        events.MapEventType<DueChanged>("due-changed-v1");
        events.MapEventType<AssignmentWithdrawn>("assignment-withdrawn-v1");
        events.MapEventType<OccurrenceOpened>("occurrence-opened-v1");

        options.Projections.Add(new AssignmentStates(), ProjectionLifecycle.Inline);
        options.Schema.For<Assignment>().DocumentAlias("assignment").Duplicate(a => a.CaseId, pgType: "uuid");
    }
}

/// <summary>Keeps <see cref="Assignment"/> in the transaction of the events it is folded from.</summary>
public sealed class AssignmentStates : SingleStreamProjection<Assignment, Guid>
{
    public override Assignment? Evolve(Assignment? snapshot, Guid id, IEvent e) => Assignment.Fold(snapshot, id, e.Data, e.Timestamp);
}
