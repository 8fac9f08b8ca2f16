using CoachPlatform.Platform;
using NodaTime;
using NodaTime.TimeZones;

namespace CoachPlatform.Notices;

/// <summary>From nine in the evening to eight in the morning, where the couple lives, no notice is sent: it waits for the morning.</summary>
public static class QuietHours
{
    private static readonly LocalTime Evening = new(21, 0);
    private static readonly LocalTime Morning = new(8, 0);

    /// <summary>The first moment from <paramref name="now"/> on at which a notice may be sent.</summary>
    public static DateTimeOffset NotBefore(DateTimeOffset now, string zone)
    {
        var local = LocalDay.At(now, zone);
        if (local.TimeOfDay >= Morning && local.TimeOfDay < Evening)
            return now;
        var day = local.TimeOfDay < Morning ? local.Date : local.Date.PlusDays(1);
        return (DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) ?? DateTimeZone.Utc)
            .ResolveLocal(day + Morning, Resolvers.CreateMappingResolver(Resolvers.ReturnEarlier, Resolvers.ReturnStartOfIntervalAfter))
            .ToInstant().ToDateTimeOffset();
    }
}
