using CoachPlatform.Answers;
using CoachPlatform.Cases;
using CoachPlatform.Library;

namespace CoachPlatform.Measures;

/// <summary>The values of one round that one reader may read.</summary>
/// <param name="Of">By step and author: one set of values, or one for each line of a log.</param>
/// <param name="Joint">By step: what both agreed.</param>
/// <param name="Given">By step and author: how many answers there are that this reader may read, opened or not.</param>
public sealed record RoundValues(
    IReadOnlyDictionary<(StepRef Step, Seat Author), IReadOnlyList<IReadOnlyDictionary<string, FieldValue>>> Of,
    IReadOnlyDictionary<StepRef, IReadOnlyDictionary<string, FieldValue>> Joint,
    IReadOnlyDictionary<(StepRef Step, Seat Author), int> Given)
{
    public int Count(string step, Seat author) => Given.Where(g => g.Key.Step.Key == step && g.Key.Author == author).Sum(g => g.Value);

    public IReadOnlyList<IReadOnlyDictionary<string, FieldValue>> All(string step, Seat author) =>
        [.. Of.Where(v => v.Key.Step.Key == step && v.Key.Author == author).OrderBy(v => v.Key.Step.Turn).SelectMany(v => v.Value)];
}

/// <summary>What one round gives for one metric.</summary>
/// <param name="Seats">One figure per person. Nobody's is ever mixed with the other's.</param>
/// <param name="Both">A figure that only exists for the two together, such as what their lists share.</param>
public sealed record Figures(IReadOnlyDictionary<Seat, double> Seats, double? Both = null)
{
    public bool Any => Seats.Count > 0 || Both is not null;
}

/// <summary>
/// Reads a metric out of a round's values. A number counts as it is, a choice by its place in the list or, where the metric says which options count, as 1 or 0, “we did it” as 1 or 0, a list or several choices
/// by how many there are; guesses and shared choices count beyond what chance would bring. A key that ends with <c>-gap</c> is the distance between
/// the two. Pure.
/// </summary>
public static class MetricFigures
{
    private const string Gap = "-gap";

    public static Figures Of(Exercise exercise, Metric metric, RoundValues round)
    {
        var parts = metric.From.Split('.');
        if (exercise.Find(parts[0]) is not { } step)
            return new Figures(new Dictionary<Seat, double>());
        var field = parts.Length == 2 ? step.Find(parts[1]) : null;
        if (step.Mode == Mode.Joint)
            return new Figures(new Dictionary<Seat, double>(), OfJoint(metric, step, field, round));
        if (field is { Kind: FieldKind.Rank } && metric.Better != "higher")
            return new Figures(new Dictionary<Seat, double>(), Shared(step, field, round));
        var seats = Seats.Both
            .Select(seat => (seat, Figure: OfSeat(metric, step, field, round, seat)))
            .Where(s => s.Figure is not null)
            .ToDictionary(s => s.seat, s => s.Figure!.Value);
        return metric.Key.EndsWith(Gap, StringComparison.Ordinal)
            ? new Figures(new Dictionary<Seat, double>(), seats.Count == 2 ? Math.Abs(seats[Seat.A] - seats[Seat.B]) : null)
            : new Figures(seats);
    }

    /// <summary>The ends of the scale that the metric is drawn on; null where it has none.</summary>
    public static (double Low, double High)? Range(Exercise exercise, Metric metric)
    {
        var parts = metric.From.Split('.');
        if (parts.Length < 2 || exercise.Find(parts[0]) is not { } step || step.Find(parts[1]) is not { } field || metric.Key.EndsWith(Gap, StringComparison.Ordinal))
            return null;
        return field.Kind switch
        {
            FieldKind.Scale => (field.Min ?? 0, field.Max ?? 10),
            FieldKind.Five => (1, 5),
            FieldKind.Done => (0, 1),
            FieldKind.Choice => metric.Counts.Count > 0 ? (0, 1) : (1, field.Options.Count),
            _ => null,
        };
    }

    private static double? OfSeat(Metric metric, Step step, Field? field, RoundValues round, Seat seat)
    {
        if (field is null && !step.Fields.Any(f => f.Kind == FieldKind.Guess))
            return round.Count(step.Key, seat) is > 0 and var given ? given : null;
        var own = round.All(step.Key, seat);
        if (own.Count == 0)
            return null;
        if (field is null || field.Kind == FieldKind.Guess)
        {
            var asked = field is null ? step : step with { Fields = [.. step.Fields.Where(f => f == field || f.Kind != FieldKind.Guess)] };
            return round.All(step.Key, seat.Other()) is [var theirs, ..] && GuessScore.Count(asked, own[0], theirs) is { } score ? score.Hits - score.Chance : null;
        }

        double[] numbers = [.. own.Select(values => values.TryGetValue(field.Key, out var value) ? Number(metric, field, value) : null).OfType<double>()];
        return numbers.Length == 0 ? null : field.Kind == FieldKind.Count ? numbers.Sum() : numbers.Average();
    }

    private static double? OfJoint(Metric metric, Step step, Field? field, RoundValues round)
    {
        if (field is null)
            return Seats.Both.Any(s => round.Count(step.Key, s) > 0) ? 1 : null;
        var agreed = round.Joint.Where(j => j.Key.Key == step.Key).Select(j => j.Value).FirstOrDefault();
        return agreed is not null && agreed.TryGetValue(field.Key, out var value) ? Number(metric, field, value) : null;
    }

    private static double? Shared(Step step, Field field, RoundValues round) =>
        round.All(step.Key, Seat.A) is [var a, ..] && round.All(step.Key, Seat.B) is [var b, ..]
        && a.TryGetValue(field.Key, out var ofA) && b.TryGetValue(field.Key, out var ofB)
        && ofA is FieldValue.ChosenMany mine && ofB is FieldValue.ChosenMany theirs
        && SharedChoices.Between(field, mine, theirs) is var shared
            ? shared.Keys.Count - shared.Chance
            : null;

    private static double? Number(Metric metric, Field field, FieldValue value) => value switch
    {
        FieldValue.Number number => number.Value,
        FieldValue.Done done => done.Value ? 1 : 0,
        FieldValue.Chosen chosen when metric.Counts.Count > 0 => metric.LeavesOut.Contains(chosen.Key) ? null : metric.Counts.Contains(chosen.Key) ? 1 : 0,
        FieldValue.Chosen chosen => 1 + field.Options.TakeWhile(o => o.Key != chosen.Key).Count(),
        FieldValue.ChosenMany many => many.Keys.Count,
        FieldValue.Rows rows => rows.Items.Count,
        FieldValue.Words or FieldValue.Day => 1,
        _ => null,
    };
}
