using CoachPlatform.Cases;
using CoachPlatform.Library;
using CoachPlatform.Platform.Commands;

namespace CoachPlatform.Answers;

/// <summary>What a change of a round brings with it: the reveal, the next step, the end. Pure, run after every change, and empty when run again.</summary>
public static class WhatFollows
{
    public static IReadOnlyList<object> After(Round round, CaseGate gate, DateTimeOffset now)
    {
        var events = new List<object>();
        while (Next(round, gate, now) is { } next)
        {
            events.Add(next);
            round = Round.Fold(round, round.Id, next, now)!;
        }

        return events;
    }

    /// <summary>The given events and all that follows from them, as one decision.</summary>
    public static Decision With(Round round, CaseGate gate, DateTimeOffset now, params ReadOnlySpan<object> events)
    {
        var after = round;
        foreach (var e in events)
            after = Round.Fold(after, round.Id, e, now)!;
        return new Decision([.. events, .. After(after, gate, now)]);
    }

    public static bool Ready(StepState step, Seat seat) =>
        step.Of(seat) is { Given: Given.Answered, Sharing: { Timing: Timing.Now or Timing.WhenBoth } sharing, Fields: { } fields }
        && fields.Any(f => sharing.Of(f).Partner());

    public static bool NotSharing(StepState step, Seat seat) => step.Of(seat) switch
    {
        { Given: Given.Passed } => true,
        { Given: Given.Answered, Sharing: { Timing: not Timing.InSession } } => !Ready(step, seat),
        { Given: Given.Answered, Sharing: { } sharing, Fields: { } fields } => !fields.Any(f => sharing.Of(f).Partner()),
        _ => false,
    };

    /// <summary>Everybody who acts in the step is ready or not sharing.</summary>
    public static bool Settled(StepState step) => step.Who.All(seat => Settled(step, seat));

    private static bool Settled(StepState step, Seat seat) => Ready(step, seat) || NotSharing(step, seat);

    private static object? Next(Round round, CaseGate gate, DateTimeOffset now)
    {
        // Under a hold nothing passes between the two, and that something has come to its end would pass too.
        if (!round.Open || gate.Freezes(round.Screened))
            return null;
        foreach (var step in round.Steps)
        {
            if (RevealIfDue(round, step, gate, now) is { } revealed)
                return revealed;
            if (OpenIfDue(round, step) is { } opened)
                return opened;
        }

        return round.Steps.All(s => s.Done || s.Plan.Log) && round.Steps.Any(s => s.Done) ? new RoundCompleted(round.CaseId) : null;
    }

    private static AnswersRevealed? RevealIfDue(Round round, StepState step, CaseGate gate, DateTimeOffset now)
    {
        var due = step is { Status: StepStatus.Open, Reveal: null, Plan.Mode: not (Mode.Joint or Mode.Live), Plan.Log: false }
            && gate.OpensNow
            && gate.Offers(round.Topic, now)
            && Settled(step);
        return due ? Revealed(round, step) : null;
    }

    public static AnswersRevealed Revealed(Round round, StepState step) => new(round.CaseId, step.Step, step.Who.All(seat => Ready(step, seat)));

    private static object? OpenIfDue(Round round, StepState step)
    {
        if (step.Status != StepStatus.NotOpen || step.Plan.Opens.Step is not { } waitsFor || round.Find(waitsFor) is not { } before)
            return null;
        // A step about a text that did not open ends quietly, so that nobody is asked about words they may not read.
        if (step.Plan.About is { } about && before.Done && round.Find(about) is not { Shown: true })
            return new StepSkipped(round.CaseId, step.Step);
        var due = step.Plan is { Opens.When: OpensWhen.After, Mode: not Mode.Live }
            && (before.Done || (before.Plan is { Mode: Mode.Individual, Log: false } && before.Who.Any(before.DoneFor)));
        return due ? new StepOpened(round.CaseId, step.Step, By: null) : null;
    }
}
