namespace CoachPlatform.Library;

/// <summary>How well one partner guessed the other, beside what guessing blindly would bring. Never compared between the two.</summary>
/// <param name="Hits">Guesses that were right; for a rank, chosen options that the other chose too, in whatever order.</param>
/// <param name="Of">How many could have been right.</param>
/// <param name="Chance">How many would be right by luck alone, on average.</param>
public sealed record GuessScore(int Hits, int Of, double Chance)
{
    /// <summary>Scores the guesses among <paramref name="own"/> for which <paramref name="others"/> hold the true value.</summary>
    /// <returns>Null when there is nothing to score. Texts, lists and the like are guessed for the talk, not for a score.</returns>
    public static GuessScore? Count(Step step, IReadOnlyDictionary<string, FieldValue> own, IReadOnlyDictionary<string, FieldValue> others)
    {
        var scores = step.Fields.Where(f => f.Kind == FieldKind.Guess).Select(f => One(step, f, own, others)).OfType<GuessScore>().ToList();
        return scores.Count == 0 ? null : new GuessScore(scores.Sum(s => s.Hits), scores.Sum(s => s.Of), scores.Sum(s => s.Chance));
    }

    private static GuessScore? One(Step step, Field guess, IReadOnlyDictionary<string, FieldValue> own, IReadOnlyDictionary<string, FieldValue> others)
    {
        var target = FieldValues.Shape(step, guess);
        if (!own.TryGetValue(guess.Key, out var guessed) || !others.TryGetValue(target.Key, out var truth))
            return null;
        return (target.Kind, guessed, truth) switch
        {
            (FieldKind.Choice, _, _) => Hit(guessed == truth, target.Options.Count),
            (FieldKind.Five, _, _) => Hit(guessed == truth, 5),
            (FieldKind.Scale, _, _) => Hit(guessed == truth, (target.Max ?? 10) - (target.Min ?? 0) + 1),
            (FieldKind.Done, _, _) => Hit(guessed == truth, 2),
            (FieldKind.Rank, FieldValue.ChosenMany a, FieldValue.ChosenMany b) => SharedChoices.Between(target, a, b).AsScore(),
            _ => null,
        };
    }

    private static GuessScore Hit(bool right, int options) => new(right ? 1 : 0, 1, 1.0 / options);
}
