namespace CoachPlatform.Library;

/// <summary>What an exercise may not be, however it was written: the rules that go across its steps and fields.</summary>
public static class ExerciseRules
{
    /// <summary>Every rule that is broken, with where: empty for the exercise, else <c>step</c>, <c>step.field</c> or <c>metric key</c>.</summary>
    public static IEnumerable<(string Where, string Reason)> Broken(Exercise exercise) =>
        [.. Consent(exercise), .. StartRules.Broken(exercise), .. exercise.Steps.SelectMany(s => OfStep(s).Concat(OfFields(s))), .. ChainRules.Broken(exercise), .. Metrics(exercise)];

    private static IEnumerable<(string, string)> Consent(Exercise exercise)
    {
        if (exercise.Topic != "intimacy" && exercise.Steps.FirstOrDefault(s => s.Mode == Mode.Matched) is { } matched)
            yield return (matched.Key, "A matched step needs the topic intimacy.");
        if (exercise.Flags.Contains("intimate") != (exercise.Topic == "intimacy"))
            yield return ("", "The flag intimate and the topic intimacy go together.");
        if (exercise.Flags.Contains("caution") != (exercise.Caution is not null))
            yield return ("", "The flag caution and the text ‘caution’ go together.");
    }

    private static IEnumerable<(string, string)> OfStep(Step step)
    {
        if ((step.Mode == Mode.Joint) != (step.Who == Who.Pair))
            yield return (step.Key, "A joint step is done by the pair, and only a joint step is.");
        if (step.Mode is Mode.Sealed or Mode.Matched && step.Who != Who.Each)
            yield return (step.Key, $"A {LibraryWords.Word(step.Mode)} step is answered by each; one person alone answers an individual step.");
        if (step.Log && step.Mode != Mode.Individual)
            yield return (step.Key, "Only an individual step can be a log.");
        if (step.Carries && step.Mode != Mode.Joint)
            yield return (step.Key, "Only a joint step carries on into the next round.");
        if ((step.Opens.When == OpensWhen.Ready) != (step.Doing is not null))
            yield return (step.Key, "‘doing’ says what the couple does before a step that opens by ready, and only there.");
        if (step.Mode is Mode.Sealed or Mode.Matched or Mode.Live && !step.Fields.Any(MayReachThePartner))
            yield return (step.Key, "Every field is kept from the partner, so nothing could ever open.");
        if (step.Mode == Mode.Matched && step.Audience != "partnerOnly")
            yield return (step.Key, "A matched step is for the partner only.");
    }

    private static IEnumerable<(string, string)> OfFields(Step step)
    {
        foreach (var field in step.Fields.Where(f => step.Mode == Mode.Matched && f.Kind != FieldKind.Multi && f.Audience != "me"))
            yield return ($"{step.Key}.{field.Key}", "Only a multi can be matched; any other field of a matched step has ‘audience: me’ and ‘fixed: true’.");
        foreach (var guess in step.Fields.Where(f => f.Kind == FieldKind.Guess))
        {
            var where = $"{step.Key}.{guess.Key}";
            if (step.Mode is not (Mode.Sealed or Mode.Live) || step.Who != Who.Each)
                yield return (where, "A guess belongs in a sealed or live step that each answers.");
            if (step.Find(guess.Guesses!) is not { } target)
                yield return (where, $"‘guesses’ names ‘{guess.Guesses}’, which is no field of this step.");
            else if (target.Kind is FieldKind.Guess or FieldKind.Long)
                yield return (where, $"A {LibraryWords.Word(target.Kind)} cannot be guessed.");
            else if (!MayReachThePartner(target))
                yield return (where, $"‘{target.Key}’ is kept from the partner, so a guess of it could never be read beside it.");
        }
    }

    private static bool MayReachThePartner(Field field) => field.Audience is null or "partner" or "partnerOnly";

    private static IEnumerable<(string, string)> Metrics(Exercise exercise)
    {
        foreach (var metric in exercise.Metrics)
        {
            var parts = metric.From.Split('.');
            var step = exercise.Find(parts[0]);
            if (step is null || parts.Length > 2 || (parts.Length == 2 && step.Find(parts[1]) is null))
            {
                yield return ($"metric {metric.Key}", $"‘from’ names ‘{metric.From}’; it must be a step or step.field of this exercise.");
                continue;
            }

            if (metric.Counts.Count + metric.LeavesOut.Count == 0)
                continue;
            var options = parts.Length == 2 && step.Find(parts[1]) is { Kind: FieldKind.Choice } choice ? choice.Options : [];
            if (metric.Counts.Count == 0 || metric.Counts.Concat(metric.LeavesOut).Any(o => options.All(p => p.Key != o)) || metric.Counts.Intersect(metric.LeavesOut).Any())
                yield return ($"metric {metric.Key}", "‘counts’ and ‘leaves-out’ name options of a choice, each in one of the two, and ‘leaves-out’ goes only with ‘counts’.");
        }
    }
}
