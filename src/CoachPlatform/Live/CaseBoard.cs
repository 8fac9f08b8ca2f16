using System.Text.Json.Serialization;
using CoachPlatform.Answers;
using CoachPlatform.Cases;

namespace CoachPlatform.Live;

/// <summary>One row of the coach's board, and the positions of everybody who follows the case. Ids and enums only; names are joined at reading.</summary>
/// <param name="Rounds">All open rounds and the last ended ones, in the order of opening.</param>
public sealed record CaseBoard(
    Guid Id,
    Guid Coach,
    CaseGate Gate,
    Feed Feed,
    LastMove LastMove,
    IReadOnlyList<BoardRound> Rounds)
{
    /// <summary>Who was moved by the events that this copy has just folded; never stored.</summary>
    [JsonIgnore]
    public Moved JustMoved { get; init; } = Moved.Nobody;

    /// <summary>Coaches whose case this was until the events that this copy has just folded: they hear of it once more, and find it gone. Never stored.</summary>
    [JsonIgnore]
    public IReadOnlyList<Guid> JustLostBy { get; init; } = [];
}

/// <summary>The position of each reader of a case.</summary>
public sealed record Feed(long Coach, IReadOnlyDictionary<Seat, long> Seats)
{
    public static Feed Start { get; } = new(0, Cases.Seats.Both.ToDictionary(s => s, _ => 0L));

    /// <summary>One step further for each reader whose screens changed.</summary>
    public Feed After(Moved moved, DateTimeOffset commit) => new(
        moved.Coach ? Position.Next(Coach, commit) : Coach,
        Seats.ToDictionary(s => s.Key, s => moved.Seats.Contains(s.Key) ? Position.Next(s.Value, commit) : s.Value));
}

/// <summary>Whose screens changed.</summary>
public sealed record Moved(bool Coach, IReadOnlyList<Seat> Seats)
{
    public static Moved Nobody { get; } = new(false, []);

    public static Moved CoachAlone { get; } = new(true, []);

    public static Moved Everybody { get; } = new(true, Cases.Seats.Both);

    public Moved And(Moved other) => new(Coach || other.Coach, [.. Seats.Union(other.Seats)]);
}

public enum Move { CaseOpened, Invited, Joined, RoundOpened, StepOpened, Answered, Passed, Withdrawn, SharingChanged, Opened, Proposed, Agreed, Commented, DueChanged, Closed, Completed, Paused, Resumed, Left, Parted, CaseClosed }

/// <param name="By">The seat that moved it, if one did.</param>
public sealed record LastMove(Move Kind, DateTimeOffset At, Seat? By = null);

/// <summary>What a seat mark shows before the clock is asked: lateness is computed when the row is read.</summary>
public enum Tick { NotStarted, Waiting, Answered, Open, NotShared }

public enum RoundMark { Running, OpenedTogether, OneNotShared, Agreed, Done, Closed }

/// <param name="Step">The step that the marks are about: the first that still waits for somebody, else the last that opened.</param>
/// <param name="Unread">How many answers the coach may read and has not read yet.</param>
public sealed record BoardRound(
    Guid Id,
    Guid AssignmentId,
    string ExerciseVersionId,
    int Occurrence,
    DateOnly? DueOn,
    DateTimeOffset OpenedAt,
    StepRef Step,
    IReadOnlyDictionary<Seat, Tick> Ticks,
    RoundMark Mark,
    int Unread,
    DateTimeOffset MovedAt,
    bool Ended);
