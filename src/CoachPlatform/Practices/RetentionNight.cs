using CoachPlatform.Platform;
using NodaTime;
using NodaTime.Extensions;
using NodaTime.TimeZones;

namespace CoachPlatform.Practices;

/// <summary>The hour of the night at which a practice's rules are carried out: three o'clock where the practice is. Pure.</summary>
public static class RetentionNight
{
    private static readonly LocalTime Hour = new(3, 0);

    /// <summary>The last one that has come.</summary>
    public static DateTimeOffset Last(DateTimeOffset now, string zone) => Of(LocalDay.Of(now, zone), zone) is var today && today <= now ? today : Of(LocalDay.Of(now, zone).AddDays(-1), zone);

    /// <summary>The first one that has not.</summary>
    public static DateTimeOffset Next(DateTimeOffset now, string zone) => Of(LocalDay.Of(now, zone), zone) is var today && today > now ? today : Of(LocalDay.Of(now, zone).AddDays(1), zone);

    private static DateTimeOffset Of(DateOnly day, string zone) =>
        (DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) ?? DateTimeZone.Utc)
            .ResolveLocal(day.ToLocalDate() + Hour, Resolvers.CreateMappingResolver(Resolvers.ReturnEarlier, Resolvers.ReturnStartOfIntervalAfter))
            .ToInstant().ToDateTimeOffset();
}
