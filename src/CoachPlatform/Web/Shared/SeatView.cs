using CoachPlatform.Cases;

namespace CoachPlatform.Web.Shared;

/// <summary>How a seat's mark is drawn. <c>Place</c> is the other's seat before a reveal, on a partner's screen: an outline that says nothing.</summary>
public enum SeatState { NotStarted, Waiting, Answered, Open, NotShared, Overdue, Place }

/// <summary>A seat as a screen shows it.</summary>
/// <param name="Name">The person's name as this reader knows it; its first letter stands in badges.</param>
/// <param name="Word">Replaces the state's own word in labels: "overdue by 5 days".</param>
public sealed record SeatView(Seat Seat, string Name, SeatState State = SeatState.Waiting, string? Word = null);

/// <summary>Words and class names of seats and their states.</summary>
public static class SeatLook
{
    public static string ClassOf(Seat seat) => seat == Seat.A ? "seat-a" : "seat-b";

    public static string ClassOf(SeatState state) => state switch
    {
        SeatState.NotStarted => "mark-not-started",
        SeatState.Waiting => "mark-waiting",
        SeatState.Answered => "mark-answered",
        SeatState.Open => "mark-open",
        SeatState.NotShared => "mark-not-shared",
        SeatState.Overdue => "mark-overdue",
        SeatState.Place => "mark-place",
    };

    /// <summary>The state's word for a coach.</summary>
    public static string WordOf(SeatState state) => state switch
    {
        SeatState.NotStarted => SharedWords.State_NotStarted,
        SeatState.Waiting or SeatState.Place => SharedWords.State_Waiting,
        SeatState.Answered => SharedWords.State_Answered,
        SeatState.Open => SharedWords.State_Open,
        SeatState.NotShared => SharedWords.State_NotShared,
        SeatState.Overdue => SharedWords.State_Overdue,
    };

    /// <summary>"Imani: answered, sealed."</summary>
    public static string Label(SeatView seat) => SharedWords.State_Label.With(seat.Name, seat.Word ?? WordOf(seat.State));

    /// <summary>The letter of a badge: the first of the name, whatever alphabet it is written in.</summary>
    public static string Initial(string name)
    {
        var trimmed = name.Trim();
        return trimmed.Length == 0 ? "·" : System.Globalization.StringInfo.GetNextTextElement(trimmed).ToUpper(System.Globalization.CultureInfo.CurrentCulture);
    }

    /// <summary>Up to two letters of somebody who has no seat: a coach, a supervisor.</summary>
    public static string Initials(string name)
    {
        var parts = name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return parts.Length < 2 ? Initial(name) : Initial(parts[0]) + Initial(parts[^1]);
    }
}
