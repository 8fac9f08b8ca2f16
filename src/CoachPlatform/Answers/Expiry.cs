using CoachPlatform.Library;

namespace CoachPlatform.Answers;

/// <summary>
/// The practice keeps the answers of this round no longer: the keys of its steps were destroyed in the same commit. What the two had agreed on is under
/// another key, and stays. In the round's own stream, since sight is decided from that and the gate alone.
/// </summary>
public sealed record AnswersExpired(Guid CaseId) : IRoundEvent;

/// <summary>When a round has ended for good, and what is left of it once its answers are gone. Pure.</summary>
public static class Expiry
{
    /// <summary>
    /// When the round ended, as both may know it; null while it is open. That both are done ends only a round in which both see it: elsewhere the day on
    /// which answers go would tell one when the other had answered, or that a concern stands.
    /// </summary>
    public static DateTimeOffset? EndedAt(Round round, DateTimeOffset at) => new[]
    {
        round.ClosedBecause is null ? null : round.ClosedAt,
        round.ClosesAt <= at ? round.ClosesAt : null,
        round.Steps.All(s => s.Plan.Mode is Mode.Sealed or Mode.Matched or Mode.Live || (!round.Screened && !s.OwnPace)) ? round.CompletedAt : null,
    }.Min();

    /// <summary>How many answers there still are, each line of a log for itself.</summary>
    public static int Answers(Round round) =>
        round.Steps.Where(s => s.Plan.Mode != Mode.Joint).SelectMany(s => s.Actors.Values)
            .Sum(a => a.Entries?.Values.Count(e => e is { Given: Given.Answered, Gone: false }) ?? (a is { Given: Given.Answered, Gone: false } ? 1 : 0));

    /// <summary>What the round's stream gets when its keys go. Nothing when they have gone before.</summary>
    public static IReadOnlyList<object> Decide(Round round) => round switch
    {
        { ExpiredAt: not null } => [],
        // Whatever was to take its place has not come, so nobody has said yet that it is over.
        { Open: true } => [new RoundClosed(round.CaseId, Because.Lapsed), new AnswersExpired(round.CaseId)],
        _ => [new AnswersExpired(round.CaseId)],
    };

    /// <summary>The step without its words.</summary>
    public static StepState Of(StepState step) => step with
    {
        Joint = Agreed(step.Joint),
        Actors = step.Actors.ToDictionary(a => a.Key, a => a.Value with
        {
            Given = a.Value.Given == Given.Answered ? Given.Withdrawn : a.Value.Given,
            Fields = null,
            Entries = null,
            Voided = a.Value.Version > 0 ? a.Value.Version : a.Value.Voided,
        }),
    };

    private static JointState? Agreed(JointState? joint)
    {
        while (joint is { Confirmed: false })
            joint = joint.Earlier;
        return joint is null ? null : joint with { Earlier = null };
    }
}
