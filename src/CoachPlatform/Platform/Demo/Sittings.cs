using CoachPlatform.Platform.SignIn;
using Microsoft.AspNetCore.Identity;

namespace CoachPlatform.Platform.Demo;

/// <summary>
/// The sessions of the people of a script, by the application's own cookie. Somebody who comes back after some hours signs in afresh, as in real
/// use; the password is not typed each time, since a few weeks of it in a few seconds would meet the limit that guards sign-in.
/// </summary>
internal sealed class Sittings(IServiceScopeFactory scopes)
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(2);
    private readonly Dictionary<string, (string Cookie, DateTimeOffset Since)> sittings = [];

    /// <summary>The <c>Cookie</c> header of this person at this moment.</summary>
    public async Task<string> CookieAsync(string email, DateTimeOffset now)
    {
        if (sittings.TryGetValue(email, out var sitting) && now - sitting.Since < Longest)
            return sitting.Cookie;
        await using var scope = scopes.CreateAsyncScope();
        var account = await scope.ServiceProvider.GetRequiredService<UserManager<Account>>().FindByNameAsync(email)
            ?? throw new DemoStopped($"there is no account {email}.");
        var http = new DefaultHttpContext { RequestServices = scope.ServiceProvider };
        await scope.ServiceProvider.GetRequiredService<SignIns>().SignInAsync(http, account, now);
        var cookie = string.Join("; ", http.Response.Headers.SetCookie.Select(c => c!.Split(';', 2)[0]));
        sittings[email] = (cookie, now);
        return cookie;
    }
}
