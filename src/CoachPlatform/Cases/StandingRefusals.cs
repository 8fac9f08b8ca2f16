using CoachPlatform.Platform.Commands;

namespace CoachPlatform.Cases;

/// <summary>Why a case cannot come to stand otherwise.</summary>
internal static class StandingRefusals
{
    public static Refusal Closed { get; } = Refusal.Conflict("case-closed", "This case is closed, so nothing of it changes any more.");

    /// <summary>For the coach.</summary>
    public static Refusal NoCouple { get; } = Refusal.Conflict("couple-ended", "They are no longer here together, so there is nothing left to pause.");

    public static Refusal AlreadyLeft { get; } = Refusal.Conflict("already-left", "You have left already. Everything you wrote is still yours.");

    public static Refusal NotLeft { get; } = Refusal.Conflict("not-left", "You have not left, so there is nothing to tell.");

    public static Refusal HasWords { get; } = Refusal.Conflict("seat-has-words", "Somebody has done something in this seat already, so it stays theirs. Close this case and open a new one.");

    public static Refusal NobodyThere { get; } = Refusal.Conflict("nobody-there", "Nobody sits in this seat.");
}
