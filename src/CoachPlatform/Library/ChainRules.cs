namespace CoachPlatform.Library;

/// <summary>What a step may wait for and refer to.</summary>
public static class ChainRules
{
    public static IEnumerable<(string Where, string Reason)> Broken(Exercise exercise)
    {
        if (exercise.Steps.All(s => s.Opens.When != OpensWhen.Start))
            yield return ("", "No step opens at the start.");
        foreach (var (step, i) in exercise.Steps.Select((s, i) => (s, i)))
        {
            var earlier = exercise.Steps.Take(i).ToList();
            var before = earlier.Find(s => s.Key == step.Opens.Step);
            if (step.Opens.Step is { } named && before is null)
                yield return (step.Key, $"‘opens’ names ‘{named}’, which is no step above this one.");
            if (TellsThatTheOtherActed(step, before))
                yield return (step.Key, $"It would open as soon as both had answered ‘{before!.Key}’, which tells each that the other has. Let it open by days or by ready.");
            foreach (var reason in About(step, earlier))
                yield return (step.Key, reason);
        }

        if (Period(exercise.Cadence) is { } period && LongestDays(exercise) is var days && days > period)
            yield return ("", $"It needs up to {days} days, but comes round every {period}: the next round would close this one.");
    }

    private static bool TellsThatTheOtherActed(Step step, Step? before) =>
        step.Mode != Mode.Individual
        && step.Opens.When == OpensWhen.After
        && before is { Mode: Mode.Individual, Who: Who.Each };

    private static IEnumerable<string> About(Step step, List<Step> earlier)
    {
        if (step.About is not { } named)
            yield break;
        var about = earlier.Find(s => s.Key == named);
        if (about is null)
            yield return $"‘about’ names ‘{named}’, which is no step above this one.";
        else if (about.Mode is Mode.Joint or Mode.Matched || about.Log)
            yield return $"‘{named}’ is no text that one person wrote for the other, so nothing can be about it.";
        else if (!Leads(step, named, earlier))
            yield return $"It opens without waiting for ‘{named}’, which it is about.";
    }

    /// <summary>Whether the steps it waits for, one after another, come by the named one.</summary>
    private static bool Leads(Step step, string named, List<Step> earlier)
    {
        for (var at = step; at is not null; at = earlier.Find(s => s.Key == at.Opens.Step))
        {
            if (at.Opens.Step == named)
                return true;
        }

        return false;
    }

    /// <summary>The days that the steps of one round wait, all told.</summary>
    public static int LongestDays(Exercise exercise) => exercise.Steps.Max(s => Longest(exercise, s));

    private static int Longest(Exercise exercise, Step step)
    {
        var days = 0;
        // Bounded by the number of steps: a chain that goes round in circles is refused elsewhere and must not hang here.
        var at = step;
        for (var i = 0; at is not null && i < exercise.Steps.Count; i++)
        {
            days += at.Opens.Days ?? 0;
            at = at.Opens.Step is { } before ? exercise.Find(before) : null;
        }

        return days;
    }

    /// <summary>Days between two rounds, at least; null where none takes the place of another.</summary>
    public static int? Period(Cadence cadence) => cadence switch
    {
        Cadence.Daily => 1,
        Cadence.Weekly => 7,
        Cadence.Fortnightly => 14,
        Cadence.Monthly => 28,
        Cadence.Quarterly => 90,
        Cadence.Once or Cadence.OnDemand => null,
    };
}
