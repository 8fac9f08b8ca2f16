using CoachPlatform.Answers;
using CoachPlatform.Cases;
using CoachPlatform.Library;
using CoachPlatform.Platform.Mail;

namespace CoachPlatform.Notices;

/// <summary>
/// Which mail an event of a round is worth to one seat. It looks at nothing but what that seat's own screens show, through the same
/// <see cref="RoundSight"/> that decides frames, so a mail can never tell more than they do.
/// </summary>
public static class WhatToMail
{
    /// <param name="round">As it stands after the event, or later.</param>
    /// <param name="actor">The event's header: whoever did it is there already, and needs no mail about it.</param>
    /// <param name="rests">The seat rests from this exercise, and is asked nothing by it.</param>
    public static MailKind? For(Seat seat, object @event, Round round, CaseGate gate, string? actor, bool rests, DateTimeOffset now)
    {
        if (rests || actor == $"seat:{seat}" || !gate.MayWrite(seat) || gate.Hides(round, seat))
            return null;
        var sight = RoundSight.Of(new Reader.Partner(seat), round, gate, now);
        return @event switch
        {
            // What the other gave in a step where each goes at their own pace is no reason for a mail, however it is shared.
            AnswersRevealed e when sight.Steps.Any(s => s.Step == e.Step && s is { Revealed: true, Mode: Mode.Sealed or Mode.Matched or Mode.Live }) => MailKind.SomethingHasOpened,
            RoundOpened when Asks(sight, gate, _ => true) => MailKind.SomethingIsReady,
            // A step that the calendar opens. One that opens with what somebody did is told on the screens that show it.
            StepOpened e when actor == "clock" && Asks(sight, gate, s => s == e.Step) => MailKind.SomethingIsReady,
            _ => null,
        };
    }

    private static bool Asks(RoundSight sight, CaseGate gate, Func<StepRef, bool> which) =>
        gate.Standing is Standing.Active or Standing.Forming && sight.Open
        && sight.Steps.Any(s => which(s.Step) && (s.WaitsForDoing || (s.MayAct && s.Mode != Mode.Live)));
}
