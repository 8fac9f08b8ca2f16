using System.Text.Json;
using CoachPlatform.Answers;
using CoachPlatform.Assignments;
using CoachPlatform.Cases;
using CoachPlatform.Platform;
using CoachPlatform.Safety;

namespace CoachPlatform.Specs;

/// <summary>A case, one assignment and one round, as their events have told them so far.</summary>
internal sealed record Told(CaseGate? FoldedGate = null, Assignment? FoldedAssignment = null, Round? FoldedRound = null, SeatSafety? SafetyOfA = null, SeatSafety? SafetyOfB = null)
{
    public static readonly Guid RoundId = new("00000000-0000-7000-8000-0000000000f1");

    public static readonly Guid AssignmentId = new("00000000-0000-7000-8000-0000000000a5");

    public CaseGate Gate => FoldedGate!;

    public Assignment Assignment => FoldedAssignment!;

    public Round Round => FoldedRound!;

    public IReadOnlyDictionary<Seat, SeatSafety> Safety => Seats.Both.ToDictionary(s => s, s => (s == Seat.A ? SafetyOfA : SafetyOfB) ?? SeatSafety.None("practice", Couple.CaseId, s));

    public Told After(object @event, DateTimeOffset at) => @event switch
    {
        IRoundEvent => this with { FoldedRound = Round.Fold(FoldedRound, RoundId, @event, at) },
        AssignmentMade or DueChanged or OccurrenceOpened or OccurrencesMissed or OpeningAsked or AssignmentWithdrawn or AssignmentFinished
            or CadenceChanged or AssignmentPaused or AssignmentResumed or RestTaken or RestEnded =>
            this with { FoldedAssignment = Assignment.Fold(FoldedAssignment, AssignmentId, @event, at) },
        ISafetyEvent { Seat: Seat.A } e => this with { SafetyOfA = SeatSafety.Fold(SafetyOfA, Guid.Empty, e, at) },
        ISafetyEvent e => this with { SafetyOfB = SeatSafety.Fold(SafetyOfB, Guid.Empty, e, at) },
        _ => this with { FoldedGate = CaseGate.Fold(FoldedGate, @event, at) },
    };

    public Told After(IEnumerable<object> events, DateTimeOffset at) => events.Aggregate(this, (told, e) => told.After(e, at));

    /// <summary>An event as text to compare: records compare their lists by reference, and these must compare by content.</summary>
    public static string Line(object @event) => $"{@event.GetType().Name} {JsonSerializer.Serialize(@event, @event.GetType(), Store.Json)}";
}
