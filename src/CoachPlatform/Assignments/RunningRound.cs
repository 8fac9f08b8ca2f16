using CoachPlatform.Answers;
using CoachPlatform.Library;
using CoachPlatform.Platform;

namespace CoachPlatform.Assignments;

/// <summary>
/// Until when a round stands in the way of the next one of an exercise that starts on request. It follows from what both partners know alone, and is
/// the same for both and for the coach: that a round can be started, or that somebody has started one, must not tell that the other is done. Pure.
/// </summary>
public static class RunningRound
{
    /// <summary>The round that a press finds instead of starting another.</summary>
    public static Round? Of(Assignment assignment, IEnumerable<Round> rounds, DateTimeOffset now) =>
        assignment.Many ? null : rounds.LastOrDefault(r => r.AssignmentId == assignment.Id && Runs(r, assignment.Zone, now));

    /// <summary>
    /// A round runs until it is closed or what the two do together is done. Of steps that each answers at their own pace nobody may learn that both
    /// are, so for them it is the calendar: such a round runs until the morning after the last thing that both have seen begin or end.
    /// </summary>
    public static bool Runs(Round round, string zone, DateTimeOffset now)
    {
        if (round.ClosedFor(now))
            return false;
        var last = round.OpenedAt;
        var ownPace = false;
        foreach (var step in round.Steps.Where(s => !FollowsOwnPace(round, s)))
        {
            if (NeverComes(round, step))
                continue;
            if ((step.OwnPace ? step.Status == StepStatus.Open ? step.OpenedAt : null : EndOf(step)) is not { } at)
                return true;
            ownPace |= step.OwnPace;
            last = at > last ? at : last;
        }

        // A list never ends, so a round of nothing else stands until it is taken back.
        return round.Steps.All(s => s.Plan.Log) || (ownPace && LocalDay.NextMorning(last, zone) > now);
    }

    /// <summary>Reached by each with their own answer.</summary>
    private static bool FollowsOwnPace(Round round, StepState step) =>
        step.Plan.Opens is { When: OpensWhen.After, Step: { } named } && round.Find(named) is { } before && (before.OwnPace || FollowsOwnPace(round, before));

    /// <summary>It asks about words that did not open, which both have seen.</summary>
    private static bool NeverComes(Round round, StepState step) =>
        step.Plan.About is { } named && round.Find(named) is { OwnPace: false } about && !FollowsOwnPace(round, about)
        && (EndOf(about) is not null ? !about.Shown : NeverComes(round, about));

    private static DateTimeOffset? EndOf(StepState step) =>
        step.Reveal?.At ?? step.Joint switch
        {
            { ConfirmedAt: { } at } => at,
            { Carried: true } => step.OpenedAt,
            _ => null,
        };
}
