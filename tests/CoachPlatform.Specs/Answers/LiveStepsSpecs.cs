using CoachPlatform.Answers;
using CoachPlatform.Cases;
using CoachPlatform.Library;
using CoachPlatform.Platform.Commands;
using static CoachPlatform.Specs.Play;

namespace CoachPlatform.Specs.Answers;

public class LiveStepsSpecs
{
    private static readonly StepRef Ask = new("ask"), Shift = new("shift");

    private static readonly RoundOpened Ladder = Round(Step("ask", Mode.Live), Step("shift", Mode.Live, null, OpensWhen.After, "ask"));

    private static Decision Opens(Told told, StepRef step) => LiveSteps.Open(told.Round, told.Gate, step, Couple.Now);

    private static Decision Reveals(Told told, StepRef step) => LiveSteps.Reveal(told.Round, told.Gate, step, Couple.Now);

    [Fact]
    public void no_live_step_is_open_before_the_coach_opens_it()
    {
        Spec.Given(Couple.Together, Ladder).When(t => PassPrompt.Decide(t.Round, t.Gate, Seat.A, Ask, Couple.Now)).ThenRefused("step-not-open");
        Spec.Given(Couple.Together, Ladder).When(t => Opens(t, Ask)).Then(OpenedBy("ask"));
        Spec.Given(Couple.Together, Ladder, OpenedBy("ask")).When(t => PassPrompt.Decide(t.Round, t.Gate, Seat.A, Ask, Couple.Now)).Then(Passed(Seat.A, "ask"));
    }

    [Fact]
    public void the_next_opens_only_after_the_one_before_it_has_opened_its_answers()
    {
        Spec.Given(Couple.Together, Ladder).When(t => Opens(t, Shift)).ThenRefused("step-not-open");
        object[] both = [OpenedBy("ask"), Given(Seat.A, "ask"), Given(Seat.B, "ask")];
        Spec.Given(Couple.Together, Ladder, both).When(t => Opens(t, Shift)).ThenRefused("step-not-open");
        Spec.Given(Couple.Together, Ladder, both, Revealed("ask")).When(t => Opens(t, Shift)).Then(OpenedBy("shift"));
    }

    [Fact]
    public void the_second_answer_opens_nothing_and_the_coach_opens_both_at_once()
    {
        object[] one = [OpenedBy("ask"), Given(Seat.A, "ask")];
        Spec.Given(Couple.Together, Ladder).When(t => Reveals(t, Ask)).ThenRefused("step-not-open");
        Spec.Given(Couple.Together, Ladder, one).When(t => Reveals(t, Ask)).ThenRefused("not-both-settled");
        var two = new Told().After([.. Couple.Together, Ladder, .. one, Given(Seat.B, "ask")], Couple.Now);
        Assert.Empty(WhatFollows.After(two.Round, two.Gate, Couple.Now));
        Spec.Given(Couple.Together, Ladder, one, Given(Seat.B, "ask")).When(t => Reveals(t, Ask)).Then(Revealed("ask"));
        Spec.Given(Couple.Together, Ladder, one, Passed(Seat.B, "ask")).When(t => Reveals(t, Ask)).Then(Revealed("ask", shared: false));
    }

    [Fact]
    public void the_last_reveal_completes_the_round()
    {
        object[] before = [OpenedBy("ask"), Given(Seat.A, "ask"), Given(Seat.B, "ask"), Revealed("ask"), OpenedBy("shift"), Given(Seat.A, "shift"), Given(Seat.B, "shift")];
        Spec.Given(Couple.Together, Ladder, before).When(t => Reveals(t, Shift)).Then(Revealed("shift"), Completed);
    }

    [Fact]
    public void only_live_steps_of_an_open_round_are_run()
    {
        Spec.Given(Couple.Together, Round(Step("ask", Mode.Sealed))).When(t => Opens(t, Ask)).ThenRefused("unknown-step", 422);
        Spec.Given(Couple.Together, Round(Step("ask", Mode.Sealed))).When(t => Reveals(t, Ask)).ThenRefused("unknown-step", 422);
        Spec.Given(Couple.Together, Ladder, Closed).When(t => Opens(t, Ask)).ThenRefused("round-closed");
        Spec.Given(Couple.OnlyAJoined, Ladder, OpenedBy("ask"), Given(Seat.A, "ask"), Given(Seat.B, "ask")).When(t => Reveals(t, Ask)).ThenRefused("policy-not-in-force");
    }

    [Fact]
    public void to_the_coach_a_pass_and_an_answer_look_the_same_until_they_open()
    {
        foreach (var seat in Seats.Both)
        {
            var (answered, passed) = (Seen(Given(seat, "ask", Private)), Seen(Passed(seat, "ask")));
            Assert.Equal(answered, passed);
        }

        static string Seen(object given)
        {
            object[] events = [.. Couple.Together, Ladder, OpenedBy("ask"), given];
            return Screen.Of(new Reader.Coach(Couple.Coach), new Told().After(events, Couple.Now), events, Couple.Now).Text;
        }
    }

    [Fact]
    public void before_the_coach_opens_a_step_a_partner_has_one_part_that_waits_and_can_do_nothing()
    {
        var told = new Told().After([.. Couple.Together, Ladder], Couple.Now);
        foreach (var seat in Seats.Both)
        {
            var step = Assert.Single(RoundSight.Of(new Reader.Partner(seat), told.Round, told.Gate, Couple.Now).Steps);
            Assert.False(step.MayAct);
            Assert.Empty(step.Answers);
            Assert.DoesNotContain(told.Round.Steps, s => told.Round.OpenFor(s, seat));
        }
    }

    [Fact]
    public void a_live_step_of_one_actor_waits_for_the_coach_too()
    {
        var round = Round(Step("tell", Mode.Live, Seat.A));
        object[] told = [.. Couple.Together, round, OpenedBy("tell"), Given(Seat.A, "tell")];
        Assert.Equal(new Sight.Waiting(), SightOfB(told));
        Spec.Given(told).When(t => Reveals(t, new StepRef("tell"))).Then(Revealed("tell"), Completed);
        Assert.Equal(new Sight.Read(["x"]), SightOfB([.. told, Revealed("tell")]));

        static Sight SightOfB(object[] events)
        {
            var told = new Told().After(events, Couple.Now);
            return WhatMaySee.Of(new Reader.Partner(Seat.B), new AnswerOf(new StepRef("tell"), Seat.A), told.Round, told.Gate, Couple.Now);
        }
    }
}
