using System.Security.Claims;
using Marten;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;

namespace CoachPlatform.Platform.SignIn;

/// <summary>Starts sessions and checks passwords. Every failure looks and lasts the same, whether or not the name is known.</summary>
public sealed class SignIns(IDocumentStore store, UserManager<Account> users, IPasswordHasher<Account> hasher, PasswordChecks checks, Lockout lockout)
{
    public const string Scheme = "coach";

    public const string StampClaim = "stamp";

    /// <summary>The password was reset, and the person of this session has not read so yet.</summary>
    public const string ResetClaim = "reset";

    /// <summary>How long a session goes on without being used.</summary>
    public static TimeSpan Lasts { get; } = TimeSpan.FromHours(12);

    /// <summary>When a session ends although it is used every day.</summary>
    public static TimeSpan AtMost { get; } = TimeSpan.FromDays(30);

    private static readonly Account Nobody = new() { SignInName = "" };
    private static string? nobodysHash;

    /// <summary>The account when name and password fit and it is not locked.</summary>
    public async Task<Account?> CheckAsync(string? name, string? password)
    {
        if (string.IsNullOrWhiteSpace(name) || string.IsNullOrEmpty(password) || password.Length > 200)
            return null;
        var account = await users.OfNameAsync(name);
        if (account is null)
        {
            nobodysHash ??= hasher.HashPassword(Nobody, "nobody's");
            await checks.RunAsync(() => hasher.VerifyHashedPassword(Nobody, nobodysHash, password));
            return null;
        }

        return await FitsAsync(account, password) ? account : null;
    }

    /// <summary>Whether this is the account's password. A failure counts as one of sign-in, and a locked account is never told apart from a wrong password.</summary>
    public async Task<bool> FitsAsync(Account account, string? password)
    {
        if (string.IsNullOrEmpty(password) || password.Length > 200)
            return false;
        var fits = await checks.RunAsync(() => hasher.VerifyHashedPassword(account, account.PasswordHash ?? "", password)) != PasswordVerificationResult.Failed;
        return await lockout.PassesAsync(account.Id, fits);
    }

    /// <summary>Begins a session and gives its cookie to this response.</summary>
    public async Task SignInAsync(HttpContext http, Account account, DateTimeOffset now)
    {
        await using var session = store.LightweightSession();
        var begun = Sessions.Begin(session, account.Id, http, now);
        await session.SaveChangesAsync(http.RequestAborted);
        await EnterAsync(http, account, begun.Id);
    }

    /// <summary>Gives the cookie of a session that was begun in a commit of the caller's, or goes on with one under a new stamp.</summary>
    public static async Task EnterAsync(HttpContext http, Account account, Guid signIn)
    {
        var identity = new ClaimsIdentity(Scheme, ClaimTypes.NameIdentifier, ClaimTypes.Role);
        identity.AddClaim(new Claim(ClaimTypes.NameIdentifier, account.Id.ToString()));
        identity.AddClaim(new Claim("sid", signIn.ToString()));
        identity.AddClaim(new Claim(StampClaim, account.SecurityStamp));
        if (account.ResetAt is not null)
            identity.AddClaim(new Claim(ResetClaim, ""));
        await http.SignInAsync(Scheme, new ClaimsPrincipal(identity));
        // A response to this very request may already speak for the person.
        http.User = new ClaimsPrincipal(identity);
    }
}
