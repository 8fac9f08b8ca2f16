using CoachPlatform.Assignments;
using CoachPlatform.Consent;
using CoachPlatform.Library;

namespace CoachPlatform.Programmes;

/// <summary>What a programme may not be, however it was written.</summary>
public static class ProgrammeRules
{
    public const int MostSteps = 40;
    public const int MostRounds = 60;
    public const int MostDays = 366;
    public const int LongestTitle = 120;
    public const int LongestText = 2000;

    /// <summary>Every rule that is broken, with where: the number of the step from 0 (null for the programme) and the member.</summary>
    /// <param name="exercise">The library's exercise of a slug, or null.</param>
    public static IEnumerable<(int? Step, string Member, string Reason)> Broken(Programme programme, Func<string, Exercise?> exercise)
    {
        foreach (var (member, text, most) in new[] { ("title", programme.Title, LongestTitle), ("for", programme.For, LongestText) })
            if (Words(text, most) is { } reason)
                yield return (null, member, reason);
        if (programme.Steps.Count is 0 or > MostSteps)
            yield return (null, "steps", programme.Steps.Count == 0 ? "A programme has at least one step." : $"A programme has at most {MostSteps} steps.");
        else if (programme.Steps.All(s => s.Terms.Opens.Step is not null))
            yield return (0, "opens", "The first step opens at once or on a day.");
        for (var i = 0; i < programme.Steps.Count; i++)
            foreach (var (member, reason) in OfStep(programme, i, exercise))
                yield return (i, member, reason);
    }

    /// <summary>What is wrong with the terms of one step, in the template or changed for one couple.</summary>
    public static IEnumerable<(string Member, string Reason)> OfTerms(StepTerms terms, IReadOnlyCollection<string> before, Exercise exercise)
    {
        foreach (var broken in OfOpening(terms.Opens, before))
            yield return broken;
        var repeats = terms.Cadence?.Repeats() == true;
        if (repeats && terms.Rounds is null or < 1 or > MostRounds)
            yield return ("rounds", $"Say how many rounds there are, 1 to {MostRounds}: a programme comes to an end.");
        if (!repeats && terms.Rounds is not null)
            yield return ("rounds", "Choose how often it should come round first.");
        if (repeats && terms.Lasts is not null)
            yield return ("lasts", "Its rounds say how long it takes.");
        var needs = ChainRules.LongestDays(exercise);
        if (terms.Lasts is < 1 or > MostDays)
            yield return ("lasts", $"Choose 1 to {MostDays} days.");
        else if (terms.Lasts <= needs)
            yield return ("lasts", $"The last part of this exercise opens after {needs} days. Give it more.");
        if (terms.Cadence is { } cadence && ChainRules.Period(cadence) < needs)
            yield return ("cadence", "One round of this exercise takes longer than that. Choose a longer interval.");
        if (exercise.Start == StartedBy.Both && terms.Cadence is not (null or Cadence.OnDemand))
            yield return ("cadence", "This one starts when both have asked for it, so it cannot come by itself.");
    }

    private static IEnumerable<(string, string)> OfStep(Programme programme, int i, Func<string, Exercise?> exercises)
    {
        var step = programme.Steps[i];
        var before = programme.Steps.Take(i).Select(s => s.Key).ToList();
        if (!PackKey.Fits(step.Key))
            yield return ("key", "A key is lower-case words joined by hyphens.");
        else if (before.Contains(step.Key))
            yield return ("key", $"Another step has the key ‘{step.Key}’.");
        if (step.Word is not null && Words(step.Word, LongestText) is { } word)
            yield return ("word", word);
        if (step.Why is not null && Words(step.Why, LongestText) is { } why)
            yield return ("why", why);
        if (OfCondition(step.OnlyIf, before) is { } condition)
            yield return ("onlyIf", condition);
        var exercise = exercises(step.Exercise);
        if (exercise is null)
            yield return ("exercise", "There is no such exercise in the library.");
        foreach (var broken in exercise is null ? OfOpening(step.Terms.Opens, before) : OfTerms(step.Terms, before, exercise))
            yield return broken;
    }

    private static IEnumerable<(string Member, string Reason)> OfOpening(StepOpening opens, IReadOnlyCollection<string> before)
    {
        var (after, days) = (opens.When is StartsWhen.After or StartsWhen.AfterDays, opens.When is StartsWhen.AfterDays or StartsWhen.OnDay);
        if (after && (opens.Step is null || !before.Contains(opens.Step)))
            yield return ("opens.step", "Choose a step above this one.");
        if (!after && opens.Step is not null)
            yield return ("opens.step", "Only what opens after a step names one.");
        if (days && opens.Days is null or < 1 or > MostDays)
            yield return ("opens.days", $"Choose 1 to {MostDays} days.");
        if (!days && opens.Days is not null)
            yield return ("opens.days", "Only what opens after days says how many.");
    }

    private static string? OfCondition(StepCondition? condition, IReadOnlyCollection<string> before) => condition switch
    {
        null => null,
        { Kind: OnlyIf.Finished or OnlyIf.LeftOut } => before.Contains(condition.Of) ? null : "Choose a step above this one.",
        { Kind: OnlyIf.Topic } => Topics.Knows(condition.Of) ? null : "There is no such topic.",
        { Kind: OnlyIf.Coach } => Words(condition.Of, LongestText),
    };

    private static string? Words(string? text, int most) =>
        string.IsNullOrWhiteSpace(text) ? "This cannot be empty."
        : text.Length > most ? $"Keep it to {most:N0} characters. Yours has {text.Length:N0}."
        : PlainText.FirstBad(text) >= 0 ? "This holds a character that no text has."
        : null;
}
