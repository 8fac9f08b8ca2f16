using CoachPlatform.Cases;
using CoachPlatform.Live;
using CoachPlatform.Web.Coach;

namespace CoachPlatform.Specs.Web;

public sealed class BoardLookSpecs
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 9, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0, "Nothing needs you just now")]
    [InlineData(1, "One case needs a look")]
    [InlineData(2, "Two cases need a look")]
    [InlineData(13, "13 cases need a look")]
    public void the_heading_is_the_answer(int cases, string heading) => Assert.Equal(heading, Counted.NeedALook(cases));

    [Fact]
    public void every_row_is_in_one_of_the_three_filters_at_least()
    {
        foreach (var row in new[] { Row(), Row(Why.ReadyToRead), Row(Why.Overdue), Row(Why.ReadyToRead, Why.Still) })
        {
            Assert.True(row.Shows(Show.All));
            Assert.True(row.Shows(Show.Attention) || row.Shows(Show.Ready) || row.Shows(Show.Quiet));
            Assert.Equal(row.Attention.Count == 0, row.Shows(Show.Quiet));
        }
    }

    [Fact]
    public void rows_sort_by_the_most_pressing_reason_then_by_the_newest_movement()
    {
        var rows = new[] { Row(), Row(Why.Still), Row(Why.ReadyToRead) with { LastMove = new LastMove(Move.Answered, Now.AddHours(-2)) }, Row(Why.ReadyToRead) };

        Assert.Equal([3, 2, 1, 0], Enumerable.Range(0, 4).OrderBy(i => BoardLook.OrderOf(rows[i]), StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("ready", Show.Ready)]
    [InlineData("QUIET", Show.Quiet)]
    [InlineData("7", Show.All)]
    [InlineData("<b>", Show.All)]
    [InlineData(null, Show.All)]
    public void an_address_shows_what_it_asks_for_or_everything(string? asked, Show show) => Assert.Equal(show, BoardLook.ShowOf(asked));

    [Fact]
    public void a_reason_leads_to_its_round()
    {
        var row = Row(Why.Overdue);
        var round = Guid.Parse("018f0000-0000-7000-8000-000000000001");

        Assert.Equal($"/cases/{row.CaseId}#round-{round}", BoardLook.Address(row, new Attention(Why.Overdue, 5, round)));
        Assert.Equal("5 days over", BoardLook.Reason(new Attention(Why.Overdue, 5, round)));
        Assert.Equal("1 day over", BoardLook.Reason(new Attention(Why.Overdue, 1, round)));
    }

    [Fact]
    public void both_people_are_named_in_one_order_and_nobody_before_they_have_moved()
    {
        var two = new Two("Imani", "Theo");

        Assert.Equal("Theo answered", BoardLook.Moved(new LastMove(Move.Answered, Now, Seat.B), two));
        Assert.Equal("Imani has not joined yet", BoardLook.Joining(new Dictionary<Seat, SeatStatus> { [Seat.A] = SeatStatus.Invited, [Seat.B] = SeatStatus.Joined }, two));
        Assert.Null(BoardLook.Joining(Seats.Both.ToDictionary(s => s, _ => SeatStatus.Joined), two));
    }

    [Theory]
    [InlineData(SeatTick.Open, SeatTick.Open, true)]
    [InlineData(SeatTick.Open, SeatTick.NotShared, false)]
    [InlineData(SeatTick.Answered, SeatTick.Answered, false)]
    public void a_bar_joins_the_marks_only_where_both_opened(SeatTick a, SeatTick b, bool joined)
    {
        var look = new RoundLook(new Two("A", "B"), new Dictionary<Seat, SeatTick> { [Seat.A] = a, [Seat.B] = b }, RoundMark.OpenedTogether, true, 1, 1, 1, null, 0);

        Assert.Equal(joined, look.Together);
    }

    private static BoardRow Row(params Why[] reasons) => new(
        Guid.Parse("018f0000-0000-7000-8000-00000000000a"), new Dictionary<Seat, string>(), new Dictionary<Seat, SeatStatus>(), null, [], 0, 0,
        new LastMove(Move.Answered, Now), [.. reasons.Select(r => new Attention(r, 1, null))], 1);
}
