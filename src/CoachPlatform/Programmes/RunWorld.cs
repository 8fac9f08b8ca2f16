using CoachPlatform.Assignments;
using CoachPlatform.Cases;
using CoachPlatform.Library;

namespace CoachPlatform.Programmes;

/// <summary>Everything outside a run that its next step may hang on. Nothing of it says who has answered.</summary>
/// <param name="Open">Whether the case takes anything new now.</param>
/// <param name="Offers">The topics that are offered to the couple now.</param>
/// <param name="Steps">What has become of the assignments of its steps, by key.</param>
/// <param name="Blocked">Why the exercise of a step could not be given now, by key: the refusal's type.</param>
public sealed record RunWorld(
    string Tenant, string Zone, bool Open, IReadOnlySet<string> Offers, IReadOnlyDictionary<string, StepSeen> Steps, IReadOnlyDictionary<string, string> Blocked)
{
    public static IReadOnlySet<string> OfferedBy(CaseGate gate, DateTimeOffset now) => Consent.Topics.All.Where(t => gate.Offers(t, now)).ToHashSet();

    public static bool IsOpen(CaseGate gate) => gate.Standing is Standing.Forming or Standing.Active;
}

/// <summary>The assignment of a step as it stands.</summary>
/// <param name="FirstAt">When its first round opened; null while it waits for its topic or to be wanted.</param>
/// <param name="Repeats">It comes round by the calendar.</param>
/// <param name="RoundsOver">When its last round has had its time; null while more are to come, and where it does not come round.</param>
/// <param name="Last">The ordinal of its newest round; 0 before the first.</param>
/// <param name="Complete">That round is complete: asked only where both see it.</param>
/// <param name="Closed">That round was closed before it was complete.</param>
public sealed record StepSeen(
    Guid RoundId, DateTimeOffset? FirstAt, bool Repeats, DateTimeOffset? RoundsOver, int Last, bool Complete, bool Closed, bool Withdrawn)
{
    /// <param name="complete">Whether its newest round is complete; false where there is none.</param>
    public static StepSeen Of(string tenant, Assignment assignment, bool complete, bool closed) => new(
        Platform.Ids.Round(tenant, assignment.Id, Math.Max(1, assignment.Last)),
        // What starts when it is wanted is there from the beginning.
        assignment.Cadence == Cadence.OnDemand ? assignment.MadeAt : assignment.FirstAt,
        assignment.Cadence.Repeats(), assignment.Cadence.Repeats() && assignment is { NextAt: null, Last: > 0 } ? OccurrenceCalendar.OpensAt(assignment, assignment.Last + 1) : null,
        assignment.Last, complete, closed, assignment.WithdrawnAt is not null);
}
