using CoachPlatform.Library;
using static CoachPlatform.Library.FieldKind;

namespace CoachPlatform.Specs.Library;

public class GuessScoreSpecs
{
    private static readonly Step Quiz = Fields.Step(
        Fields.Of(Choice, "drink", required: false), Fields.Of(Guess, "guess-drink", required: false, guesses: "drink"),
        Fields.Of(Five, "mood", required: false), Fields.Of(Guess, "guess-mood", required: false, guesses: "mood"),
        Fields.Of(Text, "song", required: false), Fields.Of(Guess, "guess-song", required: false, guesses: "song"));

    [Fact]
    public void counts_right_guesses_and_what_luck_would_bring()
    {
        var score = Score(Quiz, """{"guess-drink":"tea","guess-mood":3,"guess-song":"Yes"}""", """{"drink":"tea","mood":4,"song":"Yes"}""")!;
        Assert.Equal((1, 2), (score.Hits, score.Of));
        Assert.Equal((1.0 / 4) + (1.0 / 5), score.Chance, 10);
    }

    [Fact]
    public void a_guess_without_a_true_value_and_a_true_value_without_a_guess_are_left_out()
    {
        Assert.Null(Score(Quiz, """{"guess-drink":"tea"}""", """{"mood":4}"""));
        Assert.Equal(1, Score(Quiz, """{"guess-drink":"tea"}""", """{"drink":"milk","mood":4}""")!.Of);
    }

    [Fact]
    public void a_ranks_guess_counts_what_both_lists_hold_in_any_order()
    {
        var step = Fields.Step(Fields.Of(Rank, "mine", max: 2), Fields.Of(Guess, "guess", required: false, guesses: "mine"));
        var score = Score(step, """{"mine":["tea","milk"],"guess":["coffee","water"]}""", """{"mine":["water","tea"]}""")!;
        Assert.Equal(new GuessScore(1, 2, 1.0), score);
    }

    [Fact]
    public void two_ranks_share_what_stands_in_both()
    {
        var field = Fields.Of(Rank, max: 2);
        var shared = SharedChoices.Between(field, new FieldValue.ChosenMany(["milk", "tea"]), new FieldValue.ChosenMany(["tea", "water"]));
        Assert.Equal(["tea"], shared.Keys);
        Assert.Equal((2, 1.0), (shared.Of, shared.Chance));
    }

    [Fact]
    public void values_read_back_as_labels_in_their_order()
    {
        var step = Fields.Step(Fields.Of(Rank, "mine", max: 2), Fields.Of(Guess, "guess", guesses: "mine"), Fields.Of(Five, "mood"), Fields.Of(FieldKind.List, "dates", items: ["what", "when"]));
        Assert.Equal(["The milk", "The tea"], ReadsBack.Of(step, step.Find("guess")!, new FieldValue.ChosenMany(["milk", "tea"])));
        Assert.Equal(["The 4"], ReadsBack.Of(step, step.Find("mood")!, new FieldValue.Number(4)));
        Assert.Equal(["Exam – May", "Rest"], ReadsBack.Of(step, step.Find("dates")!, new FieldValue.Rows([["Exam", "May"], ["Rest", ""]], true)));
    }

    private static GuessScore? Score(Step step, string own, string others) => GuessScore.Count(step, Values(step, own), Values(step, others));

    private static IReadOnlyDictionary<string, FieldValue> Values(Step step, string json)
    {
        var reading = FieldValues.Read(step, Fields.Sent(json));
        Assert.Empty(reading.Invalid);
        return reading.Values!;
    }
}
