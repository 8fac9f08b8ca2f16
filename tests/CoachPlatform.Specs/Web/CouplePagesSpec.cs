using CoachPlatform.Answers;
using CoachPlatform.Cases;
using CoachPlatform.Library;
using CoachPlatform.Web.Couple;

namespace CoachPlatform.Specs.Web;

public sealed class CouplePagesSpec
{
    private const string Zone = "Europe/Madrid";

    // Sunday evening in Madrid.
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 20, 30, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("2026-11-27", "Open until Friday")]
    [InlineData("2026-11-22", "Open until tonight")]
    [InlineData("2026-12-04", "Open until 4 December")]
    [InlineData("2026-11-21", "Still open")]
    [InlineData("2026-05-01", "Still open")]
    public void a_partner_is_never_told_a_date_that_has_passed(string due, string words) =>
        Assert.Equal(words, Moments.OpenUntil(DateOnly.Parse(due, System.Globalization.CultureInfo.InvariantCulture), Now, Zone));

    [Fact]
    public void a_day_is_that_of_the_place_where_the_couple_lives()
    {
        var lateInMadrid = new DateTimeOffset(2026, 11, 21, 23, 30, 0, TimeSpan.Zero);

        Assert.Equal("Sunday 22 November", Moments.Day(lateInMadrid, Now, Zone));
        Assert.Equal("00:30", Moments.Time(lateInMadrid, Zone));
        Assert.Equal("Good evening, Ana", Moments.Greeting("Ana", Now, Zone));
    }

    [Theory]
    [InlineData("/history", "/history")]
    [InlineData("/rounds/1?turn=2", "/rounds/1?turn=2")]
    [InlineData("//evil.example/x", null)]
    [InlineData("/\\evil.example", null)]
    [InlineData("https://evil.example", null)]
    [InlineData("/sign-in?returnTo=/sign-in", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void signing_in_leads_to_places_of_this_site_alone(string? asked, string? place) => Assert.Equal(place, EntryPages.Local(asked));

    [Fact]
    public void two_who_share_a_phone_keep_their_drafts_apart()
    {
        var round = new Guid("2b671bef-9277-5e0c-ae1b-7d8f2c4bd750");

        Assert.NotEqual(Addresses.Draft(round, Seat.A, "say", 1), Addresses.Draft(round, Seat.B, "say", 1));
        Assert.Equal(Addresses.Draft(round, Seat.A, "say", 1), Addresses.Draft(round, Seat.A, "say", 1));
        Assert.DoesNotContain("say", Addresses.Draft(round, Seat.A, "say", 1), StringComparison.Ordinal);
    }

    [Fact]
    public void the_most_pressing_round_is_on_the_card_and_nothing_stands_twice()
    {
        var today = TodayView.Of(
            Mine(
                Round(MyPart.Waiting),
                Round(MyPart.ToDo, due: new DateOnly(2026, 11, 30)),
                Round(MyPart.ToDo, due: new DateOnly(2026, 11, 27), opened: Now.AddHours(-3)),
                Round(MyPart.SayDone, opened: Now.AddDays(-1)),
                Round(MyPart.Opened, opened: Now.AddDays(-2)),
                Round(MyPart.Opened, opened: Now.AddDays(-20)),
                Round(MyPart.Closed, open: false)),
            Now);

        Assert.Equal(new DateOnly(2026, 11, 27), today.Pressing!.Round.DueOn);
        Assert.Equal(2, today.Opened.Count);
        Assert.Equal([MyPart.ToDo, MyPart.SayDone, MyPart.Waiting], today.Also.Select(l => l.Round.Part));
        Assert.Empty(today.Opened.Select(l => l.Round.RoundId).Intersect(today.Also.Select(l => l.Round.RoundId)));
    }

    [Fact]
    public void a_suggestion_to_reply_to_comes_before_everything_else()
    {
        var today = TodayView.Of(Mine(Round(MyPart.ToDo, due: new DateOnly(2026, 11, 23)), Round(MyPart.Reply)), Now);

        Assert.Equal(MyPart.Reply, today.Pressing!.Round.Part);
    }

    private static readonly Guid CaseId = new("01a13977-e080-7da1-96af-523481eb10b7");

    private static int made;

    private static MyRoundsView Mine(params MyRound[] rounds) => new(
        rounds, [new MyCase(CaseId, Seat.A, new Dictionary<Seat, string> { [Seat.A] = "Ana", [Seat.B] = "Ben" }, "Miriam", Zone, 7)], [], []);

    private static MyRound Round(MyPart part, DateOnly? due = null, DateTimeOffset? opened = null, bool open = true) => new(
        new Guid(++made, 0, 0, new byte[8]), CaseId, "one-moment", "One moment", "Why", Mode.Sealed, 6, due, Now.AddDays(-3), open, part, "say", 1, "One moment", Mode.Sealed, null, opened);
}
