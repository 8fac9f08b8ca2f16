namespace CoachPlatform.Library;

/// <summary>What a step may wait for and refer to.</summary>
public static class ChainRules
{
    public static IEnumerable<(string Where, string Reason)> Broken(Exercise exercise)
    {
        foreach (var reason in Beginnings(exercise))
            yield return ("", reason);
        foreach (var (step, i) in exercise.Steps.Select((s, i) => (s, i)))
        {
            var earlier = exercise.Steps.Take(i).ToList();
            var before = earlier.Find(s => s.Key == step.Opens.Step);
            if (step.Opens.Step is { } named && before is null)
                yield return (step.Key, $"‘opens’ names ‘{named}’, which is no step above this one.");
            if (TellsThatTheOtherActed(step, before))
                yield return (step.Key, $"It would open as soon as both had answered ‘{before!.Key}’, which tells each that the other has. Let it open by days or by ready.");
            if (TogetherWith(step).FirstOrDefault(k => earlier.Find(s => s.Key == k) is { } other && !(other.Occurs is Occurs.Every || other.Occurs == step.Occurs)) is { } missing)
                yield return (step.Key, $"‘{missing}’ does not come in every round that this step comes in.");
            if (step.TakesTurns && BreaksTheTurn(step, earlier) is { } between)
                yield return (step.Key, $"It waits for ‘{between}’, which waits for the end of all turns.");
            foreach (var reason in About(step, earlier))
                yield return (step.Key, reason);
        }

        if (Period(exercise.Cadence) is { } period && LongestDays(exercise) is var days && days > period)
            yield return ("", $"It needs up to {days} days, but comes round every {period}: the next round would close this one.");
    }

    private static IEnumerable<string> Beginnings(Exercise exercise)
    {
        if (exercise.Cadence == Cadence.Once && exercise.Steps.Any(s => s.Occurs != Occurs.Every))
            yield return "It comes only once, so ‘occurs’ has no meaning.";
        int[] rounds = exercise.Steps.Any(s => s.Occurs != Occurs.Every) ? [1, 2] : [1];
        foreach (var round in rounds)
        {
            var start = exercise.Steps.Any(s => s.OccursIn(round) && s.Opens.When == OpensWhen.Start);
            if (!start)
                yield return rounds.Length == 1 ? "No step opens at the start." : $"No step opens at the start of {(round == 1 ? "the first round" : "the later rounds")}.";
        }
    }

    private static IEnumerable<string> TogetherWith(Step step) => new[] { step.Opens.Step, step.About }.OfType<string>();

    /// <summary>The step of both on the way from a step of a turn back to another: it waits for the last turn, so the first would never end.</summary>
    private static string? BreaksTheTurn(Step step, List<Step> earlier)
    {
        Step? ofBoth = null;
        for (var at = earlier.Find(s => s.Key == step.Opens.Step); at is not null; at = earlier.Find(s => s.Key == at.Opens.Step))
        {
            if (at.TakesTurns)
                return ofBoth?.Key;
            ofBoth = at;
        }

        return null;
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
        else if (about.Audience is not ("partner" or "partnerOnly"))
            yield return $"‘{named}’ is not meant for the partner from the start, so nothing of theirs can be about it.";
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
