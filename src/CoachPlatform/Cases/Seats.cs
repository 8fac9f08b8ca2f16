namespace CoachPlatform.Cases;

/// <summary>Both seats, for code that treats them alike.</summary>
public static class Seats
{
    public static readonly IReadOnlyList<Seat> Both = [Seat.A, Seat.B];

    public static Seat Other(this Seat seat) => seat == Seat.A ? Seat.B : Seat.A;
}
