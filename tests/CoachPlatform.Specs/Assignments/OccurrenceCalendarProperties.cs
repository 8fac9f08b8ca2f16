using CoachPlatform.Assignments;
using CoachPlatform.Library;
using CoachPlatform.Platform;
using CsCheck;
using NodaTime;
using NodaTime.Extensions;

namespace CoachPlatform.Specs.Assignments;

public class OccurrenceCalendarProperties
{
    private static readonly Cadence[] Repeating = [Cadence.Daily, Cadence.Weekly, Cadence.Fortnightly, Cadence.Monthly, Cadence.Quarterly];

    private static readonly Gen<(string Zone, DateTimeOffset Made, Cadence Cadence)> Assigned = Gen.Select(
        Gen.OneOf(DateTimeZoneProviders.Tzdb.Ids.Select(Gen.Const).ToArray()),
        Gen.Long[0, 365L * 60 * 24 * 20].Select(minutes => new DateTimeOffset(2010, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(minutes)),
        Gen.OneOf(Repeating.Select(Gen.Const).ToArray()));

    [Fact]
    public void each_opens_at_the_first_instant_from_seven_in_the_morning_of_its_day_in_any_zone() =>
        Gen.Select(Assigned, Gen.Int[2, 60]).Sample((a, n) =>
        {
            var day = OccurrenceCalendar.Day(LocalDay.Of(a.Made, a.Zone), a.Cadence, n);
            var seven = day.ToLocalDate() + new LocalTime(7, 0);
            var opens = OccurrenceCalendar.OpensAt(a.Made, a.Zone, a.Cadence, n);
            Assert.True(LocalDay.At(opens, a.Zone) >= seven);
            Assert.True(LocalDay.At(opens.AddTicks(-1), a.Zone) < seven);
        });

    [Fact]
    public void occurrences_come_one_after_the_other_and_none_before_the_exercise_was_given() =>
        Assigned.Sample(a =>
        {
            var times = Enumerable.Range(2, 40).Select(n => OccurrenceCalendar.OpensAt(a.Made, a.Zone, a.Cadence, n)).ToList();
            Assert.True(times[0] > a.Made);
            // A day that a zone leaves out altogether gives its opening to the next, so two may fall together but never change places.
            Assert.Equal(times.Order(), times);
        });

    [Theory]
    [InlineData("2026-01-31", Cadence.Monthly, 2, "2026-02-28")]
    [InlineData("2026-01-31", Cadence.Monthly, 3, "2026-03-31")]
    [InlineData("2026-11-30", Cadence.Quarterly, 2, "2027-02-28")]
    [InlineData("2026-03-02", Cadence.Fortnightly, 3, "2026-03-30")]
    public void a_day_at_the_end_of_a_month_stays_there_where_it_exists(string first, Cadence cadence, int n, string day) =>
        Assert.Equal(DateOnly.Parse(day, null), OccurrenceCalendar.Day(DateOnly.Parse(first, null), cadence, n));

    [Theory]
    // Madrid puts its clocks forward on 29 March and back on 25 October: seven stays seven.
    [InlineData("Europe/Madrid", "2026-03-28", "2026-03-28T06:00Z")]
    [InlineData("Europe/Madrid", "2026-03-29", "2026-03-29T05:00Z")]
    [InlineData("Europe/Madrid", "2026-10-25", "2026-10-25T06:00Z")]
    // Samoa had no 30 December 2011.
    [InlineData("Pacific/Apia", "2011-12-30", "2011-12-30T10:00Z")]
    public void seven_in_the_morning_is_where_the_couple_lives(string zone, string day, string instant) =>
        Assert.Equal(DateTimeOffset.Parse(instant, null), LocalDay.Morning(DateOnly.Parse(day, null), zone));
}
