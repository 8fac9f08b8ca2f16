using CoachPlatform.Answers;
using CoachPlatform.Cases;
using CoachPlatform.Library;
using CoachPlatform.Platform.Commands;
using static CoachPlatform.Specs.Play;

namespace CoachPlatform.Specs.Answers;

public class AnswerRoundSpecs
{
    private static readonly Guid Entry = new("00000000-0000-7000-8000-0000000000e1");
    private static readonly RoundOpened Sealed = Round(Step("say", Mode.Sealed));
    private static readonly RoundOpened Individual = Round(Step("say", Mode.Individual));
    private static readonly RoundOpened Log = Round(Step("log", Mode.Individual, log: true));

    private static Func<Told, Decision> Answer(Seat seat, string step = "say", Sharing? sharing = null, int? revises = null, Guid? entry = null) =>
        told => AnswerRound.Decide(told.Round, told.Gate, new AnswerRound.Command(seat, new StepRef(step), entry, revises, Boxes(), sharing ?? Shared), Couple.Now);

    public static TheoryData<Seat> BothSeats => [Seat.A, Seat.B];

    [Theory, MemberData(nameof(BothSeats))]
    public void the_first_sealed_answer_waits(Seat seat) =>
        Spec.Given(Couple.Together, Sealed).When(Answer(seat)).AgainRefused("already-answered").Then(Given(seat, "say"));

    [Theory, MemberData(nameof(BothSeats))]
    public void the_second_sealed_answer_opens_both_once_and_ends_the_round(Seat second) =>
        Spec.Given(Couple.Together, Sealed, Given(second.Other(), "say"))
            .When(Answer(second))
            .AgainRefused("already-revealed")
            .Then(Given(second, "say"), Revealed("say"), Completed);

    [Theory]
    [InlineData(Audience.Me, Timing.WhenBoth)]
    [InlineData(Audience.Coach, Timing.Now)]
    [InlineData(Audience.Partner, Timing.Never)]
    public void a_second_answer_that_is_not_for_the_partner_settles_without_sharing(Audience audience, Timing timing)
    {
        var sharing = new Sharing(audience, timing);
        Spec.Given(Couple.Together, Sealed, Given(Seat.A, "say"))
            .When(Answer(Seat.B, sharing: sharing))
            .AgainRefused("already-revealed")
            .Then(Given(Seat.B, "say", sharing), Revealed("say", shared: false), Completed);
    }

    [Fact]
    public void an_answer_of_which_every_field_is_kept_back_does_not_share()
    {
        var sharing = new Sharing(Audience.Partner, Timing.WhenBoth, new Dictionary<string, Audience> { ["x"] = Audience.Me });
        Spec.Given(Couple.Together, Sealed, Given(Seat.A, "say"))
            .When(Answer(Seat.B, sharing: sharing))
            .AgainRefused("already-revealed")
            .Then(Given(Seat.B, "say", sharing), Revealed("say", shared: false), Completed);
    }

    [Fact]
    public void an_answer_kept_for_a_session_neither_shares_nor_settles()
    {
        var sharing = new Sharing(Audience.Partner, Timing.InSession);
        Spec.Given(Couple.Together, Sealed, Given(Seat.A, "say"))
            .When(Answer(Seat.B, sharing: sharing)).AgainRefused("already-answered").Then(Given(Seat.B, "say", sharing));
    }

    [Fact]
    public void somebody_who_joined_first_may_write_and_nothing_opens_yet() =>
        Spec.Given(Couple.OnlyAJoined, Sealed).When(Answer(Seat.A)).AgainRefused("already-answered").Then(Given(Seat.A, "say"));

    [Fact]
    public void both_in_individual_steps_go_their_own_way_and_the_answer_stays_revisable()
    {
        Spec.Given(Couple.Together, Individual).When(Answer(Seat.A)).AgainRefused("already-answered").Then(Given(Seat.A, "say"));
        Spec.Given(Couple.Together, Individual, Given(Seat.A, "say"))
            .When(Answer(Seat.B)).AgainRefused("already-answered").Then(Given(Seat.B, "say"), Revealed("say"), Completed);
        Spec.Given(Couple.Together, Individual, Given(Seat.A, "say"), Given(Seat.B, "say"), Revealed("say"), Completed)
            .When(Answer(Seat.A, revises: 1)).AgainRefused("answer-moved").Then(Revised(Seat.A, "say", 2));
    }

    [Fact]
    public void a_step_of_one_actor_is_settled_by_that_actor_alone() =>
        Spec.Given(Couple.Together, Round(Step("tell", Mode.Individual, Seat.A), Step("echo", Mode.Individual, Seat.B, OpensWhen.After, "tell", about: "tell")))
            .When(Answer(Seat.A, "tell"))
            .AgainRefused("already-answered")
            .Then(Given(Seat.A, "tell"), Revealed("tell"), OpenedBy("echo"));

    [Fact]
    public void the_other_may_not_answer_for_the_actor() =>
        Spec.Given(Couple.Together, Round(Step("tell", Mode.Individual, Seat.A))).When(Answer(Seat.B, "tell")).ThenRefused("not-your-turn");

    [Fact]
    public void a_log_takes_many_entries_each_with_its_own_versions()
    {
        var other = new Guid("00000000-0000-7000-8000-0000000000e2");
        Spec.Given(Couple.Together, Log).When(Answer(Seat.A, "log", entry: Entry)).AgainRefused("already-answered").Then(Given(Seat.A, "log", entry: Entry));
        Spec.Given(Couple.Together, Log, Given(Seat.A, "log", entry: Entry))
            .When(Answer(Seat.A, "log", entry: other)).AgainRefused("already-answered").Then(Given(Seat.A, "log", entry: other));
        Spec.Given(Couple.Together, Log, Given(Seat.A, "log", entry: Entry), Given(Seat.A, "log", entry: other))
            .When(Answer(Seat.A, "log", revises: 1, entry: Entry)).AgainRefused("answer-moved").Then(Revised(Seat.A, "log", 2, entry: Entry));
    }

    [Fact]
    public void a_log_needs_entries_and_nothing_else_takes_them()
    {
        Spec.Given(Couple.Together, Log).When(Answer(Seat.A, "log")).ThenRefused("entry-required", 422);
        Spec.Given(Couple.Together, Sealed).When(Answer(Seat.A, entry: Entry)).ThenRefused("not-a-log", 422);
    }

    [Fact]
    public void a_revision_names_the_version_it_replaces()
    {
        Spec.Given(Couple.Together, Sealed, Given(Seat.A, "say")).When(Answer(Seat.A, revises: 1)).AgainRefused("answer-moved").Then(Revised(Seat.A, "say", 2));
        Spec.Given(Couple.Together, Sealed, Given(Seat.A, "say"), Revised(Seat.A, "say", 2)).When(Answer(Seat.A, revises: 1)).ThenRefused("answer-moved");
        Spec.Given(Couple.Together, Sealed).When(Answer(Seat.A, revises: 1)).ThenRefused("answer-moved");
    }

    [Fact]
    public void the_refusal_names_the_version_to_revise()
    {
        var told = new Told().After([.. Couple.Together, Sealed, Given(Seat.A, "say"), Revised(Seat.A, "say", 2)], Couple.Now);
        Assert.Equal(2, Answer(Seat.A)(told).Refusal!.More!["revises"]);
        Assert.Equal(2, Answer(Seat.A, revises: 1)(told).Refusal!.More!["revises"]);
    }

    [Fact]
    public void after_a_withdrawal_before_the_reveal_the_step_is_open_again_with_the_next_version() =>
        Spec.Given(Couple.Together, Sealed, Given(Seat.A, "say"), Withdrawn(Seat.A, "say"))
            .When(Answer(Seat.A)).AgainRefused("already-answered").Then(Given(Seat.A, "say", version: 2));

    [Fact]
    public void an_answer_may_follow_a_pass_before_the_reveal() =>
        Spec.Given(Couple.Together, Sealed, Passed(Seat.A, "say")).When(Answer(Seat.A)).AgainRefused("already-answered").Then(Given(Seat.A, "say"));

    [Fact]
    public void nothing_is_changed_once_it_has_opened() =>
        Spec.Given(Couple.Together, Round(Step("say", Mode.Sealed), Step("plan", Mode.Joint)), Given(Seat.A, "say"), Given(Seat.B, "say"), Revealed("say"))
            .When(Answer(Seat.A, revises: 1)).ThenRefused("already-revealed");

    [Fact]
    public void a_closed_round_takes_nothing() =>
        Spec.Given(Couple.Together, Sealed, Closed).When(Answer(Seat.A)).ThenRefused("round-closed");

    [Fact]
    public void a_step_that_has_not_opened_takes_nothing() =>
        Spec.Given(Couple.Together, Round(Step("say", Mode.Sealed), Step("right", Mode.Sealed, when: OpensWhen.After, waitsFor: "say")))
            .When(Answer(Seat.A, "right")).ThenRefused("step-not-open");

    [Fact]
    public void the_second_individual_step_opens_for_each_with_their_own_first()
    {
        var round = Round(Step("one", Mode.Individual), Step("two", Mode.Individual, when: OpensWhen.After, waitsFor: "one"));
        Spec.Given(Couple.Together, round).When(Answer(Seat.A, "one")).AgainRefused("already-answered").Then(Given(Seat.A, "one"), OpenedBy("two"));
        Spec.Given(Couple.Together, round, Given(Seat.A, "one"), OpenedBy("two")).When(Answer(Seat.B, "two")).ThenRefused("step-not-open");
        Spec.Given(Couple.Together, round, Given(Seat.A, "one"), OpenedBy("two")).When(Answer(Seat.A, "two")).AgainRefused("already-answered").Then(Given(Seat.A, "two"));
    }

    [Fact]
    public void nobody_writes_before_joining_and_accepting()
    {
        Spec.Given(Couple.OnlyAJoined, Sealed).When(Answer(Seat.B)).ThenRefused("policy-not-in-force");
        Spec.Given(Couple.Opened, Couple.Invited(Seat.A), Couple.Joined(Seat.A)[0], Sealed).When(Answer(Seat.A)).ThenRefused("policy-not-in-force");
    }

    [Theory]
    [InlineData(Mode.Sealed, null, Audience.Partner, Timing.WhenBoth, false, "waiting")]
    [InlineData(Mode.Sealed, null, Audience.Partner, Timing.WhenBoth, true, "revealed")]
    [InlineData(Mode.Sealed, null, Audience.Me, Timing.Now, true, "revealed")]
    [InlineData(Mode.Individual, null, Audience.Partner, Timing.Now, false, "revealed")]
    [InlineData(Mode.Individual, null, Audience.Coach, Timing.Now, true, "revealed")]
    [InlineData(Mode.Individual, null, Audience.Partner, Timing.WhenBoth, true, "waiting")]
    [InlineData(Mode.Individual, null, Audience.Me, Timing.Now, true, "waiting")]
    [InlineData(Mode.Individual, Seat.A, Audience.Partner, Timing.WhenBoth, true, "revealed")]
    [InlineData(Mode.Individual, Seat.A, Audience.Partner, Timing.Never, true, "waiting")]
    public void the_reply_depends_on_nothing_that_the_writer_may_not_know(Mode mode, Seat? actor, Audience audience, Timing timing, bool revealed, string told)
    {
        var round = new Told().After(Round(Step("say", mode, actor)), Couple.Now).Round;
        object[] events = revealed ? [Given(Seat.A, "say"), Revealed("say")] : [Given(Seat.A, "say")];
        Assert.Equal(told, WriterIsTold.After(round, new StepRef("say"), new Sharing(audience, timing), events));
    }
}
