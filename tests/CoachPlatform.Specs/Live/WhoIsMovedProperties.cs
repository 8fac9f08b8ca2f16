using CoachPlatform.AccessLedger;
using CoachPlatform.Answers;
using CoachPlatform.Cases;
using CoachPlatform.Live;
using CoachPlatform.Vault;
using CsCheck;

namespace CoachPlatform.Specs.Live;

public class WhoIsMovedProperties
{
    [Fact]
    public void a_seat_is_moved_if_and_only_if_its_screen_changed_and_the_coach_whenever_theirs_did()
    {
        var (moved, still) = (0, 0);
        Histories.AlsoClosed.Sample(
            history =>
            {
                var game = history.Start();
                foreach (var act in history.Acts)
                    game.Do(act);
                var rows = new Rows();
                var told = new Told();
                var stored = new List<object>();
                foreach (var (e, at) in game.Stored)
                {
                    var (before, toldBefore) = (stored.Count > 0 ? rows.Board.Feed : Feed.Start, told);
                    var storedBefore = stored.ToList();
                    told = told.After(e, at);
                    stored.Add(e);
                    rows.Fold([(e, at)]);
                    if (e is not IRoundEvent || toldBefore.FoldedRound is null)
                        continue;
                    foreach (var seat in Seats.Both)
                    {
                        var reader = new Reader.Partner(seat);
                        // The gate of now on both sides: a frame is about the event, not about what came before it.
                        var was = Screen.Of(reader, toldBefore, storedBefore, at);
                        var isNow = Screen.Of(reader, told, stored, at);
                        Assert.Equal(was.Text != isNow.Text, rows.Board.Feed.Seats[seat] > before.Seats[seat]);
                        Interlocked.Increment(ref was.Text == isNow.Text ? ref still : ref moved);
                    }

                    var coach = new Reader.Coach(Couple.Coach);
                    if (Screen.Of(coach, toldBefore, storedBefore, at).Text != Screen.Of(coach, told, stored, at).Text)
                        Assert.True(rows.Board.Feed.Coach > before.Coach);
                }
            },
            iter: 1_000);
        Assert.True(moved > 500 && still > 500, $"{moved} moved, {still} did not");
    }

    [Fact]
    public void everybody_hears_of_a_new_round()
    {
        var rows = Started();
        Assert.Equal(Moved.Everybody, Everyone(rows));
    }

    [Fact]
    public void a_comment_moves_the_coach_and_those_it_is_for()
    {
        foreach (var seat in Seats.Both)
        {
            var rows = Started();
            var before = rows.Board.Feed;
            rows.Fold([(new CommentMade(Couple.CaseId, Guid.Empty, Couple.Coach, null, new Dictionary<Seat, Sealed> { [seat] = new(Guid.Empty, "x") }), Couple.Now)]);
            Assert.True(rows.Board.Feed.Coach > before.Coach);
            Assert.True(rows.Board.Feed.Seats[seat] > before.Seats[seat]);
            Assert.Equal(before.Seats[seat.Other()], rows.Board.Feed.Seats[seat.Other()]);
        }
    }

    [Fact]
    public void a_reading_by_staff_moves_the_author_and_a_partners_reading_moves_nobody()
    {
        var answer = new AnswerRef(Told.RoundId, new StepRef("say"), Seat.A, 1);
        var byCoach = new AnswersOpened(Couple.CaseId, ReaderKind.Coach, Couple.Coach, null, Routes.Screen, [answer], Guid.Empty);
        var byPartner = new AnswersOpened(Couple.CaseId, ReaderKind.Partner, null, Seat.B, Routes.Screen, [answer], Guid.Empty);
        Assert.Equal([Seat.A], WhoIsMoved.ByReading(byCoach, Seat.A, unreadChanged: true).Seats);
        Assert.True(WhoIsMoved.ByReading(byCoach, Seat.A, unreadChanged: true).Coach);
        Assert.False(WhoIsMoved.ByReading(byCoach, Seat.A, unreadChanged: false).Coach);
        Assert.Empty(WhoIsMoved.ByReading(byPartner, Seat.A, unreadChanged: false).Seats);
        Assert.False(WhoIsMoved.ByReading(byPartner, Seat.A, unreadChanged: false).Coach);
    }

    [Fact]
    public void invitations_move_the_coach_alone_and_joining_moves_everybody()
    {
        Assert.Equal(Moved.CoachAlone, WhoIsMoved.ByCase(Couple.Invited(Seat.A), Couple.Gate(Couple.Opened)));
        Assert.Equal(Moved.Everybody, WhoIsMoved.ByCase(Couple.Joined(Seat.A)[0], Couple.Gate(Couple.Opened)));
    }

    private static Rows Started()
    {
        var rows = new Rows();
        rows.Fold([.. Couple.Together.Append(Play.Round("something-i-understood")).Select(e => (e, Couple.Now))]);
        return rows;
    }

    private static Moved Everyone(Rows rows) => rows.Board.JustMoved with { Seats = Seats.Both };
}
