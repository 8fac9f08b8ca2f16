using System.Globalization;
using CoachPlatform.Notices;
using CoachPlatform.Platform.Mail;

namespace CoachPlatform.Specs.Notices;

public class QuietHoursSpecs
{
    [Theory]
    [InlineData("2026-11-23T07:59Z", "Europe/Madrid", "2026-11-23T07:59Z")] // 08:59 there
    [InlineData("2026-11-23T06:59Z", "Europe/Madrid", "2026-11-23T07:00Z")]
    [InlineData("2026-11-23T07:00Z", "Europe/Madrid", "2026-11-23T07:00Z")]
    [InlineData("2026-11-23T19:59Z", "Europe/Madrid", "2026-11-23T19:59Z")]
    [InlineData("2026-11-23T20:00Z", "Europe/Madrid", "2026-11-24T07:00Z")]
    [InlineData("2026-11-23T23:30Z", "Europe/Madrid", "2026-11-24T07:00Z")]
    [InlineData("2026-03-28T22:00Z", "Europe/Madrid", "2026-03-29T06:00Z")] // the night in which clocks go forward
    [InlineData("2026-10-24T22:00Z", "Europe/Madrid", "2026-10-25T07:00Z")] // and back
    [InlineData("2026-11-23T12:00Z", "Pacific/Auckland", "2026-11-23T19:00Z")]
    [InlineData("2026-11-23T03:00Z", "Nowhere/AtAll", "2026-11-23T08:00Z")]
    public void a_notice_waits_for_eight_in_the_morning_where_the_couple_lives(string now, string zone, string sent) =>
        Assert.Equal(At(sent), QuietHours.NotBefore(At(now), zone));

    [Fact]
    public void a_person_gets_at_most_one_of_each_kind_a_day()
    {
        var person = Guid.AllBitsSet;
        Guid Of(string at, MailKind kind = MailKind.SomethingIsReady, Guid? who = null) => NoticeFeed.OncePerDay(who ?? person, kind, "Europe/Madrid", At(at)).Id;

        Assert.Equal(Of("2026-11-23T09:00Z"), Of("2026-11-23T19:00Z"));
        // What comes up at night belongs to the day it is sent on.
        Assert.Equal(Of("2026-11-23T21:00Z"), Of("2026-11-24T10:00Z"));
        Assert.NotEqual(Of("2026-11-23T09:00Z"), Of("2026-11-24T09:00Z"));
        Assert.NotEqual(Of("2026-11-23T09:00Z"), Of("2026-11-23T09:00Z", MailKind.SomethingHasOpened));
        Assert.NotEqual(Of("2026-11-23T09:00Z"), Of("2026-11-23T09:00Z", who: Guid.Empty));
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
