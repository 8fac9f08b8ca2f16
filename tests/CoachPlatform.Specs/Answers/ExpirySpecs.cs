using CoachPlatform.Answers;
using CoachPlatform.Cases;
using CoachPlatform.Library;
using CoachPlatform.Measures;
using CoachPlatform.Specs.Live;
using CsCheck;
using static CoachPlatform.Specs.Play;

namespace CoachPlatform.Specs.Answers;

/// <summary>After the practice keeps the answers of a round no longer, whatever came before.</summary>
public class ExpirySpecs
{
    private static readonly DateTimeOffset Later = Couple.Now.AddMonths(12);

    [Fact]
    public void nothing_of_it_opens_for_anybody_but_what_the_two_had_agreed_on() =>
        Histories.AlsoClosed.Sample(
            history =>
            {
                var game = Played(history);
                var told = game.Told.After(Expiry.Decide(game.Round), Later);
                var stored = game.Stored.Select(s => s.Event).ToList();
                var agreed = stored.OfType<JointConfirmed>().SelectMany(e => e.Fields.Values.Select(f => f.Box)).ToHashSet();
                foreach (Reader reader in new Reader[] { new Reader.Partner(Seat.A), new Reader.Partner(Seat.B), new Reader.Coach(Couple.Coach) })
                    Assert.Empty(Screen.Of(reader, told, stored, Later).Canaries.Except(agreed));
                Assert.Equal(0, Expiry.Answers(told.Round));
                Assert.Empty(Expiry.Decide(told.Round));
                Assert.DoesNotContain(told.Round.Steps, s => Seats.Both.Any(seat => told.Round.OpenFor(s, seat)));
            },
            iter: 400);

    [Fact]
    public void somebody_is_moved_if_and_only_if_their_screen_changes() =>
        Histories.All.Sample(
            history =>
            {
                var game = Played(history);
                var rows = new Rows();
                rows.Fold(game.Stored);
                var stored = game.Stored.Select(s => s.Event).ToList();
                foreach (var seat in Seats.Both)
                {
                    var fresh = new Rows();
                    fresh.Fold(game.Stored);
                    var before = fresh.Board.Feed.Seats[seat];
                    fresh.Fold([(new AnswersExpired(Couple.CaseId), game.Now)]);
                    var was = Screen.Of(new Reader.Partner(seat), game.Told, stored, game.Now);
                    var now = Screen.Of(new Reader.Partner(seat), game.Told.After(new AnswersExpired(Couple.CaseId), game.Now), stored, game.Now);
                    Assert.Equal(was.Text != now.Text, fresh.Board.Feed.Seats[seat] > before);
                }
            },
            iter: 400);

    [Fact]
    public void to_the_other_it_is_not_shared_and_to_the_coach_no_longer_available()
    {
        var told = Sealed().After([new AnswersExpired(Couple.CaseId)], Later);
        Assert.Equal(new Sight.NotShared(), Of(new Reader.Partner(Seat.B), told));
        Assert.Equal(new Sight.Removed(), Of(new Reader.Partner(Seat.A), told));
        Assert.True(Of(new Reader.Coach(Couple.Coach), told) is Sight.Tick { Gone: true });
    }

    [Fact]
    public void what_both_see_as_done_has_ended_then() => Assert.Equal(Couple.Now, Expiry.EndedAt(Sealed().Round, Later));

    [Fact]
    public void where_each_goes_their_own_pace_that_both_are_done_ends_nothing()
    {
        var told = Told(Round(Step("say", Mode.Individual)), Given(Seat.A, "say"), Given(Seat.B, "say"), Completed);
        Assert.False(told.Round.Open);
        Assert.Null(Expiry.EndedAt(told.Round, Later));
        Assert.Equal(Later.AddDays(-3), Expiry.EndedAt(told.After(Closed, Later.AddDays(-3)).Round, Later));
    }

    [Fact]
    public void a_round_whose_time_is_over_has_ended_then_whoever_had_answered()
    {
        var opened = Round(Step("say", Mode.Individual)) with { ClosesAt = Couple.Now.AddDays(7) };
        foreach (object[] events in new object[][] { [], [Given(Seat.A, "say")], [Given(Seat.A, "say"), Given(Seat.B, "say"), Completed] })
        {
            var told = Told(opened, events);
            Assert.Equal(Couple.Now.AddDays(7), Expiry.EndedAt(told.Round, Later));
            Assert.Null(Expiry.EndedAt(told.Round, Couple.Now.AddDays(6)));
        }
    }

    [Fact]
    public void what_a_hold_could_keep_from_one_of_the_two_ends_by_its_closing_alone()
    {
        var plan = Round(Step("plan", Mode.Joint));
        object[] done = [Proposed(Seat.A, "plan"), Confirmed(Seat.B, "plan"), Completed];
        Assert.Equal(Couple.Now, Expiry.EndedAt(Told(plan, done).Round, Later));
        Assert.Null(Expiry.EndedAt(Told(plan with { Screened = true }, done).Round, Later));
    }

    [Fact]
    public void a_round_that_nobody_has_closed_is_closed_with_it()
    {
        var open = Told(Round(Step("say", Mode.Individual)) with { ClosesAt = Couple.Now.AddDays(7) }, Given(Seat.A, "say")).Round;
        Assert.Equal([new RoundClosed(Couple.CaseId, Because.Lapsed), new AnswersExpired(Couple.CaseId)], Expiry.Decide(open));
        Assert.Equal([new AnswersExpired(Couple.CaseId)], Expiry.Decide(Sealed().Round));
    }

    [Fact]
    public void what_was_agreed_stays_and_what_was_only_proposed_goes()
    {
        var agreed = Told(Round(Step("plan", Mode.Joint)), Proposed(Seat.A, "plan"), Confirmed(Seat.B, "plan"), Completed).After([new AnswersExpired(Couple.CaseId)], Later);
        Assert.IsType<Sight.Read>(Of(new Reader.Partner(Seat.B), agreed, "plan"));
        Assert.IsType<Sight.Read>(Of(new Reader.Coach(Couple.Coach), agreed, "plan"));
        var proposed = Told(Round(Step("plan", Mode.Joint)), Proposed(Seat.A, "plan"), Closed).After([new AnswersExpired(Couple.CaseId)], Later);
        Assert.Null(proposed.Round.Steps[0].Joint);
        Assert.Null(RoundSight.Of(new Reader.Partner(Seat.A), proposed.Round, proposed.Gate, Later).Steps[0].Joint);
    }

    [Fact]
    public void its_rows_are_gone_but_for_what_was_agreed_also_when_all_is_told_at_once()
    {
        object[] events = [Given(Seat.A, "say"), Given(Seat.B, "say"), Proposed(Seat.A, "plan"), Confirmed(Seat.B, "plan"), new AnswersExpired(Couple.CaseId)];
        var rows = AnswerRows.After("t", [.. events.Select(e => Rows.Of(e, Couple.Now, Specs.Told.RoundId))]);
        Assert.Null(Assert.Single(rows.Values.OfType<AnswerRow>()).Seat);
        Assert.Equal(2, rows.Values.Count(r => r is null));
    }

    private static Told Sealed() => Told(Round(Step("say", Mode.Sealed)), Given(Seat.A, "say"), Given(Seat.B, "say"), Revealed("say"), Completed);

    private static Told Told(RoundOpened opened, params object[] events) => new Told().After([.. Couple.Together, opened, .. events], Couple.Now);

    private static Sight Of(Reader reader, Told told, string step = "say") => WhatMaySee.Of(reader, new AnswerOf(new StepRef(step), Seat.A), told.Round, told.Gate, Later);

    private static Game Played(History history)
    {
        var game = history.Start();
        foreach (var act in history.Acts)
            game.Do(act);
        return game;
    }
}
