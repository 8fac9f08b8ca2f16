using CoachPlatform.Assignments;
using CoachPlatform.Library;
using CoachPlatform.Platform;

namespace CoachPlatform.Programmes;

/// <summary>
/// What befalls the exercises that a run has given when the run rests, goes on, ends, or is over with a step: no round comes of what rests or is over, and
/// whatever is open stays. Pure.
/// </summary>
public static class GivenByRun
{
    /// <summary>The assignments that these events of a run may touch, each with its step, by ascending id: the order in which they are locked.</summary>
    public static IReadOnlyList<(Guid Id, ProgrammeStep Step)> Touched(RunAt before, IReadOnlyList<object> events)
    {
        var all = events.Any(e => e is RunPaused or RunResumed or RunEnded);
        var keys = events.Select(StepOf).ToHashSet();
        return [.. before.Template.Steps.Where(s => all || keys.Contains(s.Key)).Select(s => (Id: before.Run.Of(s.Key).AssignmentId, Step: s))
            .Where(t => t.Id is not null).Select(t => (t.Id!.Value, t.Step)).OrderBy(t => t.Item1)];
    }

    /// <summary>What is stored with one of them, for its own stream.</summary>
    /// <param name="after">The run as these events have left it.</param>
    public static IReadOnlyList<object> Decide(RunAt after, ProgrammeStep step, Assignment assignment, IReadOnlyList<object> events)
    {
        var (run, follows) = (after.Run, new List<object>());
        if (assignment.WithdrawnAt is not null)
            return follows;
        // What the coach had paused by hand stays so until the coach lets it go on.
        if (assignment.PausedBy == run.Id && events.Any(e => e is RunResumed))
            follows.Add(new AssignmentResumed(run.CaseId));
        if (DueOn(after, step, assignment) is { } due && IsMoved(assignment.DueOn!.Value, due, after, step, events))
            follows.Add(new DueChanged(run.CaseId, due));
        if (!assignment.MayGiveMore())
            return follows;
        if (run.EndedAt is not null || run.Of(step.Key).SettledAt is not null)
            follows.Add(new AssignmentFinished(run.CaseId));
        else if (assignment.PausedAt is null && events.Any(e => e is RunPaused))
            follows.Add(new AssignmentPaused(run.CaseId, run.Id));
        return follows;
    }

    /// <summary>The last day that a single round is given, today at the earliest; null where it has rounds, is there for when it is wanted, or has no date.</summary>
    private static DateOnly? DueOn(RunAt at, ProgrammeStep step, Assignment assignment)
    {
        if (assignment.Cadence != Cadence.Once || assignment.DueOn is null)
            return null;
        var began = (assignment.FirstAt ?? assignment.MadeAt) + (at.Run.Of(step.Key).Rested ?? TimeSpan.Zero);
        var last = LocalDay.Of(began, at.World.Zone).AddDays(StepEnds.Days(at.Exercises[step.Key], at.Run.TermsOf(step)) - 1);
        return LocalDay.Of(at.Now, at.World.Zone) is var today && last < today ? today : last;
    }

    /// <summary>By a change of the step's days, whichever way; after a rest, only further away: a later day that the coach had chosen stays.</summary>
    private static bool IsMoved(DateOnly from, DateOnly to, RunAt after, ProgrammeStep step, IReadOnlyList<object> events) =>
        (from != to && events.Any(e => e is StepChanged && StepOf(e) == step.Key)) || (from < to && after.Run.Of(step.Key).SettledAt is null && events.Any(e => e is RunResumed));

    private static string? StepOf(object e) => e switch
    {
        StepFinished x => x.StepKey,
        StepLeftOut x => x.StepKey,
        StepChanged x => x.StepKey,
        _ => null,
    };
}
