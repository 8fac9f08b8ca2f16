using CoachPlatform.Cases;
using CoachPlatform.Library;
using CoachPlatform.Platform;
using CoachPlatform.Platform.Commands;

namespace CoachPlatform.Answers;

/// <summary>Steps that open some days after the one before them, in the morning where the couple lives. Pure.</summary>
public static class StepClock
{
    /// <summary>When the calendar opens this step; null while it waits for something else, or for no day at all.</summary>
    public static DateTimeOffset? OpensAt(Round round, StepState step, string zone) =>
        Since(round, step) is { } since ? LocalDay.Morning(LocalDay.Of(since, zone).AddDays(step.Plan.Opens.Days!.Value), zone) : null;

    /// <summary>No step of the round opens by the calendar before this; a cheap bound that needs no zone. Null when none waits for a day.</summary>
    public static DateTimeOffset? NotBefore(Round round) =>
        round.Open
            ? round.Steps.Select(s => Since(round, s) is { } since ? since.AddDays(s.Plan.Opens.Days!.Value - 1).AddHours(-2) : (DateTimeOffset?)null).Min()
            : null;

    /// <summary>Given a round: the steps whose day has come, and what follows from their opening. Nothing when none is due.</summary>
    public static Decision Decide(Round round, CaseGate gate, DateTimeOffset now)
    {
        if (round.ClosedFor(now) || !gate.Offers(round.Topic, now) || gate.Freezes(round.Screened) || gate.Standing is not (Standing.Forming or Standing.Active))
            return Decision.Nothing;
        object[] due = [.. round.Steps.Where(s => OpensAt(round, s, gate.Zone) <= now).Select(s => new StepOpened(round.CaseId, s.Step, By: null))];
        return due.Length == 0 ? Decision.Nothing : WhatFollows.With(round, gate, now, due);
    }

    /// <summary>
    /// From when the days are counted: the end of the step before. Where each goes at their own pace it is that step's beginning, since its end
    /// would tell one what the other did.
    /// </summary>
    private static DateTimeOffset? Since(Round round, StepState step) =>
        step is { Status: StepStatus.NotOpen, Plan.Mode: not Mode.Live, Plan.Opens: { When: OpensWhen.AfterDays or OpensWhen.Ready, Step: { } waitsFor, Days: not null } }
        && round.Find(waitsFor) is { } before
            ? before.OwnPace && before.Status == StepStatus.Open ? before.OpenedAt : EndOf(round, before)
            : null;

    private static DateTimeOffset? EndOf(Round round, StepState step) => step switch
    {
        { Status: StepStatus.Skipped, Plan.Opens.Step: { } before } => EndOf(round, round.Find(before)!),
        { Plan.Mode: Mode.Joint } => step.Joint is { } joint ? joint.ConfirmedAt ?? (joint.Carried ? round.OpenedAt : null) : null,
        _ => step.Reveal?.At,
    };
}
