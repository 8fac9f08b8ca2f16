using CoachPlatform.Library;
using CoachPlatform.Platform;

namespace CoachPlatform.Programmes;

/// <summary>A run with everything that decides about it, at one moment.</summary>
/// <param name="Exercises">By the key of the step: the versions that this run gives.</param>
public sealed record RunAt(ProgrammeRun Run, Programme Template, IReadOnlyDictionary<string, Exercise> Exercises, RunWorld World, DateTimeOffset Now);

/// <summary>
/// What a run does by itself: steps end, steps open, the run ends. Decided from the state alone and empty when run again, so that asking twice, late or
/// on two nodes changes nothing. Pure.
/// </summary>
public static class RunSteps
{
    /// <summary>The events that are due now, in order. Steps given at one moment are given together.</summary>
    public static IReadOnlyList<object> Due(RunAt at)
    {
        var events = new List<object>();
        while (Next(at) is { } next)
        {
            events.Add(next);
            at = at with { Run = ProgrammeRun.Fold(at.Run, at.Run.Id, next, at.Now)! };
        }

        return events;
    }

    /// <summary>Why a step waits; null when it may open now. <c>Never</c>: what it is only for will not come to be.</summary>
    public static (StepWaits? Waits, bool Never) Why(RunAt at, ProgrammeStep step)
    {
        if (at.Run.PausedAt is not null)
            return (new StepWaits(Waits.Paused), false);
        if (!at.World.Open)
            return (new StepWaits(Waits.ForTheCase), false);
        if (Start(at) is var start && start > at.Now)
            return (new StepWaits(Waits.ForTheStart, Until: start), false);
        if (Opening(at, at.Run.TermsOf(step).Opens) is { } waits)
            return (waits, false);
        var (condition, never) = Condition(at, step);
        return never || condition is not null ? (condition, never)
            : at.World.Blocked.TryGetValue(step.Key, out var refusal) ? (new StepWaits(refusal.StartsWith("safety-", StringComparison.Ordinal) ? Waits.ForSafety : Waits.Blocked, refusal), false)
            : (null, false);
    }

    /// <summary>
    /// Why a step that was given has not come to the couple: its topic is not open. Null where it has. The case's own state says nothing of whoever has
    /// not said yes.
    /// </summary>
    public static StepWaits? Sleeps(RunAt at, ProgrammeStep step) =>
        at.Run.Of(step.Key) is { Waits: false, SettledAt: null } && at.World.Steps.GetValueOrDefault(step.Key) is { FirstAt: null, Withdrawn: false }
        && at.Exercises[step.Key].Topic is not "none" and var topic
            ? new StepWaits(Waits.ForTopic, topic)
            : null;

    /// <summary>When a step that was given ends by the calendar; null where it ends with its round, or nobody can say yet.</summary>
    public static DateTimeOffset? EndsAt(RunAt at, ProgrammeStep step)
    {
        var (terms, exercise) = (at.Run.TermsOf(step), at.Exercises[step.Key]);
        if (StepEnds.Of(exercise, terms) == StepEnd.WithItsRound || at.World.Steps.GetValueOrDefault(step.Key) is not { FirstAt: { } first } seen)
            return null;
        if (seen.Repeats)
            return seen.RoundsOver;
        // The days on which the run rested are not counted.
        return LocalDay.Morning(LocalDay.Of(first + (at.Run.Of(step.Key).Rested ?? TimeSpan.Zero), at.World.Zone).AddDays(StepEnds.Days(exercise, terms)), at.World.Zone);
    }

    /// <summary>When it is worth looking again though nobody has done anything; each morning at the latest, when topics open too.</summary>
    /// <returns>Null where nothing can come any more.</returns>
    public static DateTimeOffset? LookFrom(RunAt at)
    {
        if (at.World.Over)
            return null;
        // What waits for an answer or a coach's closing of a concern, which no day says, is looked at again soon.
        var soon = !at.World.Open || at.Template.Steps.Any(s => at.Run.Of(s.Key).Waits && Why(at, s).Waits?.Kind == Waits.ForSafety);
        var morning = soon ? at.Now.AddMinutes(10) : LocalDay.NextMorning(at.Now, at.World.Zone);
        var known = at.Template.Steps.Select(s => at.Run.Of(s.Key) is { Waits: true } ? Why(at, s).Waits?.Until : at.Run.Of(s.Key).SettledAt is null ? EndsAt(at, s) : null);
        return known.Append(morning).Min();
    }

    private static object? Next(RunAt at)
    {
        var (run, caseId) = (at.Run, at.Run.CaseId);
        if (!run.Running || !at.World.Open)
            return null;
        foreach (var step in at.Template.Steps)
        {
            var state = run.Of(step.Key);
            if (state.SettledAt is not null)
                continue;
            if (state.Waits)
            {
                var (waits, never) = Why(at, step);
                if (never)
                    return new StepLeftOut(caseId, step.Key);
                if (waits is null)
                    return new StepAssigned(caseId, step.Key, ProgrammeRun.AssignmentOf(at.World.Tenant, run.Id, step.Key));
            }
            else if (at.World.Steps.GetValueOrDefault(step.Key) is { } seen)
            {
                // Taken back by the coach by hand: nothing waits for it any more.
                if (seen.Withdrawn)
                    return new StepLeftOut(caseId, step.Key);
                if (Ended(at, step, seen))
                    return new StepFinished(caseId, step.Key, seen.RoundId);
            }
        }

        return at.Template.Steps.All(s => run.Of(s.Key).SettledAt is not null) ? new RunEnded(caseId, RunEnd.Completed) : null;
    }

    private static bool Ended(RunAt at, ProgrammeStep step, StepSeen seen) =>
        StepEnds.Of(at.Exercises[step.Key], at.Run.TermsOf(step)) == StepEnd.WithItsRound ? seen.Complete : EndsAt(at, step) <= at.Now;

    private static DateTimeOffset Start(RunAt at) => at.Run.StartsOn is { } day && LocalDay.Morning(day, at.World.Zone) is var morning && morning > at.Run.StartedAt ? morning : at.Run.StartedAt;

    private static StepWaits? Opening(RunAt at, StepOpening opens)
    {
        if (opens.When == StartsWhen.AtOnce)
            return null;
        if (opens.When == StartsWhen.OnDay)
            return Day(at, opens.Days!.Value) is var due && due > at.Now ? new StepWaits(Waits.ForItsDay, Until: due) : null;
        if (at.Run.Of(opens.Step!).SettledAt is not { } settled)
            return new StepWaits(Waits.ForStep, opens.Step);
        return opens.Days is { } days && LocalDay.Morning(LocalDay.Of(settled, at.World.Zone).AddDays(days), at.World.Zone) is var after && after > at.Now
            ? new StepWaits(Waits.ForItsDay, opens.Step, after)
            : null;
    }

    /// <summary>
    /// The morning of a day of the run. Steps with days of their own keep their distance: what comes late, because the run rested or nobody looked,
    /// moves what comes after it on by as much, so that it never comes all at once. What came late because of its own condition moves nothing.
    /// </summary>
    private static DateTimeOffset Day(RunAt at, int n)
    {
        var day = LocalDay.Of(Start(at), at.World.Zone).AddDays(n);
        foreach (var other in at.Template.Steps)
            if (other.OnlyIf is null && at.Run.TermsOf(other).Opens is { When: StartsWhen.OnDay, Days: { } m } && m < n && at.Run.Of(other.Key).AssignedAt is { } given
                && LocalDay.Of(given, at.World.Zone).AddDays(n - m) is var kept && kept > day)
                day = kept;
        return LocalDay.Morning(day, at.World.Zone);
    }

    private static (StepWaits? Waits, bool Never) Condition(RunAt at, ProgrammeStep step)
    {
        if (step.OnlyIf is not { } condition)
            return (null, false);
        var of = condition.Kind is OnlyIf.Finished or OnlyIf.LeftOut ? at.Run.Of(condition.Of) : new RunStep();
        return condition.Kind switch
        {
            OnlyIf.Finished => (of.FinishedAt is not null ? null : new StepWaits(Waits.ForCondition, condition.Of), of.LeftOutAt is not null),
            OnlyIf.LeftOut => (of.LeftOutAt is not null ? null : new StepWaits(Waits.ForCondition, condition.Of), of.FinishedAt is not null),
            OnlyIf.Topic => (at.World.Offers.Contains(condition.Of) ? null : new StepWaits(Waits.ForTopic, condition.Of), false),
            OnlyIf.Coach => (at.Run.Of(step.Key).Allowed ? null : new StepWaits(Waits.ForCoach, condition.Of), false),
        };
    }
}
