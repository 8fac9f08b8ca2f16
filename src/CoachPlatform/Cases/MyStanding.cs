namespace CoachPlatform.Cases;

/// <summary>How a case stands for one partner, as far as that partner may know.</summary>
public enum StandingForMe
{
    Together,

    /// <summary>The coach has paused it; or the other has left and does not let it be known yet, which is the same to this one.</summary>
    Paused,

    /// <summary>This partner has left.</summary>
    Left,

    /// <summary>The other has left and lets it be known.</summary>
    OtherLeft,
    Apart,
    Closed,
}

/// <param name="Resting">This partner rests from the whole case. Nobody but the coach sees it.</param>
/// <param name="Told">This partner has left and has let the other know.</param>
/// <param name="ConsentWithdrawn">This partner has taken back their consent to what is kept.</param>
public sealed record MyStanding(StandingForMe State, bool Resting, bool Told, bool ConsentWithdrawn)
{
    public static MyStanding Of(CaseGate gate, Seat seat) => new(
        StateOf(gate, seat), gate.Seats[seat].RestingSince is not null, gate.Seats[seat].LeavingTold, gate.ConsentWithdrawn?.Contains(seat) == true);

    /// <summary>Whether there is nobody here any more to write with; what needs nobody else may go on.</summary>
    public bool Ended => State is StandingForMe.Left or StandingForMe.OtherLeft or StandingForMe.Apart or StandingForMe.Closed;

    /// <summary>Whether a reminder may go out: none while it rests, pauses or is over.</summary>
    public bool MayBeReminded => State == StandingForMe.Together && !Resting;

    private static StandingForMe StateOf(CaseGate gate, Seat seat) =>
        gate.Standing == Standing.Closed ? StandingForMe.Closed
        : gate.Seats[seat].Status == SeatStatus.Left ? StandingForMe.Left
        : gate.PausedFor(seat) ? StandingForMe.Paused
        : !gate.EndedFor(seat) ? StandingForMe.Together
        : gate.Standing == Standing.Apart ? StandingForMe.Apart
        : StandingForMe.OtherLeft;
}
