using Marten.Schema;

namespace CoachPlatform.Platform.SignIn;

/// <summary>
/// One sign-in on one device. A cookie is the session, and a copy of it lasts; this row is what every node asks, so a session without a row stands
/// no more than one that was ended.
/// </summary>
/// <param name="Id">The <c>sid</c> of the cookie.</param>
/// <param name="LastSeenAt">To the minute; later than the last request by a minute at most.</param>
/// <param name="Device">In plain words, such as <c>Firefox on Android</c>. Neither what the browser says of itself nor an address is kept.</param>
/// <param name="ConfirmedAt">When the person last showed that it is them; signing in does.</param>
/// <param name="Asks">Whether the person shows that it is them before this session shows them their own words: it was left alone for long.</param>
/// <param name="Ended">When somebody ended it; a session that ran out has none.</param>
[SingleTenanted]
[DocumentAlias("sign_in_session")]
public sealed record SignInSession(
    Guid Id, Guid PersonId, DateTimeOffset StartedAt, DateTimeOffset LastSeenAt, string Device, DateTimeOffset? ConfirmedAt = null, DateTimeOffset? Ended = null, bool Asks = false)
{
    /// <summary>How exactly it is known when a session was last used, and how late its end is noticed.</summary>
    public static TimeSpan Grain { get; } = TimeSpan.FromMinutes(1);

    /// <summary>Whether a cookie of this session could still be valid.</summary>
    public bool StandsAt(DateTimeOffset now) => !OverAt(now) && LastSeenAt > now - SignIns.Lasts;

    /// <summary>Whether it was ended, or has gone on for as long as any may.</summary>
    public bool OverAt(DateTimeOffset now) => Ended is not null || StartedAt <= now - SignIns.AtMost;
}
