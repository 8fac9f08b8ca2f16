using NodaTime;
using NodaTime.Extensions;
using NodaTime.TimeZones;

namespace CoachPlatform.Platform;

/// <summary>Calendar days where a couple lives.</summary>
public static class LocalDay
{
    private static readonly LocalTime OpeningHour = new(7, 0);

    public static DateOnly Of(DateTimeOffset moment, string zone) => At(moment, zone).Date.ToDateOnly();

    public static LocalDateTime At(DateTimeOffset moment, string zone) =>
        moment.ToInstant().InZone(DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) ?? DateTimeZone.Utc).LocalDateTime;

    /// <summary>
    /// Seven in the morning of that day, when whatever comes by the calendar opens. On a day whose clocks skip that hour the first instant after
    /// the gap, on a day that has it twice the earlier one.
    /// </summary>
    public static DateTimeOffset Morning(DateOnly day, string zone) =>
        (DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) ?? DateTimeZone.Utc)
            .ResolveLocal(day.ToLocalDate() + OpeningHour, Resolvers.CreateMappingResolver(Resolvers.ReturnEarlier, Resolvers.ReturnStartOfIntervalAfter))
            .ToInstant().ToDateTimeOffset();

    /// <summary>The first such morning after a moment.</summary>
    public static DateTimeOffset NextMorning(DateTimeOffset moment, string zone) =>
        Of(moment, zone) is var day && Morning(day, zone) is var today && today > moment ? today : Morning(day.AddDays(1), zone);

    /// <summary>Whole days by which a due date has passed; 0 when it has not.</summary>
    public static int Over(DateOnly? dueOn, DateTimeOffset now, string zone) => dueOn is { } due ? Math.Max(0, Of(now, zone).DayNumber - due.DayNumber) : 0;
}
