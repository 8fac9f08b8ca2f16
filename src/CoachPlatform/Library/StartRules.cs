namespace CoachPlatform.Library;

/// <summary>Who may start a round, and what hangs on somebody having done so.</summary>
internal static class StartRules
{
    public static IEnumerable<(string Where, string Reason)> Broken(Exercise exercise)
    {
        var onDemand = exercise.Cadence == Cadence.OnDemand;
        var byOne = onDemand && exercise.Start is null or StartedBy.Either;
        if (exercise.Start is StartedBy.Either or StartedBy.Both && !onDemand)
            yield return ("", "Partners start a round themselves only where the cadence is on-demand.");
        if (exercise.Start == StartedBy.Clock && onDemand)
            yield return ("", "The clock cannot start what comes on demand.");
        if (exercise.Many && !onDemand)
            yield return ("", "Several rounds at a time, ‘many’, need the cadence on-demand: by the clock the next round closes the one before.");
        if (exercise.Teller is not null && !exercise.Steps.Any(s => s.TakesTurns))
            yield return ("", "‘teller’ says who tells, but no step is for the teller or the listener.");
        if (exercise.Teller == TellerRule.Opener && !byOne)
            yield return ("", "‘teller: opener’ needs the cadence on-demand, started by either: otherwise neither of the two opened the round.");
        // Where both have to ask, who asked first is nobody's business.
        foreach (var step in exercise.Steps.Where(s => s.Who is Who.Opener or Who.Accepter && !byOne))
            yield return (step.Key, "An opener and an accepter need the cadence on-demand, started by either.");
    }
}
