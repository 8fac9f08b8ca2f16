using CoachPlatform.Answers;
using CoachPlatform.Cases;
using CoachPlatform.Live;
using CoachPlatform.Web.Shared;
using SeatState = CoachPlatform.Web.Shared.SeatState;
using SeatView = CoachPlatform.Web.Shared.SeatView;

namespace CoachPlatform.Web.Coach;

/// <summary>What a coach's screen says about a round: marks and one line. The board's row and the case page's say the same. Pure.</summary>
/// <param name="Open">Whether the round still runs.</param>
public sealed record RoundLook(
    Two Two, IReadOnlyDictionary<Seat, SeatTick> Ticks, RoundMark Mark, bool Open, int StepNumber, int Steps, int Occurrence, DateOnly? DueOn, int DaysOver)
{
    public static RoundLook Of(Two two, CurrentRound round, bool open) =>
        new(two, round.Ticks, round.Mark, open, round.StepNumber, round.Steps, round.Occurrence, round.DueOn, round.DaysOver);

    public static RoundLook Of(Two two, CaseRound round) =>
        new(two, round.Ticks, round.Mark, round.Open, round.StepNumber, round.Steps, round.Occurrence, round.DueOn, round.DaysOver);

    /// <summary>Both answers opened in one moment.</summary>
    public bool Together => Mark is RoundMark.OpenedTogether or RoundMark.Agreed && Ticks.Values.All(t => t == SeatTick.Open);

    public SeatView Seat(Seat seat) => new(seat, Two.Name(seat), StateOf(Ticks.GetValueOrDefault(seat)), Ticks.GetValueOrDefault(seat) == SeatTick.Overdue ? Counted.OverdueBy(DaysOver) : null);

    /// <summary>"Step 2 of 3", or "Round 4" for an exercise of one step.</summary>
    public string Place => Steps > 1 ? CoachWords.Round_Step.With(StepNumber, Steps) : CoachWords.Round_Number.With(Occurrence);

    public bool IsOver => Open && DaysOver > 0;

    /// <summary>"5 days over", "due Fri", "opened together": the most telling of what is known.</summary>
    public string State(DateOnly today) => IsOver ? Counted.DaysOver(DaysOver) : Mark switch
    {
        RoundMark.OpenedTogether => CoachWords.Mark_Together,
        RoundMark.OneNotShared => CoachWords.Mark_OneNotShared,
        RoundMark.Agreed => CoachWords.Mark_Agreed,
        RoundMark.Done => CoachWords.Mark_Done,
        RoundMark.Closed => CoachWords.Mark_Closed,
        RoundMark.Running => DueOn is { } due ? CoachWords.Due.With(When.DayWithin(due, today)) : CoachWords.Due_Never,
    };

    public static SeatState StateOf(SeatTick tick) => tick switch
    {
        SeatTick.NotStarted => SeatState.NotStarted,
        SeatTick.Waiting => SeatState.Waiting,
        SeatTick.Answered => SeatState.Answered,
        SeatTick.Open => SeatState.Open,
        SeatTick.NotShared => SeatState.NotShared,
        SeatTick.Overdue => SeatState.Overdue,
    };
}
