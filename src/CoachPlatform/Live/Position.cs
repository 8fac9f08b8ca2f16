namespace CoachPlatform.Live;

/// <summary>
/// A number for one reader and one case: microseconds since 1970 of the commit that last moved what this reader may see, made strictly
/// increasing. It is not the store's sequence, which would tell one partner that the other did something in between.
/// </summary>
public static class Position
{
    public static long Of(DateTimeOffset commit) => (commit.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / TimeSpan.TicksPerMicrosecond;

    public static long Next(long last, DateTimeOffset commit) => Math.Max(last + 1, Of(commit));
}
