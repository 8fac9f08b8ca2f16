using CoachPlatform.Answers;
using CoachPlatform.Cases;
using CoachPlatform.Library;
using static CoachPlatform.Specs.Play;

namespace CoachPlatform.Specs.Answers;

public sealed class MyRoundsSpecs
{
    private static MyRound Of(params object[] events)
    {
        var told = new Told();
        var at = Couple.Now;
        foreach (var e in events)
            told = told.After(e, at = at.AddMinutes(1));
        return MyRounds(told);
    }

    private static MyRound MyRounds(Told told) => ReadMyRounds.Of(Seat.A, told.Round, told.Gate, Exercise("something-i-understood"), Couple.Now.AddDays(1));

    private static IEnumerable<object> Both(string step, bool shared = true) => [Given(Seat.A, step), Given(Seat.B, step), Revealed(step, shared)];

    [Fact]
    public void a_round_is_named_by_what_opened_last()
    {
        var plan = Round(Step("say", Mode.Sealed), Step("right", Mode.Sealed, when: OpensWhen.After, waitsFor: "say"), Step("later", Mode.Sealed, when: OpensWhen.AfterDays, waitsFor: "right"));

        var first = Of([.. Couple.Together, plan, .. Both("say")]);
        var second = Of([.. Couple.Together, plan, .. Both("say"), OpenedBy("right"), .. Both("right")]);

        Assert.Equal((MyPart.Opened, "say"), (first.Part, first.StepKey));
        Assert.Equal((MyPart.Opened, "right"), (second.Part, second.StepKey));
        Assert.True(second.Open);
    }

    [Fact]
    public void the_order_is_that_of_opening_and_not_of_the_exercise()
    {
        var plan = Round(Step("say", Mode.Sealed), Step("right", Mode.Sealed));

        Assert.Equal("say", Of([.. Couple.Together, plan, .. Both("right"), .. Both("say")]).StepKey);
        Assert.Equal("say", Of([.. Couple.Together, plan, .. Both("right"), .. Both("say"), Closed]).StepKey);
        Assert.Equal("right", Of([.. Couple.Together, plan, .. Both("say"), .. Both("right"), Completed]).StepKey);
    }

    [Fact]
    public void what_was_shared_comes_before_what_was_not()
    {
        var plan = Round(Step("say", Mode.Sealed), Step("right", Mode.Sealed));

        Assert.Equal("say", Of([.. Couple.Together, plan, .. Both("say"), .. Both("right", shared: false)]).StepKey);
    }

    [Fact]
    public void what_there_is_to_do_comes_before_all_that_has_opened()
    {
        var plan = Round(Step("say", Mode.Sealed), Step("right", Mode.Sealed));

        var mine = Of([.. Couple.Together, plan, .. Both("say")]);

        Assert.Equal((MyPart.ToDo, "right"), (mine.Part, mine.StepKey));
    }
}
