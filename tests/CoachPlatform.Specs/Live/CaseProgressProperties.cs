using CoachPlatform.AccessLedger;
using CoachPlatform.Answers;
using CoachPlatform.Cases;
using CoachPlatform.Live;
using CoachPlatform.Vault;
using CsCheck;
using JasperFx.Events;

namespace CoachPlatform.Specs.Live;

public class CaseProgressProperties
{
    private static readonly Guid OtherRound = new("00000000-0000-7000-8000-0000000000f2");

    private static readonly Gen<List<IEvent>> Events =
        Gen.Select(Histories.AlsoClosed, Histories.AlsoClosed, Gen.Int[0, 9].Array[80]).Select(Woven);

    [Fact]
    public void however_the_events_are_cut_into_batches_the_rows_are_the_same_bytes() =>
        Gen.Select(Events, Gen.Bool.Array[80]).Sample(
            (events, cuts) =>
            {
                var (whole, cut) = (new Rows(), new Rows());
                for (var i = 0; i < events.Count; i++)
                {
                    whole.Fold(events[i]);
                    cut.Fold(events[i]);
                    if (cuts[i % cuts.Length])
                        cut.Commit();
                }

                Assert.Equal(whole.Json(), cut.Json());
                Assert.Contains("\"ticks\":{\"A\":", whole.Json(), StringComparison.OrdinalIgnoreCase);
            },
            iter: 400);

    [Fact]
    public void positions_only_grow_and_grow_by_every_move() =>
        Events.Sample(
            events =>
            {
                var rows = new Rows();
                var before = Feed.Start;
                foreach (var e in events)
                {
                    rows.Fold(e);
                    var feed = rows.Board.Feed;
                    Assert.True(feed.Coach >= before.Coach);
                    Assert.All(Seats.Both, seat => Assert.True(feed.Seats[seat] >= before.Seats[seat]));
                    if (feed.Coach > before.Coach)
                        Assert.True(feed.Coach >= Position.Of(e.Timestamp));
                    before = feed;
                }
            },
            iter: 200);

    [Fact]
    public void a_seat_that_joins_starts_waiting_in_the_rounds_that_are_open()
    {
        var rows = new Rows();
        rows.Fold([.. Couple.OnlyAJoined.Append(Play.Round("something-i-understood")).Select(e => (e, Couple.Now))]);
        Assert.Equal((Tick.Waiting, Tick.NotStarted), (rows.Board.Rounds[0].Ticks[Seat.A], rows.Board.Rounds[0].Ticks[Seat.B]));
        rows.Fold([(Couple.Invited(Seat.B), Couple.Now), .. Couple.Joined(Seat.B).Select(e => (e, Couple.Now))]);
        Assert.Equal((Tick.Waiting, Tick.Waiting), (rows.Board.Rounds[0].Ticks[Seat.A], rows.Board.Rounds[0].Ticks[Seat.B]));
    }

    [Fact]
    public void the_board_keeps_all_open_rounds_and_the_last_six_that_ended()
    {
        var rows = new Rows();
        rows.Fold([.. Couple.Together.Select(e => (e, Couple.Now))]);
        for (var n = 0; n < 9; n++)
        {
            var (stream, at) = (new Guid($"00000000-0000-7000-8000-{n:x12}"), Couple.Now.AddDays(n));
            rows.Fold(Rows.Of(Play.Round("weekly-pulse"), at, stream));
            if (n != 1)
                rows.Fold(Rows.Of(Play.Closed, at, stream));
        }

        Assert.Equal([1, 3, 4, 5, 6, 7, 8], rows.Board.Rounds.Select(r => (int)(r.OpenedAt - Couple.Now).TotalDays));
        Assert.Equal(9, rows.Feeds.Count());
    }

    /// <summary>Two rounds of one case in one order, with readings, comments and things the board does not know in between.</summary>
    private static List<IEvent> Woven(History one, History two, int[] dice)
    {
        var (first, second) = (Played(one), Played(two));
        var events = new List<IEvent>();
        var left = new Queue<(object Event, DateTimeOffset At)>(second.Stored.Where(s => s.Event is IRoundEvent));
        var roll = 0;
        foreach (var (e, at) in first.Stored)
        {
            events.Add(Rows.Of(e, at, e is IRoundEvent ? Told.RoundId : Couple.CaseId));
            var drawn = dice[roll++ % dice.Length];
            if (drawn < 5 && left.TryDequeue(out var other))
                events.Add(Rows.Of(other.Event, at, OtherRound));
            if (drawn == 6 && events.Select(RefOf).OfType<AnswerRef>().ToList() is { Count: > 0 } given)
                events.Add(Rows.Of(new AnswersOpened(Couple.CaseId, ReaderKind.Coach, Couple.Coach, null, Routes.Screen, [.. given.Where(g => g.Author == given[0].Author)], Guid.Empty), at, Guid.Empty));
            if (drawn == 7 && first.Stored.Exists(s => s.Event is RoundOpened) && e is IRoundEvent)
                events.Add(Rows.Of(new CommentMade(Couple.CaseId, Guid.Empty, Couple.Coach, null, new Dictionary<Seat, Sealed> { [Seat.B] = new(Guid.Empty, "x") }), at, Told.RoundId));
        }

        return events;

        static Game Played(History history)
        {
            var game = history.Start();
            foreach (var act in history.Acts)
                game.Do(act);
            return game;
        }
    }

    private static AnswerRef? RefOf(IEvent e) => e.Data switch
    {
        AnswerGiven a => new AnswerRef(e.StreamId, a.Step, a.Seat, a.Version, a.Entry),
        AnswerRevised a => new AnswerRef(e.StreamId, a.Step, a.Seat, a.Version, a.Entry),
        _ => null,
    };
}
