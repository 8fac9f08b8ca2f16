using CoachPlatform.Cases;
using CoachPlatform.Live;
using CoachPlatform.Web.Shared;

namespace CoachPlatform.Web.Coach;

/// <summary>Which rows a coach has asked for, by the board's address.</summary>
public enum Show { All, Attention, Ready, Quiet }

/// <summary>What the board says, from its rows. Pure.</summary>
public static class BoardLook
{
    public static Show ShowOf(string? asked) => Enum.TryParse<Show>(asked, ignoreCase: true, out var show) && Enum.IsDefined(show) ? show : Show.All;

    public static string Query(Show show) => show == Show.All ? "" : $"?show={AddressOf(show)}";

    public static string AddressOf(Show show) => show switch
    {
        Show.All => "all",
        Show.Attention => "attention",
        Show.Ready => "ready",
        Show.Quiet => "quiet",
    };

    public static bool Shows(this BoardRow row, Show show) => show switch
    {
        Show.All => true,
        Show.Attention => row.Attention.Any(a => a.Why != Why.ReadyToRead),
        Show.Ready => row.Attention.Any(a => a.Why == Why.ReadyToRead),
        Show.Quiet => row.Attention.Count == 0,
    };

    /// <summary>Sorts as the board does when nobody points at it: by the most pressing reason, then the newest movement first.</summary>
    public static string OrderOf(BoardRow row) =>
        $"{(row.Attention.Count > 0 ? (int)row.Attention[0].Why : row.Standing is Standing.Forming or Standing.Active ? 8 : 9)}-{long.MaxValue - row.LastMove.At.UtcTicks}-{row.CaseId:N}";

    /// <summary>The last movement in a few words: "Noor answered".</summary>
    public static string Moved(LastMove move, Two two)
    {
        var who = move.By is { } seat ? two.Name(seat) : "";
        return move.Kind switch
        {
            Move.CaseOpened => CoachWords.Move_CaseOpened,
            Move.Invited => CoachWords.Move_Invited,
            Move.Joined => CoachWords.Move_Joined.With(who),
            Move.RoundOpened => CoachWords.Move_RoundOpened,
            Move.StepOpened => CoachWords.Move_StepOpened,
            Move.Answered => CoachWords.Move_Answered.With(who),
            Move.Passed => CoachWords.Move_Passed.With(who),
            Move.Withdrawn => CoachWords.Move_Withdrawn.With(who),
            Move.SharingChanged => CoachWords.Move_SharingChanged.With(who),
            Move.Opened => CoachWords.Move_Opened,
            Move.Proposed => CoachWords.Move_Proposed.With(who),
            Move.Agreed => CoachWords.Move_Agreed,
            Move.Commented => CoachWords.Move_Commented,
            Move.DueChanged => CoachWords.Move_DueChanged,
            Move.Closed => CoachWords.Move_Closed,
            Move.Completed => CoachWords.Move_Completed,
            Move.Paused => CaseStandingWords.Move_Paused,
            Move.Resumed => CaseStandingWords.Move_Resumed,
            Move.Left => CaseStandingWords.Move_Left.With(who),
            Move.Parted => CaseStandingWords.Move_Parted,
            Move.CaseClosed => CaseStandingWords.Move_Closed,
        };
    }

    public static string Reason(Attention reason) => reason.Why switch
    {
        Why.Concern => SafetyWords.Board_Concern,
        Why.ReadyToRead => CoachWords.Reason_Ready,
        Why.Overdue => Counted.DaysOver(reason.Count),
        Why.Still => Counted.Still(reason.Count),
    };

    /// <summary>Where a reason leads: to the round or the concern it is about, or to the case.</summary>
    public static string Address(BoardRow row, Attention reason) =>
        reason.Why == Why.Concern ? $"/cases/{row.CaseId}/safety" : reason.RoundId is { } round ? $"/cases/{row.CaseId}#round-{round}" : $"/cases/{row.CaseId}";

    /// <summary>Who has not come in yet, under the names; null when both have.</summary>
    public static string? Joining(IReadOnlyDictionary<Seat, SeatStatus> seats, Two two)
    {
        var waiting = Seats.Both.Where(s => seats.GetValueOrDefault(s) is SeatStatus.Empty or SeatStatus.Invited).ToList();
        return waiting.Count switch
        {
            0 => null,
            1 => CoachWords.Joining_One.With(two.Name(waiting[0])),
            _ => CoachWords.Joining_Both,
        };
    }

    /// <summary>What an opened bar is drawn as.</summary>
    public static string? BarOf(RecentRound round) => round.Mark switch
    {
        RoundMark.OpenedTogether or RoundMark.Agreed or RoundMark.Done => null,
        RoundMark.OneNotShared => "one-side",
        RoundMark.Closed => "closed",
        RoundMark.Running => round.Ended ? "closed" : "running",
    };
}
