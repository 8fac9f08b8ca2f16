using CoachPlatform.Assignments;
using CoachPlatform.Library;

namespace CoachPlatform.Programmes;

/// <summary>What ends a step of a programme, so that the next may open.</summary>
public enum StepEnd
{
    /// <summary>Its round is complete. Both see that at the same moment, so nothing is told by what opens then.</summary>
    WithItsRound,

    /// <summary>Its day has come, whoever has answered: that both have, neither may learn.</summary>
    OnItsDay,
}

/// <summary>
/// Decides what ends a step. A round is complete once everything in it is settled, and the next step opens for both: so that moment has to be one that
/// both partners see anyway. Where each answers at their own pace it is not, and the calendar decides instead. Pure.
/// </summary>
public static class StepEnds
{
    private const int UsualDays = 7;

    public static StepEnd Of(Exercise exercise, StepTerms terms) =>
        CadenceOf(exercise, terms) == Cadence.Once && exercise.Steps.Where(s => s.OccursIn(1)).All(SeenByBoth) ? StepEnd.WithItsRound : StepEnd.OnItsDay;

    /// <summary>As the coach would give it by hand: once, unless both have to ask for it.</summary>
    public static Cadence CadenceOf(Exercise exercise, StepTerms terms) => terms switch
    {
        { Cadence: { } cadence } when cadence.Repeats() && terms.Rounds is null or 1 => Cadence.Once,
        { Cadence: { } cadence } => cadence,
        _ => exercise.Start == StartedBy.Both ? Cadence.OnDemand : Cadence.Once,
    };

    /// <summary>Days that a step without rounds is given: at least as many as its exercise needs until its last part has opened.</summary>
    public static int Days(Exercise exercise, StepTerms terms) => terms.Lasts ?? Math.Max(UsualDays, ChainRules.LongestDays(exercise) + 1);

    /// <summary>
    /// What is sealed, joint, matched or live ends by something that opens for both, and what one alone answers shows the other when it is in. A log
    /// never ends, and no round waits for it.
    /// </summary>
    private static bool SeenByBoth(Step step) => step.Log || step is not { Mode: Mode.Individual, Who: Who.Each };
}
