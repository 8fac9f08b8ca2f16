using CoachPlatform.Answers;
using CoachPlatform.Assignments;
using CoachPlatform.Cases;
using CoachPlatform.Library;

namespace CoachPlatform.Specs.Assignments;

public class PlanStepsSpecs
{
    private static readonly Exercise Spoken = Play.Exercise("weekly-pulse") with
    {
        Steps =
        [
            Step("story", Who.Teller, new Opens(OpensWhen.Start), null),
            Step("echo", Who.Listener, new Opens(OpensWhen.After, "story"), "story"),
            Step("felt", Who.Teller, new Opens(OpensWhen.After, "echo"), "echo"),
            Step("note", Who.Each, new Opens(OpensWhen.After, "felt"), null),
        ],
    };

    private static Step Step(string key, Who who, Opens opens, string? about) =>
        new(key, key, null, who, Mode.Individual, opens, about, false, false, "partner", null, []);

    private static Guid Assignment(int n) => new($"00000000-0000-7000-8000-{n:x12}");

    [Fact]
    public void a_step_of_both_has_no_actor_and_one_turn() =>
        Assert.Equal(
            ["say sealed both Start", "restate sealed both After say#1 about say#1", "right sealed both After restate#1 about restate#1"],
            PlanSteps.Of(Play.Exercise("one-reaction"), Assignment(1), 1, null).Select(Line));

    [Fact]
    public void telling_and_listening_take_two_turns_with_the_seats_swapped()
    {
        var plan = PlanSteps.Of(Spoken, Assignment(1), 1, null);
        var first = plan[0].Actor!.Value;
        Assert.Equal(
            [
                $"story individual {first} Start",
                $"echo individual {first.Other()} After story#1 about story#1",
                $"felt individual {first} After echo#1 about echo#1",
                $"story individual {first.Other()} After felt#1",
                $"echo individual {first} After story#2 about story#2",
                $"felt individual {first.Other()} After echo#2 about echo#2",
                "note individual both After felt#2",
            ],
            plan.Select(Line));
        Assert.Equal([1, 1, 1, 2, 2, 2, 1], plan.Select(p => p.Step.Turn));
    }

    [Fact]
    public void who_tells_first_is_drawn_by_lot_and_alternates()
    {
        var first = Enumerable.Range(1, 400).Select(n => PlanSteps.Of(Spoken, Assignment(n), 1, null)[0].Actor).ToList();
        Assert.InRange(first.Count(s => s == Seat.A), 150, 250);
        for (var n = 1; n <= 20; n++)
            for (var occurrence = 1; occurrence < 6; occurrence++)
                Assert.NotEqual(PlanSteps.Of(Spoken, Assignment(n), occurrence, null)[0].Actor, PlanSteps.Of(Spoken, Assignment(n), occurrence + 1, null)[0].Actor);
    }

    [Theory]
    [InlineData(Seat.A)]
    [InlineData(Seat.B)]
    public void whoever_opened_an_on_demand_round_acts_first(Seat opener)
    {
        var exercise = Spoken with { Steps = [Step("offer", Who.Opener, new Opens(OpensWhen.Start), null), Step("accept", Who.Accepter, new Opens(OpensWhen.After, "offer"), "offer")] };
        Assert.Equal([opener, opener.Other()], PlanSteps.Of(exercise, Assignment(1), 1, opener).Select(p => p.Actor!.Value));
    }

    [Theory]
    [InlineData(Seat.A)]
    [InlineData(Seat.B)]
    public void whoever_opened_the_round_tells_first_where_the_exercise_says_so(Seat opener)
    {
        var exercise = Spoken with { Cadence = Cadence.OnDemand, Teller = TellerRule.Opener };
        for (var occurrence = 1; occurrence < 4; occurrence++)
            Assert.Equal(
                new Seat?[] { opener, opener.Other(), opener, opener.Other(), opener, opener.Other(), null },
                PlanSteps.Of(exercise, Assignment(1), occurrence, opener).Select(p => p.Actor));
        Assert.Equal(PlanSteps.Of(Spoken, Assignment(1), 2, null), PlanSteps.Of(exercise, Assignment(1), 2, opener: null));
    }

    [Fact]
    public void where_telling_alternates_one_tells_in_each_round()
    {
        var exercise = Spoken with { Teller = TellerRule.Alternate };
        var tellers = Enumerable.Range(1, 6).Select(n => PlanSteps.Of(exercise, Assignment(1), n, null)).ToList();
        Assert.All(tellers, plan => Assert.Equal(["story", "echo", "felt", "note"], plan.Select(p => p.Step.Key)));
        Assert.All(tellers, plan => Assert.Equal("note individual both After felt#1", Line(plan[3])));
        Assert.All(tellers.Zip(tellers.Skip(1)), pair => Assert.NotEqual(pair.First[0].Actor, pair.Second[0].Actor));
    }

    [Fact]
    public void a_turn_that_begins_with_what_both_agreed_on_is_repeated_without_it()
    {
        var exercise = Spoken with
        {
            Steps = [Step("topic", Who.Each, new Opens(OpensWhen.Start), null), Step("story", Who.Teller, new Opens(OpensWhen.After, "topic"), null), .. Spoken.Steps.Skip(1)],
        };
        Assert.Equal(
            ["topic Start", "story After topic#1", "echo After story#1", "felt After echo#1", "story After felt#1", "echo After story#2", "felt After echo#2", "note After felt#2"],
            PlanSteps.Of(exercise, Assignment(1), 1, null).Select(p => $"{p.Step.Key} {p.Opens.When}{(p.Opens.Step is { } s ? $" {s.Key}#{s.Turn}" : "")}"));
    }

    [Theory]
    [InlineData(1, "agreement room")]
    [InlineData(2, "agreement room review")]
    [InlineData(3, "agreement room review")]
    public void a_step_comes_only_in_the_rounds_it_occurs_in(int occurrence, string steps) =>
        Assert.Equal(steps, string.Join(' ', PlanSteps.Of(Play.Exercise("what-stays-between-us"), Assignment(1), occurrence, null).Select(p => p.Step.Key)));

    [Fact]
    public void a_first_step_is_left_out_later()
    {
        var exercise = Play.Exercise("feelings-today");
        Assert.Equal(["learned", "today"], PlanSteps.Of(exercise, Assignment(1), 1, null).Select(p => p.Step.Key));
        Assert.Equal(["today"], PlanSteps.Of(exercise, Assignment(1), 2, null).Select(p => p.Step.Key));
    }

    [Fact]
    public void whatever_is_shipped_every_planned_step_waits_for_and_is_about_a_planned_one()
    {
        foreach (var exercise in Play.Exercises)
            foreach (var occurrence in new[] { 1, 2, 3 })
                foreach (var opener in new Seat?[] { null, Seat.A, Seat.B })
                {
                    var plan = PlanSteps.Of(exercise, Assignment(1), occurrence, opener);
                    var refs = plan.Select(p => p.Step).ToList();
                    Assert.Equal(refs.Count, refs.Distinct().Count());
                    Assert.Contains(plan, p => p.Opens.When == OpensWhen.Start);
                    Assert.All(plan, p => Assert.All(new[] { p.Opens.Step, p.About }.OfType<StepRef>(), r => Assert.True(refs.IndexOf(r) < refs.IndexOf(p.Step) && refs.Contains(r))));
                }
    }

    [Fact]
    public void the_same_assignment_gives_the_same_plan_anywhere() =>
        Assert.Equal(PlanSteps.Of(Spoken, Assignment(7), 3, null), PlanSteps.Of(Spoken, Assignment(7), 3, null));

    private static string Line(StepPlan p) =>
        $"{p.Step.Key} {p.Mode.ToString().ToLowerInvariant()} {p.Actor?.ToString() ?? "both"} {p.Opens.When}"
        + (p.Opens.Step is { } s ? $" {s.Key}#{s.Turn}" : "")
        + (p.About is { } a ? $" about {a.Key}#{a.Turn}" : "");
}
