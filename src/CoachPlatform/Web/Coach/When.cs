using System.Globalization;
using CoachPlatform.Platform;
using CoachPlatform.Web.Shared;

namespace CoachPlatform.Web.Coach;

/// <summary>Days and times in words, on the clock of a practice or a couple. Pure.</summary>
public static class When
{
    /// <summary>How long ago, in the coarsest words that still help: "Just now", "41 min ago", "5 h ago", "Yesterday", "9 days ago".</summary>
    public static string Ago(DateTimeOffset at, DateTimeOffset now, string zone)
    {
        var minutes = (int)(now - at).TotalMinutes;
        if (minutes < 1)
            return SharedWords.Ago_Now;
        if (minutes < 60)
            return SharedWords.Ago_Minutes.With(minutes);
        return (LocalDay.Of(now, zone).DayNumber - LocalDay.Of(at, zone).DayNumber) switch
        {
            <= 0 => CoachWords.Ago_Hours.With(minutes / 60),
            1 => CoachWords.Yesterday,
            < 14 and var days => CoachWords.Ago_Days.With(days),
            < 61 and var days => CoachWords.Ago_Weeks.With(days / 7),
            var days => CoachWords.Ago_Months.With(days / 30),
        };
    }

    /// <summary>"Today", "Fri", "20 Nov", "20 Nov 2025": as short as it can be without being taken for another day.</summary>
    public static string Day(DateOnly day, DateOnly today) => (day.DayNumber - today.DayNumber) switch
    {
        0 => CoachWords.Today,
        -1 => CoachWords.Yesterday,
        1 => CoachWords.Tomorrow,
        > 1 and < 7 => Format(day, CoachWords.Day_OfWeek),
        _ => Format(day, day.Year == today.Year ? CoachWords.Day_OfYear : CoachWords.Day_WithYear),
    };

    public static string Day(DateTimeOffset at, DateTimeOffset now, string zone) => Day(LocalDay.Of(at, zone), LocalDay.Of(now, zone));

    /// <summary>Inside a sentence: "due today", but "due Fri".</summary>
    public static string DayWithin(DateOnly day, DateOnly today) => (day.DayNumber - today.DayNumber) switch
    {
        0 => CoachWords.Within_Today,
        -1 => CoachWords.Within_Yesterday,
        1 => CoachWords.Within_Tomorrow,
        _ => Day(day, today),
    };

    public static string DayWithin(DateTimeOffset at, DateTimeOffset now, string zone) => DayWithin(LocalDay.Of(at, zone), LocalDay.Of(now, zone));

    /// <summary>"08:52" today, "20 Nov, 08:52" on another day.</summary>
    public static string Moment(DateTimeOffset at, DateTimeOffset now, string zone)
    {
        var clock = At(at, zone).ToString(CoachWords.Clock_Format, CultureInfo.CurrentCulture);
        return LocalDay.Of(at, zone) == LocalDay.Of(now, zone) ? clock : CoachWords.Day_AndClock.With(Day(at, now, zone), clock);
    }

    /// <summary>"Sunday 22 November".</summary>
    public static string Date(DateTimeOffset at, string zone) => At(at, zone).ToString(SharedWords.Day_Format, CultureInfo.CurrentCulture);

    public static string Greeting(DateTimeOffset now, string zone) => At(now, zone).Hour switch
    {
        < 5 => CoachWords.Greeting_Evening,
        < 12 => CoachWords.Greeting_Morning,
        < 18 => CoachWords.Greeting_Afternoon,
        _ => CoachWords.Greeting_Evening,
    };

    private static DateTime At(DateTimeOffset at, string zone) => LocalDay.At(at, zone).ToDateTimeUnspecified();

    private static string Format(DateOnly day, string format) => day.ToString(format, CultureInfo.CurrentCulture);
}
