namespace CoachPlatform.Benchmarks;

/// <summary>What to measure, and how much of it.</summary>
/// <param name="Figures">Ids such as <c>S1</c>; empty for all.</param>
/// <param name="Rounds">Alternating rounds; figures are the median over them.</param>
/// <param name="WarmUps">Rounds beforehand that do not count: the server's code is compiled anew while it is used, and slow until then.</param>
/// <param name="Couples">Couples prepared beforehand; each gives two answers to each of its exercises in a round.</param>
/// <param name="PerCouple">Exercises that each couple answers in one round.</param>
/// <param name="Workers">Clients that send at the same time.</param>
internal sealed record Plan(IReadOnlySet<string> Figures, int Rounds, int WarmUps, int Couples, int PerCouple, int Workers)
{
    /// <summary>Answers in one round, and requests to whatever they are compared with.</summary>
    public int Requests => Couples * PerCouple * 2;

    public bool Wants(string figure) => Figures.Count == 0 || Figures.Contains(figure);

    /// <summary>Figures as words, such as <c>S1 S9</c>, and <c>--rounds=N</c>, <c>--warm-ups=N</c>, <c>--couples=N</c>, <c>--per-couple=N</c>, <c>--workers=N</c>.</summary>
    public static Plan From(string[] args)
    {
        int Number(string name, int otherwise) =>
            args.FirstOrDefault(a => a.StartsWith($"--{name}=", StringComparison.Ordinal)) is { } given ? int.Parse(given[(name.Length + 3)..], System.Globalization.CultureInfo.InvariantCulture) : otherwise;
        return new(
            args.Where(a => !a.StartsWith('-')).ToHashSet(StringComparer.OrdinalIgnoreCase),
            Number("rounds", 5),
            Number("warm-ups", 6),
            Number("couples", 48),
            Number("per-couple", 5),
            Number("workers", 16));
    }
}
