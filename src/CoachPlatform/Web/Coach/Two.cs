using CoachPlatform.Cases;
using CoachPlatform.Web.Shared;
using SeatView = CoachPlatform.Web.Shared.SeatView;

namespace CoachPlatform.Web.Coach;

/// <summary>The two people of a case as a coach's screen names them, seat A left of seat B.</summary>
public sealed record Two(string A, string B)
{
    public static Two Of(IReadOnlyDictionary<Seat, string> names) => new(names.GetValueOrDefault(Seat.A, "–"), names.GetValueOrDefault(Seat.B, "–"));

    /// <summary>For headings and rows.</summary>
    public string Shown => CoachWords.Two_Shown.With(A, B);

    /// <summary>For sentences.</summary>
    public string Spoken => CoachWords.Two_Spoken.With(A, B);

    public string Name(Seat seat) => seat == Seat.A ? A : B;

    public SeatView Badge(Seat seat) => new(seat, Name(seat));
}
