using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;

namespace CoachPlatform.Platform.Demo;

/// <summary>A moment before now: <c>-24d 09:10</c> is that time of day 24 days ago where the practice is, <c>-6m</c> and <c>-2h</c> count back from now.</summary>
internal sealed partial record Moment
{
    private readonly int days;
    private readonly LocalTime? time;
    private readonly TimeSpan back;

    private Moment(int days, LocalTime? time, TimeSpan back) => (this.days, this.time, this.back) = (days, time, back);

    /// <summary>Null when the text is no moment.</summary>
    public static Moment? Parse(string text)
    {
        if (Shape().Match(text) is not { Success: true } match)
            return null;
        var count = int.Parse(match.Groups["count"].Value, CultureInfo.InvariantCulture);
        return match.Groups["unit"].Value switch
        {
            "m" => new Moment(0, null, TimeSpan.FromMinutes(count)),
            "h" => new Moment(0, null, TimeSpan.FromHours(count)),
            _ => new Moment(
                count, new LocalTime(int.Parse(match.Groups["hour"].Value, CultureInfo.InvariantCulture), int.Parse(match.Groups["minute"].Value, CultureInfo.InvariantCulture)), default),
        };
    }

    public DateTimeOffset Before(DateTimeOffset now, string zone) => time is { } at
        ? DateTimeZoneProviders.Tzdb[zone].AtLeniently(LocalDay.At(now, zone).Date.PlusDays(-days) + at).ToInstant().ToDateTimeOffset()
        : now - back;

    [GeneratedRegex(@"\A-(?<count>\d{1,3})(?:(?<unit>[hm])|(?<unit>d) (?<hour>[01]\d|2[0-3]):(?<minute>[0-5]\d))\z", RegexOptions.CultureInvariant)]
    private static partial Regex Shape();
}
