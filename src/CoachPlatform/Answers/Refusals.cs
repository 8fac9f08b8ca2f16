using CoachPlatform.Cases;
using CoachPlatform.Platform.Commands;

namespace CoachPlatform.Answers;

/// <summary>The refusals of a round's commands, worded for the person who wrote.</summary>
internal static class Refusals
{
    public static Refusal RoundClosed { get; } = Refusal.Conflict("round-closed", "This is no longer open. Your words are still on this page.");

    public static Refusal StepNotOpen { get; } = Refusal.Conflict("step-not-open", "This part is not open yet. Your words are still on this page.");

    /// <summary>For a write that names no step, where none is open for its writer.</summary>
    public static Refusal NothingOpen(Round round) => round.Open ? StepNotOpen : RoundClosed;

    public static Refusal NotYourTurn { get; } = Refusal.Conflict("not-your-turn", "This part is not yours to answer.");

    public static Refusal AlreadyRevealed { get; } = Refusal.Conflict("already-revealed", "It has opened meanwhile, so what you gave before stands.");

    public static Refusal PolicyNotInForce { get; } =
        Refusal.Conflict("policy-not-in-force", "Please accept how your coach handles confidences before you write.");

    public static Refusal CasePaused { get; } = Refusal.Conflict("case-paused", "This is paused for now. Your words are still on this page.");

    public static Refusal CoupleEnded { get; } = Refusal.Conflict("couple-ended", "Nothing more can be added here.");

    public static Refusal NothingThere { get; } = Refusal.Conflict("nothing-there", "There is no answer of yours to change here.");

    public static Refusal LegalHold { get; } =
        Refusal.Conflict("legal-hold", "The law asks that everything of this case is kept for now, so nothing was destroyed. It can be done once the legal hold is lifted. Until then its author can take the answer back, so that nobody else reads it.");

    public static Refusal AlreadyAnswered(int version) =>
        new(409, "already-answered", "You have answered this already. You can change that answer instead.", More: new Dictionary<string, object?> { ["revises"] = version });

    public static Refusal AnswerMoved(int version) =>
        new(409, "answer-moved", "Your answer was changed elsewhere meanwhile. Look at it, then decide.", More: new Dictionary<string, object?> { ["revises"] = version });

    /// <summary>What the case's standing, as this seat may know it, says to words of theirs in this round; null when it lets them be.</summary>
    public static Refusal? ForStanding(Round round, CaseGate gate, Seat seat) =>
        gate.PausedFor(seat) ? CasePaused
        : gate.EndedFor(seat) ? (round.GoesOnAlone && gate.Standing != Standing.Closed ? null : CoupleEnded)
        : gate.Standing is Standing.Active or Standing.Forming ? null
        : CoupleEnded;

    /// <summary>What stops a seat from writing to a step, whatever it wants to write; null when nothing does.</summary>
    public static Refusal? ForWriting(Round round, CaseGate gate, Seat seat, StepRef named, DateTimeOffset now)
    {
        if (round.ClosedFor(now) || !gate.Offers(round.Topic, now))
            return RoundClosed;
        if (ForStanding(round, gate, seat) is { } stands)
            return stands;
        if (!gate.MayWrite(seat))
            return PolicyNotInForce;
        if (round.Find(named) is not { } step)
            return StepNotOpen;
        if (!step.Who.Contains(seat))
            return NotYourTurn;
        if (round.OpenFor(step, seat))
            return null;
        return step is { Reveal: not null } ? AlreadyRevealed : StepNotOpen;
    }
}
