using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Http;

namespace CoachPlatform.Platform.SignIn;

/// <summary>
/// Asks whether the person has shown a short while ago that it is still them, by signing in or with <c>POST /api/my/confirm</c>. For what a
/// borrowed phone must not be enough for.
/// </summary>
public sealed class Confirmed(Sessions sessions, TimeProvider clock)
{
    public static TimeSpan Lasts { get; } = TimeSpan.FromMinutes(10);

    /// <summary>What the browser's form answers by asking for the password, and then sends again what was refused.</summary>
    public static Refusal First { get; } = new(403, "confirm-first", "Please confirm that it is you, then do this again. Nothing was changed.");

    /// <summary>What a page of a person's own words answers on a device that was left alone. Programs are never asked.</summary>
    public static Refusal StillYou { get; } = First with { Detail = "Please confirm that it is you. This device has been left alone for a while." };

    /// <summary>Whether the session of this request was confirmed within the last ten minutes.</summary>
    public async Task<bool> RecentlyAsync(HttpContext http) =>
        await sessions.FindAsync(http.User.SignIn(), http.RequestAborted) is { } session && Recently(session, clock.GetUtcNow());

    /// <summary>The refusal of this request, or null where the person has confirmed.</summary>
    public async Task<Refusal?> RefusalAsync(HttpContext http) => await RecentlyAsync(http) ? null : First;

    public static bool Recently(SignInSession session, DateTimeOffset now) => session.Ended is null && session.ConfirmedAt > now - Lasts;
}
