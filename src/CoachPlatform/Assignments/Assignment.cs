using CoachPlatform.Cases;
using CoachPlatform.Library;
using CoachPlatform.Platform;
using CoachPlatform.Vault;

namespace CoachPlatform.Assignments;

// These records are the storage format. Their stored names stand in AssignmentsSetup; a new shape is a new name with an upcaster.

/// <param name="Rounds">How many rounds there will be; null for no end.</param>
/// <param name="Word">The coach's word to both, sealed under the practice's key for the case.</param>
/// <param name="Many">Several rounds may be open at a time.</param>
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
    Sealed? Word,
    bool? Many = null) : ICaseEvent;

public sealed record DueChanged(Guid CaseId, DateOnly? DueOn) : ICaseEvent;

/// <param name="Next">When the calendar opens the next round now; null when it will not.</param>
/// <param name="From">What later occurrences are counted from; null for from <paramref name="Next"/>.</param>
public sealed record CadenceChanged(Guid CaseId, Cadence Cadence, DateTimeOffset? Next, Recounted? From = null) : ICaseEvent;

/// <param name="Run">The run of a programme that rests, and this with it; null where the coach paused it by hand.</param>
public sealed record AssignmentPaused(Guid CaseId, Guid? Run = null) : ICaseEvent;

public sealed record AssignmentResumed(Guid CaseId) : ICaseEvent;

/// <summary>One partner rests from this exercise. It is nobody else's to know.</summary>
public sealed record RestTaken(Guid CaseId, Seat Seat) : ICaseEvent;

public sealed record RestEnded(Guid CaseId, Seat Seat) : ICaseEvent;

public sealed record AssignmentWithdrawn(Guid CaseId) : ICaseEvent;

/// <summary>No further round of it comes. One that is open stays, with the end it was opened with.</summary>
public sealed record AssignmentFinished(Guid CaseId) : ICaseEvent;

/// <param name="Next">When the calendar will open the one after it; null when it will not.</param>
/// <param name="HiddenFrom">The seat that does not see it while a hold stands: to that seat, what ran and was asked for before does so still.</param>
public sealed record OccurrenceOpened(Guid CaseId, int N, Guid RoundId, DateTimeOffset ScheduledFor, DateTimeOffset? Next = null, Seat? HiddenFrom = null) : ICaseEvent;

/// <summary>Occurrences whose time passed while nothing could open; they never will.</summary>
public sealed record OccurrencesMissed(Guid CaseId, int From, int To) : ICaseEvent;

/// <summary>For an exercise that both must ask for: one has. Nobody else is told until the other asks too.</summary>
public sealed record OpeningAsked(Guid CaseId, Seat Seat) : ICaseEvent;

public enum StartRule { Clock, Coach, Either, Both }

/// <summary>An exercise given to a case.</summary>
/// <param name="OpenRounds">The rounds that may be open: the last one, or all where several may run. Which are, the rounds themselves know.</param>
/// <param name="Last">The newest occurrence that was opened or missed.</param>
/// <param name="Opened">How many rounds were opened.</param>
/// <param name="NextAt">When the calendar opens the next.</param>
/// <param name="Asked">Who has asked for a round that both must ask for, and when.</param>
/// <param name="Topic">The consent that it needs; null for none.</param>
/// <param name="FirstAt">When the first round was due to open.</param>
/// <param name="Run">The programme's run that it belongs to; null where the coach gave it by hand.</param>
/// <param name="Recounted">After a change of cadence: the occurrence that the days are counted from, and when it opens.</param>
/// <param name="Rests">Who rests from it, and since when.</param>
/// <param name="PausedBy">The run that paused it; null where the coach did by hand.</param>
/// <param name="FinishedAt">Since when no further round of it comes.</param>
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
    DateTimeOffset? WithdrawnAt = null,
    string Zone = "",
    int? Rounds = null,
    bool Many = false,
    int Last = 0,
    int Opened = 0,
    DateTimeOffset? NextAt = null,
    IReadOnlyDictionary<Seat, DateTimeOffset>? Asked = null,
    string? Topic = null,
    DateTimeOffset? FirstAt = null,
    DateTimeOffset? PausedAt = null,
    Recounted? Recounted = null,
    IReadOnlyDictionary<Seat, DateTimeOffset>? Rests = null,
    Guid? Run = null,
    Guid? PausedBy = null,
    DateTimeOffset? FinishedAt = null,
    bool Screened = false)
{
    /// <summary>
    /// From which occurrence and when they are counted: the first round, which may come long after the assignment when its topic opens later, or
    /// the first of a new cadence.
    /// </summary>
    public Recounted CountsFrom() => Recounted ?? new Recounted(1, FirstAt ?? MadeAt);

    /// <summary>Whether another round of it may still open, by the calendar or when it is wanted.</summary>
    public bool MayGiveMore() => WithdrawnAt is null && FinishedAt is null && (NextAt is not null || Cadence == Cadence.OnDemand);

    /// <summary>Since when a seat rests from it; null when it does not.</summary>
    public DateTimeOffset? RestsSince(Seat seat) => Rests is { } rests && rests.TryGetValue(seat, out var since) ? since : null;

    /// <summary>Folds one event of the assignment stream; events it does not know leave it as it was.</summary>
    public static Assignment? Fold(Assignment? assignment, Guid id, object @event, DateTimeOffset at) => (@event, assignment) switch
    {
        (AssignmentMade e, _) => new Assignment(id, e.CaseId, e.ExerciseVersionId, e.DueOn, e.Cadence, e.Start, e.Word, at, [], Zone: e.Zone, Rounds: e.Rounds, Many: e.Many ?? false,
            // Until its topic is open nothing comes; from then on it is due.
            Topic: e.Topic, NextAt: e.Topic is not null && e.Cadence != Cadence.OnDemand ? at : null, Run: e.Run, Screened: e.Screened),
        (_, null) => null,
        (DueChanged e, _) => assignment with { DueOn = e.DueOn },
        (CadenceChanged e, _) => assignment with
        {
            Cadence = e.Cadence,
            NextAt = e.Next,
            Recounted = e.From ?? (e.Next is { } next && assignment.Last > 0 ? new Recounted(assignment.Last + 1, next) : assignment.Recounted),
        },
        (AssignmentPaused e, _) => assignment with { PausedAt = at, PausedBy = e.Run },
        (AssignmentResumed, _) => assignment with { PausedAt = null, PausedBy = null },
        (RestTaken e, _) => assignment with { Rests = new Dictionary<Seat, DateTimeOffset>(assignment.Rests ?? new Dictionary<Seat, DateTimeOffset>()) { [e.Seat] = at } },
        (RestEnded e, _) => assignment with { Rests = assignment.Rests?.Where(r => r.Key != e.Seat).ToDictionary() },
        (OccurrenceOpened e, _) => assignment with
        {
            OpenRounds = assignment.Many || e.HiddenFrom is not null ? [.. assignment.OpenRounds, e.RoundId] : [e.RoundId],
            Last = e.N,
            Opened = assignment.Opened + 1,
            NextAt = e.Next,
            Asked = e.HiddenFrom is { } seat && assignment.Asked?.Where(a => a.Key == seat).ToDictionary() is { Count: > 0 } still ? still : null,
            FirstAt = e.N == 1 ? e.ScheduledFor : assignment.FirstAt,
        },
        (OccurrencesMissed e, _) => assignment with { Last = e.To },
        (OpeningAsked e, _) => assignment with
        {
            Asked = new Dictionary<Seat, DateTimeOffset>(assignment.Asked ?? new Dictionary<Seat, DateTimeOffset>()) { [e.Seat] = at },
        },
        (AssignmentFinished, _) => assignment with { FinishedAt = at, NextAt = null, Asked = null },
        (AssignmentWithdrawn, _) => assignment with { WithdrawnAt = at, NextAt = null },
        _ => assignment,
    };
}

/// <param name="N">An ordinal; below 1 where the day lies before the first occurrence.</param>
/// <param name="At">When that one opens, or would have.</param>
public sealed record Recounted(int N, DateTimeOffset At);
