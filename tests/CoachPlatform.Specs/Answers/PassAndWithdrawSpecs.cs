using CoachPlatform.Answers;
using CoachPlatform.Cases;
using CoachPlatform.Library;
using CoachPlatform.Platform.Commands;
using static CoachPlatform.Specs.Play;

namespace CoachPlatform.Specs.Answers;

public class PassAndWithdrawSpecs
{
    private static readonly RoundOpened Sealed = Round(Step("say", Mode.Sealed), Step("plan", Mode.Joint));
    private static readonly RoundOpened Individual = Round(Step("say", Mode.Individual));

    private static Func<Told, Decision> Pass(Seat seat, string step = "say") => told => PassPrompt.Decide(told.Round, told.Gate, seat, new StepRef(step), Couple.Now);

    private static Func<Told, Decision> Withdraw(Seat seat, string step = "say", Guid? entry = null) =>
        told => WithdrawAnswer.Decide(told.Round, told.Gate, seat, new StepRef(step), entry, Couple.Now);

    [Fact]
    public void a_pass_is_kept_and_waits() => Spec.Given(Couple.Together, Sealed).When(Pass(Seat.A)).Then(Passed(Seat.A, "say"));

    [Fact]
    public void a_pass_settles_and_closes_both_ways() =>
        Spec.Given(Couple.Together, Sealed, Given(Seat.A, "say"))
            .When(Pass(Seat.B)).AgainRefused("already-revealed").Then(Passed(Seat.B, "say"), Revealed("say", shared: false));

    [Fact]
    public void a_pass_replaces_an_answer() =>
        Spec.Given(Couple.Together, Sealed, Given(Seat.A, "say")).When(Pass(Seat.A)).Then(Passed(Seat.A, "say"));

    [Fact]
    public void there_is_no_pass_after_the_reveal_nor_in_a_closed_round()
    {
        Spec.Given(Couple.Together, Sealed, Given(Seat.A, "say"), Given(Seat.B, "say"), Revealed("say")).When(Pass(Seat.A)).ThenRefused("already-revealed");
        Spec.Given(Couple.Together, Sealed, Closed).When(Pass(Seat.A)).ThenRefused("round-closed");
    }

    [Fact]
    public void passing_a_joint_step_ends_nothing_and_what_is_agreed_cannot_be_passed()
    {
        Spec.Given(Couple.Together, Sealed, Proposed(Seat.B, "plan")).When(Pass(Seat.A, "plan")).Then(Passed(Seat.A, "plan"));
        Spec.Given(Couple.Together, Sealed, Proposed(Seat.B, "plan"), Confirmed(Seat.A, "plan")).When(Pass(Seat.A, "plan")).ThenRefused("already-confirmed");
    }

    [Fact]
    public void passing_an_individual_step_never_tells_whether_the_other_has_acted()
    {
        Spec.Given(Couple.Together, Individual, Given(Seat.A, "say")).When(Pass(Seat.A)).Then(Passed(Seat.A, "say"));
        Spec.Given(Couple.Together, Individual, Given(Seat.A, "say"), Given(Seat.B, "say"), Revealed("say"), Completed).When(Pass(Seat.A)).Then(Passed(Seat.A, "say"));
        Spec.Given(Couple.Together, Individual, Given(Seat.B, "say")).When(Pass(Seat.A)).Then(Passed(Seat.A, "say"), Revealed("say", shared: false), Completed);
        var round = new Told().After([Individual], Couple.Now).Round;
        Assert.Equal("waiting", WriterIsTold.After(round, new StepRef("say"), null, [Passed(Seat.A, "say"), Revealed("say", shared: false), Completed]));
    }

    [Fact]
    public void an_answer_withdrawn_before_the_reveal_is_simply_not_given() =>
        Spec.Given(Couple.Together, Sealed, Given(Seat.A, "say")).When(Withdraw(Seat.A)).Then(Withdrawn(Seat.A, "say"));

    [Fact]
    public void an_answer_withdrawn_after_the_reveal_is_gone_for_good()
    {
        object[] revealed = [.. Couple.Together, Sealed, Given(Seat.A, "say"), Given(Seat.B, "say"), Revealed("say")];
        Spec.Given(revealed).When(Withdraw(Seat.A)).Then(Withdrawn(Seat.A, "say"));
        Spec.Given(revealed, Withdrawn(Seat.A, "say"))
            .When(told => AnswerRound.Decide(told.Round, told.Gate, new AnswerRound.Command(Seat.A, new StepRef("say"), null, null, Boxes(), Shared), Couple.Now))
            .ThenRefused("already-revealed");
    }

    [Fact]
    public void withdrawing_an_individual_answer_never_tells_whether_the_other_has_acted()
    {
        object[] alone = [.. Couple.Together, Individual, Given(Seat.A, "say"), Withdrawn(Seat.A, "say")];
        object[] both = [.. Couple.Together, Individual, Given(Seat.A, "say"), Given(Seat.B, "say", Private), Revealed("say", shared: false), Completed, Withdrawn(Seat.A, "say")];
        Assert.Equal(OwnOf(alone), OwnOf(both));
        foreach (var events in new[] { alone, both })
        {
            var told = new Told().After(events, Couple.Now);
            var again = AnswerRound.Decide(told.Round, told.Gate, new AnswerRound.Command(Seat.A, new StepRef("say"), null, null, Boxes(), Shared), Couple.Now);
            Assert.Equal(Told.Line(Given(Seat.A, "say", version: 2)), Told.Line(again.Events[0]));
        }

        static ActorState OwnOf(object[] events) => new Told().After(events, Couple.Now).Round.Steps[0].Of(Seat.A);
    }

    [Fact]
    public void an_answer_may_be_withdrawn_from_a_closed_round() =>
        Spec.Given(Couple.Together, Sealed, Given(Seat.A, "say"), Closed).When(Withdraw(Seat.A)).Then(Withdrawn(Seat.A, "say"));

    [Fact]
    public void a_pass_may_be_taken_back_before_the_reveal() =>
        Spec.Given(Couple.Together, Sealed, Passed(Seat.A, "say")).When(Withdraw(Seat.A)).AgainRefused("nothing-there").Then(Withdrawn(Seat.A, "say", version: 0));

    [Fact]
    public void one_entry_of_a_log_is_withdrawn_and_the_others_stay()
    {
        Guid one = new("00000000-0000-7000-8000-0000000000e1"), two = new("00000000-0000-7000-8000-0000000000e2");
        Spec.Given(Couple.Together, Round(Step("log", Mode.Individual, log: true)), Given(Seat.A, "log", entry: one), Given(Seat.A, "log", entry: two))
            .When(Withdraw(Seat.A, "log", one)).Then(Withdrawn(Seat.A, "log", entry: one));
    }

    [Fact]
    public void there_must_be_something_to_withdraw()
    {
        Spec.Given(Couple.Together, Sealed, Given(Seat.B, "say")).When(Withdraw(Seat.A)).ThenRefused("nothing-there");
        Spec.Given(Couple.Together, Sealed).When(Withdraw(Seat.A, "no-such-step")).ThenRefused("nothing-there");
        Spec.Given(Couple.Together, Sealed, Given(Seat.A, "say"), Given(Seat.B, "say"), Revealed("say"), Withdrawn(Seat.A, "say")).When(Withdraw(Seat.A)).ThenNothing();
    }
}
