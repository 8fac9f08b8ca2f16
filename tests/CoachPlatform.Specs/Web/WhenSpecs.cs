using CoachPlatform.Web.Coach;

namespace CoachPlatform.Specs.Web;

public sealed class WhenSpecs
{
    private const string Madrid = "Europe/Madrid";
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 9, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0, "Just now")]
    [InlineData(41, "41 min ago")]
    [InlineData(60 * 5, "5 h ago")]
    [InlineData(60 * 11, "Yesterday")]
    [InlineData(60 * 24 * 9, "9 days ago")]
    [InlineData(60 * 24 * 22, "3 weeks ago")]
    public void time_gone_by_is_said_in_the_coarsest_words_that_help(int minutes, string words) =>
        Assert.Equal(words, When.Ago(Now.AddMinutes(-minutes), Now, Madrid));

    [Theory]
    [InlineData("2026-11-22", "Today")]
    [InlineData("2026-11-21", "Yesterday")]
    [InlineData("2026-11-23", "Tomorrow")]
    [InlineData("2026-11-27", "Fri")]
    [InlineData("2026-11-29", "29 Nov")]
    [InlineData("2026-11-20", "20 Nov")]
    [InlineData("2025-11-20", "20 Nov 2025")]
    public void a_day_is_as_short_as_it_can_be_without_being_taken_for_another(string day, string words) =>
        Assert.Equal(words, When.Day(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture), new DateOnly(2026, 11, 22)));

    [Fact]
    public void midnight_is_where_the_couple_is()
    {
        var late = new DateTimeOffset(2026, 11, 21, 23, 30, 0, TimeSpan.Zero);

        Assert.Equal("00:30", When.Moment(late, Now, Madrid));
        Assert.Equal("Yesterday, 23:30", When.Moment(late, Now, "Etc/UTC"));
    }
}
