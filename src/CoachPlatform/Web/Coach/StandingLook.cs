using CoachPlatform.Cases;
using CoachPlatform.Live;
using CoachPlatform.Web.Shared;

namespace CoachPlatform.Web.Coach;

/// <summary>How a case stands, in the words of its coach. Pure.</summary>
public static class StandingLook
{
    /// <summary>One line and what it means; null where it simply goes on.</summary>
    public static (string Title, string Text)? Note(CaseView view, Two two) => view.Standing switch
    {
        Standing.Paused => (CaseStandingWords.Paused.With(When.Day(view.PausedAt ?? view.Now, view.Now, view.Zone)), CaseStandingWords.Paused_Text),
        Standing.OneLeft when Gone(view) is { } gone => (
            CaseStandingWords.Left.With(two.Name(gone)),
            view.Seats[gone].LeavingTold ? CaseStandingWords.Left_Told.With(two.Name(gone.Other())) : CaseStandingWords.Left_Untold.With(two.Name(gone.Other()), two.Name(gone))),
        Standing.Apart when view.Seats.Values.All(s => s.Status == SeatStatus.Left) => (CaseStandingWords.Left_Both, CaseStandingWords.Left_Both_Text),
        Standing.Apart => (CaseStandingWords.Apart, CaseStandingWords.Apart_Text),
        Standing.Closed => (CaseStandingWords.Closed, CaseStandingWords.Closed_Text),
        _ => null,
    };

    /// <summary>For a row of the board; null where it simply goes on.</summary>
    public static string? Tag(BoardRow row, Two two) => row.Standing switch
    {
        Standing.Paused => CaseStandingWords.Tag_Paused,
        Standing.OneLeft => CaseStandingWords.Tag_Left.With(two.Name(Seats.Both.First(s => row.Seats.GetValueOrDefault(s) == SeatStatus.Left))),
        Standing.Apart => row.Seats.Values.All(s => s == SeatStatus.Left) ? CaseStandingWords.Tag_Left_Both : CaseStandingWords.Tag_Apart,
        Standing.Closed => CaseStandingWords.Tag_Closed,
        _ => null,
    };

    /// <summary>The seat that has left, where the other has not.</summary>
    public static Seat? Gone(CaseView view) =>
        view.Standing == Standing.OneLeft ? Seats.Both.Cast<Seat?>().FirstOrDefault(s => view.Seats[s!.Value].Status == SeatStatus.Left) : null;

    /// <summary>Whoever has been left and does not know it: closing would tell.</summary>
    public static Seat? Unknowing(CaseView view) => Gone(view) is { } gone && !view.Seats[gone].LeavingTold ? gone.Other() : null;
}
