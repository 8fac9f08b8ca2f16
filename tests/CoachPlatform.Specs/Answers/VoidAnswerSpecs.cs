using CoachPlatform.Answers;
using CoachPlatform.Cases;
using CoachPlatform.Library;
using CoachPlatform.Live;
using CoachPlatform.Measures;
using CoachPlatform.Platform.Commands;
using CoachPlatform.Specs.Live;
using static CoachPlatform.Specs.Play;

namespace CoachPlatform.Specs.Answers;

public class VoidAnswerSpecs
{
    private static readonly RoundOpened Sealed = Round(Step("say", Mode.Sealed), Step("plan", Mode.Joint));
    private static readonly RoundOpened Individual = Round(Step("say", Mode.Individual));
    private static readonly RoundOpened Log = Round(Step("say", Mode.Individual, log: true));
    private static readonly object[] Shown = [.. Couple.Together, Sealed, Given(Seat.A, "say"), Given(Seat.B, "say"), Revealed("say")];

    private static Func<Told, Decision> Void(Seat seat, string step = "say") => told => VoidAnswer.Decide(told.Round, told.Gate, seat, new StepRef(step), Couple.Now);

    private static Func<Told, Decision> Answer(Seat seat) =>
        told => AnswerRound.Decide(told.Round, told.Gate, new AnswerRound.Command(seat, new StepRef("say"), null, null, Boxes(), Shared), Couple.Now);

    private static Sight Seen(Reader reader, params object[] events)
    {
        var told = new Told().After(events, Couple.Now);
        return WhatMaySee.Of(reader, new AnswerOf(new StepRef("say"), Seat.A), told.Round, told.Gate, Couple.Now);
    }

    [Fact]
    public void before_the_reveal_the_answer_is_gone_and_may_be_given_anew()
    {
        object[] given = [.. Couple.Together, Sealed, Given(Seat.A, "say"), Revised(Seat.A, "say", 2)];
        Spec.Given(given).When(Void(Seat.A)).Then(Voided(Seat.A, "say", 2));
        Spec.Given(given, Voided(Seat.A, "say", 2)).When(Answer(Seat.A)).AgainRefused("already-answered").Then(Given(Seat.A, "say", version: 3));
        Assert.Equal(new Sight.Removed(), Seen(new Reader.Partner(Seat.A), [.. given, Voided(Seat.A, "say", 2)]));
        Assert.Equal(new Sight.Waiting(), Seen(new Reader.Partner(Seat.B), [.. given, Voided(Seat.A, "say", 2)]));
        Assert.Equal(new Sight.Own(), Seen(new Reader.Partner(Seat.A), [.. given, Voided(Seat.A, "say", 2), Given(Seat.A, "say", version: 3)]));
    }

    [Fact]
    public void after_the_reveal_it_is_gone_for_good_and_looks_to_the_other_as_if_taken_back()
    {
        Spec.Given(Shown).When(Void(Seat.A)).Then(Voided(Seat.A, "say"));
        Spec.Given(Shown, Voided(Seat.A, "say")).When(Answer(Seat.A)).ThenRefused("already-revealed");
        Assert.Equal(new Sight.Removed(), Seen(new Reader.Partner(Seat.A), [.. Shown, Voided(Seat.A, "say")]));
        Assert.Equal(Seen(new Reader.Partner(Seat.B), [.. Shown, Withdrawn(Seat.A, "say")]), Seen(new Reader.Partner(Seat.B), [.. Shown, Voided(Seat.A, "say")]));
        Assert.Equal(new Sight.Tick(CoachPlatform.Answers.Given.Withdrawn, Gone: true), Seen(new Reader.Coach(Couple.Coach), [.. Shown, Voided(Seat.A, "say")]));
    }

    [Fact]
    public void what_was_taken_back_or_passed_over_can_still_be_destroyed()
    {
        Spec.Given(Shown, Withdrawn(Seat.A, "say")).When(Void(Seat.A)).Then(Voided(Seat.A, "say"));
        Spec.Given(Couple.Together, Sealed, Given(Seat.A, "say"), Passed(Seat.A, "say")).When(Void(Seat.A)).Then(Voided(Seat.A, "say"));
        Spec.Given(Couple.Together, Sealed, Given(Seat.A, "say"), Closed).When(Void(Seat.A)).Then(Voided(Seat.A, "say"));
    }

    [Fact]
    public void twice_changes_nothing_and_where_nothing_was_given_there_is_nothing_to_destroy()
    {
        Spec.Given(Shown, Voided(Seat.A, "say")).When(Void(Seat.A)).Then();
        Spec.Given(Couple.Together, Sealed, Given(Seat.A, "say"), Voided(Seat.A, "say")).When(Void(Seat.A)).Then();
        Spec.Given(Couple.Together, Sealed).When(Void(Seat.A)).ThenRefused("nothing-there");
        Spec.Given(Couple.Together, Sealed, Passed(Seat.A, "say")).When(Void(Seat.A)).ThenRefused("nothing-there");
        Spec.Given(Couple.Together, Sealed, Proposed(Seat.A, "plan")).When(Void(Seat.A, "plan")).ThenRefused("nothing-there");
    }

    [Fact]
    public void individual_steps_tell_nothing_of_the_other()
    {
        object[] alone = [.. Couple.Together, Individual, Given(Seat.A, "say"), Voided(Seat.A, "say")];
        object[] both = [.. Couple.Together, Individual, Given(Seat.A, "say"), Given(Seat.B, "say", Private), Revealed("say", shared: false), Completed, Voided(Seat.A, "say")];
        foreach (var events in new[] { alone, both })
        {
            var again = Answer(Seat.A)(new Told().After(events, Couple.Now));
            Assert.Equal(Told.Line(Given(Seat.A, "say", version: 2)), Told.Line(again.Events[0]));
        }
    }

    [Fact]
    public void all_lines_of_a_log_go_together_with_their_key()
    {
        Guid one = new("00000000-0000-7000-8000-000000000001"), two = new("00000000-0000-7000-8000-000000000002");
        object[] given = [.. Couple.Together, Log, Given(Seat.A, "say", entry: two), Given(Seat.A, "say", entry: one), Revised(Seat.A, "say", 2, entry: one)];
        Spec.Given(given).When(Void(Seat.A)).Then(Voided(Seat.A, "say", 2, one, two));
        var rows = AnswerRows.After("t", [.. given.OfType<IRoundEvent>().Append(Voided(Seat.A, "say", 2, one, two)).Select(e => Rows.Of(e, Couple.Now, Told.RoundId))]);
        Assert.Equal(2, rows.Count);
        Assert.All(rows.Values, Assert.Null);
    }

    [Fact]
    public void the_last_movement_on_the_board_is_that_of_a_withdrawal()
    {
        var rows = new Rows();
        rows.Fold([.. Shown.Append(Voided(Seat.A, "say")).Select(e => (e, Couple.Now))]);
        Assert.Equal(new LastMove(Move.Withdrawn, Couple.Now, Seat.A), rows.Board.LastMove);
    }
}
