using CoachPlatform.Answers;
using CoachPlatform.Cases;
using CoachPlatform.Library;
using CoachPlatform.Measures;

namespace CoachPlatform.Specs.Measures;

public class MetricFiguresSpecs
{
    private static readonly Exercise Plan = Play.Exercise("plan-something-small");
    private static readonly Exercise Values = Play.Exercise("values-apart-then-together");

    private static Figures Of(Exercise exercise, string metric, params (Seat Seat, string Step, string Field, FieldValue Value)[] values) =>
        MetricFigures.Of(exercise, exercise.Metrics.Single(m => m.Key == metric), new RoundValues(
            values.GroupBy(v => (new StepRef(v.Step), v.Seat)).ToDictionary(
                g => g.Key, IReadOnlyList<IReadOnlyDictionary<string, FieldValue>> (g) => [g.ToDictionary(v => v.Field, v => v.Value)]),
            new Dictionary<StepRef, IReadOnlyDictionary<string, FieldValue>>(),
            values.GroupBy(v => (new StepRef(v.Step), v.Seat)).ToDictionary(g => g.Key, _ => 1)));

    private static FieldValue N(int value) => new FieldValue.Number(value);

    [Fact]
    public void a_rating_is_each_persons_own()
    {
        var figures = Of(Plan, "closeness", (Seat.A, "review", "closeness", N(3)), (Seat.B, "review", "closeness", N(8)));
        Assert.Equal((3.0, 8.0, (double?)null), (figures.Seats[Seat.A], figures.Seats[Seat.B], figures.Both));
    }

    [Fact]
    public void the_gap_needs_both_and_belongs_to_neither()
    {
        var both = Of(Plan, "closeness-gap", (Seat.A, "review", "closeness", N(3)), (Seat.B, "review", "closeness", N(8)));
        Assert.Empty(both.Seats);
        Assert.Equal(5, both.Both);
        Assert.False(Of(Plan, "closeness-gap", (Seat.A, "review", "closeness", N(3))).Any);
    }

    [Fact]
    public void done_counts_one_or_nothing_and_what_is_not_there_is_a_gap()
    {
        var figures = Of(Plan, "plans-done", (Seat.A, "review", "did-it", new FieldValue.Done(true)), (Seat.B, "review", "did-it", new FieldValue.Done(false)));
        Assert.Equal((1.0, 0.0), (figures.Seats[Seat.A], figures.Seats[Seat.B]));
        Assert.False(Of(Plan, "plans-done", (Seat.A, "review", "closeness", N(3))).Any);
        Assert.False(Of(Plan, "plans-done").Any);
    }

    [Fact]
    public void of_a_choice_only_what_the_metric_names_counts_and_what_it_leaves_out_is_a_gap()
    {
        var promises = Play.Exercise("small-promises");
        double? Went(string option) => Of(promises, "kept-or-changed", (Seat.A, "outcome", "went", new FieldValue.Chosen(option))).Seats.TryGetValue(Seat.A, out var figure) ? figure : null;
        Assert.Equal([1.0, 1.0, 1.0, 0.0, 0.0], new[] { "kept", "changed", "let-go", "late", "not-kept" }.Select(Went));
        var offers = Play.Exercise("what-would-help");
        double? Came(string option) => Of(offers, "offers-kept", (Seat.A, "helped", "came", new FieldValue.Chosen(option))).Seats.TryGetValue(Seat.A, out var figure) ? figure : null;
        Assert.Equal([1.0, 1.0, 1.0, 0.0, null], new[] { "came", "partly", "changed", "not-yet", "not-needed" }.Select(Came));
        Assert.Equal((0.0, 1.0), MetricFigures.Range(promises, promises.Metrics.Single(m => m.Key == "kept-or-changed")));
    }

    [Fact]
    public void what_two_lists_share_counts_beyond_chance_and_only_when_both_can_be_read()
    {
        var options = Values.Find("values")!.Find("mine")!.Options.Select(o => o.Key).ToList();
        FieldValue first = new FieldValue.ChosenMany([.. options.Take(5)]);
        var shared = Of(Values, "shared-values", (Seat.A, "values", "mine", first), (Seat.B, "values", "mine", first));
        Assert.Equal(5 - 25.0 / options.Count, shared.Both!.Value, 6);
        Assert.Empty(shared.Seats);
        Assert.False(Of(Values, "shared-values", (Seat.A, "values", "mine", first)).Any);
    }

    [Fact]
    public void a_guess_is_scored_against_what_the_other_gave_and_needs_it_open()
    {
        var options = Values.Find("values")!.Find("mine")!.Options.Select(o => o.Key).ToList();
        FieldValue first = new FieldValue.ChosenMany([.. options.Take(5)]);
        var scored = Of(Values, "guesses", (Seat.A, "values", "guess-theirs", first), (Seat.B, "values", "mine", first));
        Assert.Equal(5 - 25.0 / options.Count, Assert.Single(scored.Seats).Value, 6);
        Assert.False(Of(Values, "guesses", (Seat.A, "values", "guess-theirs", first)).Any);
    }

    [Fact]
    public void a_step_that_is_counted_needs_no_text()
    {
        var log = Play.Exercise("laughter-log");
        var figures = MetricFigures.Of(log, log.Metrics.Single(), new RoundValues(
            new Dictionary<(StepRef, Seat), IReadOnlyList<IReadOnlyDictionary<string, FieldValue>>>(),
            new Dictionary<StepRef, IReadOnlyDictionary<string, FieldValue>>(),
            new Dictionary<(StepRef, Seat), int> { [(new StepRef("log"), Seat.A)] = 3 }));
        Assert.Equal(3, Assert.Single(figures.Seats).Value);
    }

    [Fact]
    public void swapping_the_two_swaps_the_figures()
    {
        foreach (var metric in Plan.Metrics)
        {
            var one = Of(Plan, metric.Key, (Seat.A, "review", "closeness", N(3)), (Seat.B, "review", "closeness", N(8)));
            var other = Of(Plan, metric.Key, (Seat.B, "review", "closeness", N(3)), (Seat.A, "review", "closeness", N(8)));
            Assert.Equal(one.Seats.ToDictionary(s => s.Key.Other(), s => s.Value), other.Seats.ToDictionary());
            Assert.Equal(one.Both, other.Both);
        }
    }
}
