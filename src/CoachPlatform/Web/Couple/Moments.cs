using System.Globalization;
using CoachPlatform.Platform;
using CoachPlatform.Web.Shared;

namespace CoachPlatform.Web.Couple;

/// <summary>Days and hours in words, where the couple lives. A date that has passed is never said to a partner.</summary>
public static class Moments
{
    /// <summary>"Good evening, Ana".</summary>
    public static string Greeting(string name, DateTimeOffset now, string zone)
    {
        var words = LocalDay.At(now, zone).Hour switch
        {
            >= 5 and < 12 => CoupleWords.Greeting_Morning,
            >= 12 and < 18 => CoupleWords.Greeting_Day,
            >= 18 and < 23 => CoupleWords.Greeting_Evening,
            _ => CoupleWords.Greeting_Night,
        };
        return words.With(name);
    }

    /// <summary>"Sunday 22 November", with the year when it is another.</summary>
    public static string Day(DateTimeOffset moment, DateTimeOffset now, string zone)
    {
        var (day, today) = (LocalDay.Of(moment, zone), LocalDay.Of(now, zone));
        return In(day, day.Year == today.Year ? SharedWords.Day_Format : CoupleWords.Day_Year);
    }

    /// <summary>The heading of a day in a list: "Today", "Yesterday", else the day.</summary>
    public static string Heading(DateOnly day, DateTimeOffset now, string zone)
    {
        var today = LocalDay.Of(now, zone);
        return (today.DayNumber - day.DayNumber) switch
        {
            0 => CoupleWords.Day_Today,
            1 => CoupleWords.Day_Yesterday,
            _ => In(day, day.Year == today.Year ? SharedWords.Day_Format : CoupleWords.Day_Year),
        };
    }

    public static string Time(DateTimeOffset moment, string zone) =>
        LocalDay.At(moment, zone).TimeOfDay.ToString(CoupleWords.Time_Format, CultureInfo.CurrentCulture);

    public static string Month(DateTimeOffset moment, string zone) => In(LocalDay.Of(moment, zone), CoupleWords.Month_Format);

    /// <summary>"Open until Friday", "Open until 4 December"; once the day has passed, or without one, "Still open" or nothing more.</summary>
    public static string OpenUntil(DateOnly? dueOn, DateTimeOffset now, string zone)
    {
        if (dueOn is not { } due)
            return CoupleWords.Open_NoDate;
        return (due.DayNumber - LocalDay.Of(now, zone).DayNumber) switch
        {
            < 0 => CoupleWords.Open_Still,
            0 => CoupleWords.Open_Today,
            < 7 => CoupleWords.Open_Until.With(In(due, CoupleWords.Weekday_Format)),
            _ => CoupleWords.Open_Until.With(In(due, CoupleWords.Day_Short)),
        };
    }

    /// <summary>"Opened this morning", "Opened yesterday", "Opened on Sunday 22 November".</summary>
    public static string Opened(DateTimeOffset opened, DateTimeOffset now, string zone)
    {
        if (JustNow(opened, now))
            return CoupleWords.Opened_JustNow;
        return (LocalDay.Of(now, zone).DayNumber - LocalDay.Of(opened, zone).DayNumber, LocalDay.At(opened, zone).Hour) switch
        {
            (0, < 12) => CoupleWords.Opened_Morning,
            (0, < 18) => CoupleWords.Opened_Afternoon,
            (0, _) => CoupleWords.Opened_Evening,
            (1, _) => CoupleWords.Opened_Yesterday,
            _ => CoupleWords.Opened_On.With(Day(opened, now, zone)),
        };
    }

    /// <summary>"Opened for you both, just now", "… at 21:32", "… on Sunday 22 November".</summary>
    public static string OpenedForBoth(DateTimeOffset opened, DateTimeOffset now, string zone) =>
        JustNow(opened, now) ? CoupleWords.OpenedBoth_JustNow
        : LocalDay.Of(opened, zone) == LocalDay.Of(now, zone) ? CoupleWords.OpenedBoth_Today.With(Time(opened, zone))
        : CoupleWords.OpenedBoth_On.With(Day(opened, now, zone));

    private static bool JustNow(DateTimeOffset then, DateTimeOffset now) => now - then < TimeSpan.FromMinutes(2);

    private static string In(DateOnly day, string format) => day.ToString(format, CultureInfo.CurrentCulture);
}
