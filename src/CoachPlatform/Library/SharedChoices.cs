namespace CoachPlatform.Library;

/// <summary>What two choices from the same options have in common, beside what two blind choices would.</summary>
/// <param name="Keys">The options in both, in the order of <c>mine</c>.</param>
/// <param name="Of">How many there could have been.</param>
/// <param name="Chance">How many two blind choices share on average.</param>
public sealed record SharedChoices(IReadOnlyList<string> Keys, int Of, double Chance)
{
    public static SharedChoices Between(Field field, FieldValue.ChosenMany mine, FieldValue.ChosenMany theirs) => new(
        [.. mine.Keys.Where(theirs.Keys.Contains)],
        Math.Min(mine.Keys.Count, theirs.Keys.Count),
        (double)mine.Keys.Count * theirs.Keys.Count / field.Options.Count);

    internal GuessScore AsScore() => new(Keys.Count, Of, Chance);
}
