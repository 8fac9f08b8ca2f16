using System.Text;
using System.Text.Json;
using CoachPlatform.Answers;
using CoachPlatform.Assignments;
using CoachPlatform.Cases;
using CoachPlatform.Consent;
using CoachPlatform.Library;
using CoachPlatform.Platform;
using CoachPlatform.Specs.Live;
using CsCheck;
using static CoachPlatform.Specs.Play;

namespace CoachPlatform.Specs.Answers;

/// <summary>After an end nothing that was closed ever opens; and until the other may know of it, leaving is a pause in whatever they can receive.</summary>
public class LeavingProperties
{
    private static readonly Guid Concern = new("00000000-0000-7000-8000-0000000000cc");

    private static readonly string[] Slugs = ["something-i-understood", "laughter-log", "plan-something-small", "one-reaction", "guess-and-tell", "weekly-pulse"];

    private static readonly Gen<Act> Ends = Gen.Select(Gen.Enum<Seat>(), Gen.Int[0, 3]).Select((seat, n) => n switch
    {
        0 => (Act)new Act.Part(seat),
        1 => new Act.CloseCase(),
        _ => new Act.Leave(seat),
    });

    private static readonly Gen<Act> OfTheCase = Gen.Select(Gen.Enum<Seat>(), Gen.Int[0, 7]).Select((seat, n) => n switch
    {
        0 => (Act)new Act.Hold(Concern),
        1 => new Act.Lift(Concern),
        2 => new Act.Pause(),
        3 => new Act.Resume(),
        4 => new Act.Leave(seat),
        5 => new Act.Tell(seat),
        6 => new Act.Part(seat),
        _ => new Act.CloseCase(),
    });

    [Fact]
    public void after_an_end_nothing_of_the_other_opens_that_was_closed()
    {
        var shown = 0;
        Gen.Select(Histories.All, Gen.Bool).SelectMany((history, screened) => Gen.Select(
                Gen.Const(history), Gen.Const(screened), Mixed(history.Plan, 1).Array[0, 12], Ends, Mixed(history.Plan, 3).Array[0, 16]))
            .Sample(
                (history, screened, before, end, after) =>
                {
                    var game = new Game(Couple.Together, Round([.. history.Plan]) with { Screened = screened });
                    foreach (var act in before.Where(a => a is not (Act.Leave or Act.Part or Act.CloseCase)))
                        game.Do(act);
                    game.Do(end);
                    var then = Seats.Both.ToDictionary(s => s, s => OfOther(game, s));
                    Interlocked.Add(ref shown, then.Values.Sum(t => t.Count));
                    foreach (var act in after)
                    {
                        game.Do(act);
                        foreach (var seat in Seats.Both)
                            Assert.Subset(then[seat].ToHashSet(), OfOther(game, seat).ToHashSet());
                    }
                },
                iter: 4000);
        Assert.True(shown > 500, $"{shown} texts of the other were there to be kept");
    }

    [Fact]
    public void what_was_agreed_before_an_end_stays_as_it_is()
    {
        Gen.Select(Histories.ActsOn(Round("plan-something-small").Plan).Array[0, 12], Ends, Histories.ActsOn(Round("plan-something-small").Plan).Array[0, 12]).Sample(
            (before, end, after) =>
            {
                var game = new Game(Couple.Together, Round("plan-something-small"));
                foreach (var act in before)
                    game.Do(act);
                var agreed = game.Round.Steps.Where(s => s.Joint?.Confirmed == true).Select(s => s.Joint).ToList();
                game.Do(end);
                foreach (var act in after)
                    game.Do(act);
                Assert.Equal(agreed, game.Round.Steps.Where(s => s.Joint?.Confirmed == true).Select(s => s.Joint));
            },
            iter: 500);
    }

    [Fact]
    public void nothing_that_somebody_does_after_leaving_reaches_the_other()
    {
        RoundOpened[] rounds = [Round(Step("s1", Mode.Individual), Step("s2", Mode.Individual, null, OpensWhen.After, "s1")), Round(Step("s1", Mode.Individual, log: true))];
        Gen.Int[0, rounds.Length - 1].SelectMany(i => Gen.Select(Gen.Const(rounds[i]), Histories.ActsOn(rounds[i].Plan).Array[0, 8], Histories.ActsOn(rounds[i].Plan).Array[0, 12])).Sample(
            (round, before, after) =>
            {
                var game = Played(round, before);
                IReadOnlyList<Act> leave = [new Act.Leave(Seat.A)];
                Assert.Equal(
                    Transcript.Of(Seat.B, game, [leave, .. after.Select(a => a.Who() == Seat.A ? Array.Empty<Act>() : [a])]),
                    Transcript.Of(Seat.B, game, [leave, .. after.Select(a => TakesBack(a) ? Array.Empty<Act>() : [a])]));
            },
            iter: 1000);
    }

    [Fact]
    public void lists_and_replies_are_those_of_a_pause() =>
        Gen.OneOf(Slugs.Select(Gen.Const).ToArray()).SelectMany(slug => Gen.Select(Gen.Const(slug), Histories.ActsOn(Round(slug).Plan).Array[0, 10], Histories.ActsOn(Round(slug).Plan).Array[0, 8])).Sample(
            (slug, before, after) =>
            {
                var game = Played(Round(slug), before);
                Assert.Equal(Received(slug, game, new Act.Pause(), after), Received(slug, game, new Act.Leave(Seat.A), after));
            },
            iter: 300);

    [Fact]
    public void a_seat_is_moved_by_an_end_or_a_pause_if_and_only_if_its_screens_changed()
    {
        var (moved, still) = (0, 0);
        Histories.All.SelectMany(history => Gen.Select(Gen.Const(history), Mixed(history.Plan, 2).Array[0, 16])).Sample(
            (history, acts) =>
            {
                var game = Played(Round([.. history.Plan]), acts);
                var (rows, told) = (new Rows(), new Told());
                var stored = new List<object>();
                foreach (var (e, at) in game.Stored)
                {
                    var (before, toldBefore) = (stored.Count > 0 ? rows.Board.Feed : null, told);
                    told = told.After(e, at);
                    stored.Add(e);
                    rows.Fold([(e, at)]);
                    if (e is not (CasePaused or CaseResumed or SeatLeft or LeavingTold or CaseSeparated or CaseClosed) || told.FoldedRound is null)
                        continue;
                    Assert.True(rows.Board.Feed.Coach > before!.Coach);
                    foreach (var seat in Seats.Both)
                    {
                        var changed = MyStanding.Of(toldBefore.Gate, seat) != MyStanding.Of(told.Gate, seat)
                            || Screen.Of(new Reader.Partner(seat), toldBefore, stored, at).Text != Screen.Of(new Reader.Partner(seat), told, stored, at).Text;
                        Assert.Equal(changed, rows.Board.Feed.Seats[seat] > before.Seats[seat]);
                        Interlocked.Increment(ref changed ? ref moved : ref still);
                    }
                }
            },
            iter: 1500);
        Assert.True(moved > 100 && still > 50, $"{moved} moved, {still} did not");
    }

    private static Gen<Act> Mixed(IReadOnlyList<StepPlan> plan, int ofTheCase) => Gen.Frequency((8, Histories.ActsOn(plan)), (ofTheCase, OfTheCase));

    private static IReadOnlySet<string> OfOther(Game game, Seat seat) =>
        Screen.Of(new Reader.Partner(seat), game.Told, game.Stored.Select(s => s.Event), game.Now).Canaries.Where(c => !c.StartsWith($"{seat} ", StringComparison.Ordinal)).ToHashSet();

    /// <summary>To take back, to say that it was somebody else, to narrow and to write anew what stood open is everybody's right at any time, and takes it from the other.</summary>
    private static bool TakesBack(Act act) => act.Who() == Seat.A && act is Act.Withdraw or Act.Void or Act.Share or Act.Pass or Act.Answer { Revise: true };

    private static Game Played(RoundOpened round, IEnumerable<Act> acts)
    {
        var game = new Game(Couple.Together, round);
        foreach (var act in acts)
            game.Do(act);
        return game;
    }

    /// <summary>What B's lists hold and what B is answered, after each act of B's.</summary>
    private static string Received(string slug, Game start, Act end, IEnumerable<Act> acts)
    {
        var game = start.Copy();
        game.Do(end);
        var text = new StringBuilder();
        var wanted = Assignment.Fold(null, Told.AssignmentId, new AssignmentMade(Couple.CaseId, "version", null, Cadence.OnDemand, Couple.Zone, null, false, null, StartRule.Either, null, null), game.Now)!;
        foreach (var act in acts.Where(a => a.Who() == Seat.B))
        {
            game.Do(act);
            text.AppendLine(Json(ReadMyRounds.Of(Seat.B, game.Round, game.Gate, Exercise(slug), game.Now)));
            text.AppendLine(Json(MyStanding.Of(game.Gate, Seat.B)));
            text.AppendLine(Json(ReadMyRounds.WhenWanted(Seat.B, wanted, [], game.Gate, Exercise(slug), game.Now)));
            foreach (var reply in new[]
            {
                StartRound.Decide("t", wanted, game.Gate, Seat.B, null, game.Now),
                DecideTopic.Decide(game.Gate, Seat.B, "money", DecideTopic.Choice.Grant, null, game.Now),
                TakeRest.Decide(wanted, game.Gate, Seat.B, game.Now),
                RestFromCase.Decide(game.Gate, Seat.B), ReturnToCase.Decide(game.Gate, Seat.B), TellLeaving.Decide(game.Gate, Seat.B),
                LeaveCase.Decide(game.Gate, Seat.B, true), Separate.Decide(game.Gate),
            })
                text.AppendLine(reply.Refusal is { } refusal ? $"{refusal.Status} {refusal.Slug} {refusal.Detail}" : string.Join(", ", reply.Events.Select(Told.Line)));
        }

        return text.ToString();
    }

    private static string Json(object? value) => JsonSerializer.Serialize(value, Store.Json);
}
