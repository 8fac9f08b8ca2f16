using CoachPlatform.Answers;
using CoachPlatform.Cases;
using CoachPlatform.Measures;
using CoachPlatform.Privacy;
using CoachPlatform.Specs.Live;
using CsCheck;
using static CoachPlatform.Specs.Play;

namespace CoachPlatform.Specs.Answers;

/// <summary>After one of the two has erased, whatever came before.</summary>
public class ErasedSpecs
{
    [Fact]
    public void nothing_of_an_erased_seat_opens_for_anybody_and_everything_of_the_other_does_as_before() =>
        Histories.AlsoClosed.Sample(
            history =>
            {
                foreach (var seat in Seats.Both)
                {
                    var game = Played(history);
                    var left = game.Told.After(new SeatLeft(Couple.CaseId, seat), game.Now);
                    var told = left.After(new SeatEmptied(Couple.CaseId, seat), game.Now);
                    var stored = game.Stored.Select(s => s.Event).ToList();
                    var agreed = stored.OfType<JointConfirmed>().SelectMany(e => e.Fields.Values.Select(f => f.Box)).ToHashSet();
                    // The author too: whoever else holds their session finds nothing.
                    foreach (Reader reader in new Reader[] { new Reader.Partner(seat), new Reader.Partner(seat.Other()), new Reader.Coach(Couple.Coach) })
                    {
                        var now = Screen.Of(reader, told, stored, game.Now);
                        Assert.DoesNotContain(now.Canaries, c => !agreed.Contains(c) && ByOf(c) == seat);
                        var before = Screen.Of(reader, left, stored, game.Now);
                        Assert.Empty(before.Canaries.Where(c => ByOf(c) == seat.Other() || agreed.Contains(c)).Except(now.Canaries));
                        // Under a proposal that is gone there may be one of their own; to nobody else does anything appear.
                        Assert.All(now.Canaries.Except(before.Canaries), c => Assert.True(reader is Reader.Partner(var own) && own == seat.Other() && (ByOf(c) == own || agreed.Contains(c)), c));
                    }
                }
            },
            iter: 400);

    [Fact]
    public void to_the_other_it_looks_as_if_all_had_been_taken_back() =>
        Histories.All.Sample(
            history =>
            {
                var game = Played(history);
                var left = game.Told.After(new SeatLeft(Couple.CaseId, Seat.A), game.Now);
                var erased = left.After(new SeatEmptied(Couple.CaseId, Seat.A), game.Now);
                var withdrawn = left;
                foreach (var step in game.Round.Steps.Where(s => s.Plan is { Mode: not CoachPlatform.Library.Mode.Joint }))
                    foreach (var (entry, state) in Lines(step))
                        if (WithdrawAnswer.Decide(withdrawn.Round, withdrawn.Gate, Seat.A, step.Step, entry, game.Now).Events is [{ } taken, ..])
                            withdrawn = withdrawn.After(taken, game.Now);
                var reader = new Reader.Partner(Seat.B);
                foreach (var step in game.Round.Steps.Where(s => s.Plan is { Mode: not CoachPlatform.Library.Mode.Joint, Log: false }))
                {
                    var answer = new AnswerOf(step.Step, Seat.A);
                    Assert.Equal(
                        Plain(WhatMaySee.Of(reader, answer, withdrawn.Round, withdrawn.Gate, game.Now)), Plain(WhatMaySee.Of(reader, answer, erased.Round, erased.Gate, game.Now)));
                }
            },
            iter: 400);

    [Fact]
    public void the_other_is_moved_if_and_only_if_something_is_gone_from_their_screen() =>
        Histories.All.Sample(
            history =>
            {
                var game = Played(history);
                var rows = new Rows();
                rows.Fold([.. game.Stored, (new SeatLeft(Couple.CaseId, Seat.A), game.Now)]);
                var told = game.Told.After(new SeatLeft(Couple.CaseId, Seat.A), game.Now);
                var stored = game.Stored.Select(s => s.Event).ToList();
                var before = rows.Board.Feed.Seats[Seat.B];
                rows.Fold([(new SeatEmptied(Couple.CaseId, Seat.A), game.Now)]);
                var was = Screen.Of(new Reader.Partner(Seat.B), told, stored, game.Now);
                var now = Screen.Of(new Reader.Partner(Seat.B), told.After(new SeatEmptied(Couple.CaseId, Seat.A), game.Now), stored, game.Now);
                Assert.Equal(was.Text != now.Text, rows.Board.Feed.Seats[Seat.B] > before);
            },
            iter: 400);

    [Fact]
    public void the_rows_of_the_erased_seat_are_gone_and_the_others_stay_also_when_all_is_told_at_once()
    {
        object[] events = [Given(Seat.A, "say"), Given(Seat.B, "say"), Revealed("say"), Proposed(Seat.A, "plan"), Confirmed(Seat.B, "plan")];
        var rows = AnswerRows.After("t", [.. events.Select(e => Rows.Of(e, Couple.Now, Told.RoundId)), Rows.Of(new SeatEmptied(Couple.CaseId, Seat.A), Couple.Now, Couple.CaseId)]);
        Assert.Equal([null, Seat.B], rows.Values.OfType<AnswerRow>().Select(r => r.Seat).Order());
        Assert.Single(rows.Values, r => r is null);
    }

    [Fact]
    public void whoever_is_still_there_leaves_first_and_twice_changes_nothing()
    {
        var gate = Couple.Gate(Couple.Together);
        Assert.Equal([new SeatLeft(gate.Id, Seat.A), new SeatEmptied(gate.Id, Seat.A)], Erasure.Emptying(gate, Seat.A));
        var left = CaseGate.Fold(gate, new SeatLeft(gate.Id, Seat.A), Couple.Now)!;
        Assert.Equal([new SeatEmptied(gate.Id, Seat.A)], Erasure.Emptying(left, Seat.A));
        Assert.Empty(Erasure.Emptying(CaseGate.Fold(left, new SeatEmptied(gate.Id, Seat.A), Couple.Now)!, Seat.A));
    }

    [Fact]
    public void what_both_had_agreed_on_stays_until_the_second_has_erased_too()
    {
        object[] agreed = [.. Couple.Together, Round(Step("plan", CoachPlatform.Library.Mode.Joint)), Proposed(Seat.A, "plan"), Confirmed(Seat.B, "plan")];
        var one = new Told().After([.. agreed, .. Erasure.Emptying(Couple.Gate(Couple.Together), Seat.A)], Couple.Now);
        Assert.IsType<Sight.Read>(Of(new Reader.Partner(Seat.B), one));
        Assert.IsType<Sight.Read>(Of(new Reader.Coach(Couple.Coach), one));
        var last = Erasure.Emptying(one.Gate, Seat.B);
        Assert.Equal([new SeatLeft(Couple.CaseId, Seat.B), new SeatEmptied(Couple.CaseId, Seat.B, Last: true)], last);
        Assert.Equal(new Sight.Tick(CoachPlatform.Answers.Given.Answered, Gone: true), Of(new Reader.Coach(Couple.Coach), one.After(last, Couple.Now)));

        static Sight Of(Reader reader, Told told) => WhatMaySee.Of(reader, new AnswerOf(new StepRef("plan"), Seat.A), told.Round, told.Gate, Couple.Now);
    }

    [Fact]
    public void a_proposal_that_nobody_had_confirmed_goes_with_its_author()
    {
        object[] proposed = [.. Couple.Together, Round(Step("plan", CoachPlatform.Library.Mode.Joint)), Proposed(Seat.A, "plan")];
        var told = new Told().After([.. proposed, .. Erasure.Emptying(Couple.Gate(Couple.Together), Seat.A)], Couple.Now);
        Assert.Equal(new Sight.Waiting(), WhatMaySee.Of(new Reader.Partner(Seat.B), new AnswerOf(new StepRef("plan"), Seat.A), told.Round, told.Gate, Couple.Now));
        Assert.Null(RoundSight.Of(new Reader.Partner(Seat.B), told.Round, told.Gate, Couple.Now).Steps[0].Joint);
    }

    [Fact]
    public void under_a_legal_hold_it_waits_and_is_asked_for_once()
    {
        var gate = Couple.Gate(Couple.Together);
        var held = CaseGate.Fold(gate, new LegalHoldPlaced(gate.Id, Couple.Coach), Couple.Now)!;
        Assert.Equal([new ErasureAsked(gate.Id, Seat.A)], Erasure.Decide(null, gate, Seat.A));
        Assert.Equal([new ErasureAsked(gate.Id, Seat.A), new ErasureWaiting(gate.Id, Seat.A)], Erasure.Decide(null, held, Seat.A));
        var asked = Erasure.Decide(null, held, Seat.A).Aggregate((Erasure?)null, (e, x) => Erasure.Fold(e, Guid.Empty, x, Couple.Now))!;
        Assert.True(asked is { Waiting: true, DoneAt: null });
        Assert.Empty(Erasure.Decide(asked, gate, Seat.A));
    }

    private static Game Played(History history)
    {
        var game = history.Start();
        foreach (var act in history.Acts)
            game.Do(act);
        return game;
    }

    /// <summary>Whose words a canary is: it names its author, and a proposal its proposer.</summary>
    private static Seat? ByOf(string canary) =>
        canary.StartsWith("A ", StringComparison.Ordinal) || canary.Contains("by A ", StringComparison.Ordinal) ? Seat.A
        : canary.StartsWith("B ", StringComparison.Ordinal) || canary.Contains("by B ", StringComparison.Ordinal) ? Seat.B : null;

    private static IEnumerable<(Guid? Entry, ActorState State)> Lines(StepState step) =>
        step.Plan.Log ? (step.Of(Seat.A).Entries ?? new Dictionary<Guid, ActorState>()).Select(e => ((Guid?)e.Key, e.Value)) : [(null, step.Of(Seat.A))];

    private static string Plain(Sight sight) => sight is Sight.Matches m ? $"matches {m.Fields.Count}" : sight.GetType().Name;
}
