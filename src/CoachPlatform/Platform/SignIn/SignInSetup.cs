using System.Threading.RateLimiting;
using CoachPlatform.Platform.Http;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;

namespace CoachPlatform.Platform.SignIn;

public static class SignInSetup
{
    /// <summary>The rate limit of sign-in and joining: attempts per minute and address, <c>Coach:SignIn:PerMinute</c>.</summary>
    public const string RateLimit = "sign-in";

    public static void AddSignIn(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddIdentityCore<Account>(IdentityRules.Apply).AddUserStore<AccountStore>();
        services.Configure<PasswordHasherOptions>(o => o.IterationCount = IdentityRules.HashIterations);
        services.AddSingleton<PasswordChecks>();
        services.AddScoped<Lockout>();
        services.AddScoped<SignIns>();
        services.AddScoped<NewAccounts>();
        services.AddScoped<Accounts>();
        services.AddSingleton<Sessions>();
        services.AddSingleton<Confirmed>();

        var secure = builder.Configuration.GetValue("Coach:SecureCookies", builder.Environment.IsProduction());
        services.AddAuthentication(SignIns.Scheme).AddCookie(SignIns.Scheme, cookie =>
        {
            cookie.Cookie.Name = secure ? "__Host-coach" : "coach";
            cookie.Cookie.SecurePolicy = secure ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
            cookie.Cookie.HttpOnly = true;
            cookie.Cookie.SameSite = SameSiteMode.Lax;
            cookie.Cookie.Path = "/";
            cookie.ExpireTimeSpan = SignIns.Lasts;
            cookie.SlidingExpiration = true;
            cookie.Events.OnValidatePrincipal = StampStillFitsAsync;
            // The gatekeeper answers for whoever has no session; nothing here redirects a program.
            cookie.Events.OnRedirectToLogin = context => Status(context.HttpContext, StatusCodes.Status401Unauthorized);
            cookie.Events.OnRedirectToAccessDenied = context => Status(context.HttpContext, StatusCodes.Status403Forbidden);
        });
        services.AddAuthorization();
        var dataProtection = services.AddDataProtection().SetApplicationName("coach-platform");
        if (SessionKeys(builder) is { } folder)
            dataProtection.PersistKeysToFileSystem(new DirectoryInfo(folder));

        var perMinute = builder.Configuration.GetValue("Coach:SignIn:PerMinute", 20);
        services.AddRateLimiter(limiter =>
        {
            limiter.AddPolicy(RateLimit, http => RateLimitPartition.GetFixedWindowLimiter(
                http.Connection.RemoteIpAddress?.ToString() ?? "unknown",
                _ => new FixedWindowRateLimiterOptions { PermitLimit = perMinute, Window = TimeSpan.FromMinutes(1), QueueLimit = 0 }));
            limiter.OnRejected = (context, _) =>
            {
                context.HttpContext.Response.Headers.RetryAfter = "60";
                return new ValueTask(context.HttpContext.RefuseAsync(new(429, "too-many", "That was often. Please wait a minute, then try again.")));
            };
        });
    }

    /// <summary>Where the keys of session cookies live, so that a restart signs nobody out: beside the data, in Development.</summary>
    private static string? SessionKeys(WebApplicationBuilder builder) =>
        builder.Configuration["Coach:DataProtectionKeys"] is { Length: > 0 } given ? given
        : builder.Environment.IsDevelopment() ? Path.Combine(EmbeddedPostgres.PostgresOptions.From(builder.Configuration).DataFolder, "session-keys")
        : null;

    /// <summary>Ends sessions that do not stand any more. Asked once a minute for each session, not at every request.</summary>
    private static async Task StampStillFitsAsync(CookieValidatePrincipalContext context)
    {
        var clock = context.HttpContext.RequestServices.GetRequiredService<TimeProvider>();
        var checkedAt = context.Properties.GetString("checked") is { } text && long.TryParse(text, out var ticks) ? ticks : 0;
        if (clock.GetUtcNow().UtcTicks - checkedAt < SignInSession.Grain.Ticks && checkedAt != 0)
            return;
        var sessions = context.HttpContext.RequestServices.GetRequiredService<Sessions>();
        if (context.Principal is not { } user || !await sessions.StandsAsync(user, context.HttpContext.RequestAborted))
        {
            context.RejectPrincipal();
            return;
        }

        context.Properties.SetString("checked", clock.GetUtcNow().UtcTicks.ToString(System.Globalization.CultureInfo.InvariantCulture));
        context.ShouldRenew = true;
    }

    private static Task Status(HttpContext http, int status)
    {
        http.Response.StatusCode = status;
        return Task.CompletedTask;
    }
}
