using CoachPlatform.Library;
using CoachPlatform.Platform;
using CoachPlatform.Vault;

namespace CoachPlatform.Assignments;

// These records are the storage format. Their stored names stand in AssignmentsSetup; a new shape is a new name with an upcaster.

/// <param name="Word">The coach's word to both, sealed under the practice's key for the case.</param>
public sealed record AssignmentMade(
    Guid CaseId,
    string ExerciseVersionId,
    DateOnly? DueOn,
    Cadence Cadence,
    string Zone,
    string? Topic,
    bool Screened,
    Guid? Run,
    StartRule Start,
    int? Rounds,
    Sealed? Word) : ICaseEvent;

public sealed record DueChanged(Guid CaseId, DateOnly? DueOn) : ICaseEvent;

public sealed record AssignmentWithdrawn(Guid CaseId) : ICaseEvent;

public sealed record OccurrenceOpened(Guid CaseId, int N, Guid RoundId, DateTimeOffset ScheduledFor) : ICaseEvent;

public enum StartRule { Clock, Coach, Either, Both }

/// <summary>An exercise given to a case.</summary>
/// <param name="OpenRounds">The rounds opened so far, by occurrence; which of them are still open the rounds themselves know.</param>
public sealed record Assignment(
    Guid Id,
    Guid CaseId,
    string ExerciseVersionId,
    DateOnly? DueOn,
    Cadence Cadence,
    StartRule Start,
    Sealed? Word,
    DateTimeOffset MadeAt,
    IReadOnlyList<Guid> OpenRounds,
    DateTimeOffset? WithdrawnAt = null)
{
    /// <summary>Folds one event of the assignment stream; events it does not know leave it as it was.</summary>
    public static Assignment? Fold(Assignment? assignment, Guid id, object @event, DateTimeOffset at) => (@event, assignment) switch
    {
        (AssignmentMade e, _) => new Assignment(id, e.CaseId, e.ExerciseVersionId, e.DueOn, e.Cadence, e.Start, e.Word, at, []),
        (_, null) => null,
        (DueChanged e, _) => assignment with { DueOn = e.DueOn },
        (OccurrenceOpened e, _) => assignment with { OpenRounds = [.. assignment.OpenRounds, e.RoundId] },
        (AssignmentWithdrawn, _) => assignment with { WithdrawnAt = at },
        _ => assignment,
    };
}
