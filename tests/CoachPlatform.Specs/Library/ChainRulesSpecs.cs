using CoachPlatform.Library;

namespace CoachPlatform.Specs.Library;

public class ChainRulesSpecs
{
    [Theory]
    [InlineData(Mode.Sealed, Who.Each)]
    [InlineData(Mode.Joint, Who.Pair)]
    [InlineData(Mode.Live, Who.Each)]
    public void a_shared_step_may_not_open_the_moment_both_have_answered_an_individual_one(Mode mode, Who who) =>
        Assert.Contains(Broken(Step("own", Mode.Individual), Step("next", mode, who, new Opens(OpensWhen.After, "own"))),
            b => b.Where == "next" && b.Reason.Contains("tells each that the other has", StringComparison.Ordinal));

    [Fact]
    public void it_may_open_by_days_or_by_ready()
    {
        Assert.Empty(Broken(Step("own", Mode.Individual), Step("next", Mode.Sealed, Who.Each, new Opens(OpensWhen.AfterDays, "own", 3))));
        Assert.Empty(Broken(Step("own", Mode.Individual), Step("next", Mode.Joint, Who.Pair, new Opens(OpensWhen.Ready, "own", 3)) with { Doing = "Do it." }));
    }

    [Fact]
    public void an_individual_step_may_follow_an_individual_one_at_once() =>
        Assert.Empty(Broken(Step("own", Mode.Individual), Step("next", Mode.Individual, Who.Each, new Opens(OpensWhen.After, "own"))));

    [Fact]
    public void a_step_waits_for_what_it_is_about_at_some_remove()
    {
        var say = Step("say", Mode.Sealed);
        var restate = Step("restate", Mode.Sealed, Who.Each, new Opens(OpensWhen.After, "say"));
        Assert.Empty(Broken(say, restate, Step("right", Mode.Sealed, Who.Each, new Opens(OpensWhen.After, "restate")) with { About = "say" }));
        Assert.Contains(Broken(say, Step("right", Mode.Sealed) with { About = "say" }), b => b.Reason.Contains("without waiting", StringComparison.Ordinal));
    }

    [Fact]
    public void the_days_of_a_chain_add_up_against_its_cadence()
    {
        Step[] steps =
        [
            Step("say", Mode.Sealed),
            Step("later", Mode.Sealed, Who.Each, new Opens(OpensWhen.AfterDays, "say", 5)),
            Step("last", Mode.Sealed, Who.Each, new Opens(OpensWhen.AfterDays, "later", 5)),
        ];
        Assert.Contains(Broken(steps), b => b.Where == "" && b.Reason.Contains("10 days", StringComparison.Ordinal));
        Assert.Empty(ExerciseRules.Broken(Exercise(steps) with { Cadence = Cadence.Fortnightly }));
    }

    [Theory]
    [InlineData(Occurs.Every, Occurs.Every, true)]
    [InlineData(Occurs.Every, Occurs.First, true)]
    [InlineData(Occurs.Every, Occurs.Later, true)]
    [InlineData(Occurs.First, Occurs.First, true)]
    [InlineData(Occurs.First, Occurs.Every, false)]
    [InlineData(Occurs.First, Occurs.Later, false)]
    [InlineData(Occurs.Later, Occurs.Every, false)]
    public void a_step_waits_only_for_what_comes_in_all_its_rounds(Occurs before, Occurs after, bool allowed)
    {
        var broken = Broken(
            Step("always", Mode.Sealed),
            Step("before", Mode.Sealed) with { Occurs = before },
            Step("after", Mode.Sealed, Who.Each, new Opens(OpensWhen.After, "before")) with { Occurs = after });
        Assert.Equal(allowed, !broken.Any(b => b.Where == "after" && b.Reason.Contains("‘before’ does not come", StringComparison.Ordinal)));
        Assert.Equal(allowed, !broken.Any());
    }

    [Fact]
    public void nor_is_it_about_what_does_not_come()
    {
        var say = Step("say", Mode.Sealed) with { Occurs = Occurs.First };
        Assert.Contains(Broken(Step("own", Mode.Sealed), say, Step("reply", Mode.Sealed) with { About = "say" }), b => b.Reason.Contains("‘say’ does not come", StringComparison.Ordinal));
    }

    [Fact]
    public void the_first_round_and_the_later_ones_each_begin_somewhere()
    {
        var first = Step("first", Mode.Sealed) with { Occurs = Occurs.First };
        Assert.Contains(Broken(first), b => b.Where == "" && b.Reason.Contains("later rounds", StringComparison.Ordinal));
        Assert.Contains(Broken(first with { Occurs = Occurs.Later }), b => b.Where == "" && b.Reason.Contains("first round", StringComparison.Ordinal));
        Assert.Empty(Broken(first, Step("later", Mode.Sealed) with { Occurs = Occurs.Later }));
        Assert.Contains(ExerciseRules.Broken(Exercise([first, Step("own", Mode.Sealed)]) with { Cadence = Cadence.Once }), b => b.Reason.Contains("only once", StringComparison.Ordinal));
    }

    [Fact]
    public void between_two_steps_of_a_turn_nothing_waits_for_both()
    {
        var told = Step("told", Mode.Individual, Who.Teller);
        var heard = Step("heard", Mode.Individual, Who.Listener, new Opens(OpensWhen.After, "told"));
        var both = Step("both", Mode.Individual, Who.Each, new Opens(OpensWhen.After, "heard"));
        Assert.Empty(Broken(told, heard, both));
        Assert.Contains(Broken(told, heard, both, Step("right", Mode.Individual, Who.Teller, new Opens(OpensWhen.After, "both"))),
            b => b.Where == "right" && b.Reason.Contains("‘both’", StringComparison.Ordinal));
    }

    [Fact]
    public void nothing_is_about_a_text_that_is_kept_from_the_partner() =>
        Assert.Contains(
            Broken(Step("own", Mode.Individual) with { Audience = "me" }, Step("reply", Mode.Individual, Who.Each, new Opens(OpensWhen.After, "own")) with { About = "own" }),
            b => b.Where == "reply" && b.Reason.Contains("not meant for the partner", StringComparison.Ordinal));

    private static IEnumerable<(string Where, string Reason)> Broken(params Step[] steps) => ExerciseRules.Broken(Exercise(steps));

    private static Exercise Exercise(Step[] steps) =>
        new("", "slug", "Title", ["A1"], Cadence.Weekly, 5, "trust", "none", [], null, "Why.", "Digest.", null, [], steps, []);

    private static Step Step(string key, Mode mode, Who who = Who.Each, Opens? opens = null) =>
        new(key, key, null, who, mode, opens ?? new Opens(OpensWhen.Start), null, false, false, "partner", null, [Fields.Of(FieldKind.Text)]);
}
