using NodaTime;
using NodaTime.Extensions;

namespace CoachPlatform.Platform;

/// <summary>Calendar days where a couple lives.</summary>
public static class LocalDay
{
    public static DateOnly Of(DateTimeOffset moment, string zone) => At(moment, zone).Date.ToDateOnly();

    public static LocalDateTime At(DateTimeOffset moment, string zone) =>
        moment.ToInstant().InZone(DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) ?? DateTimeZone.Utc).LocalDateTime;

    /// <summary>Whole days by which a due date has passed; 0 when it has not.</summary>
    public static int Over(DateOnly? dueOn, DateTimeOffset now, string zone) => dueOn is { } due ? Math.Max(0, Of(now, zone).DayNumber - due.DayNumber) : 0;
}
