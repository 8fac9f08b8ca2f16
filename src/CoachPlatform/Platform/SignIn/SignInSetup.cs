using System.Threading.RateLimiting;
using CoachPlatform.Platform.Http;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;

namespace CoachPlatform.Platform.SignIn;

public static class SignInSetup
{
    /// <summary>
    /// The rate limit of sign-in, joining and what changes an account: attempts per minute and address, <c>Coach:SignIn:PerMinute</c>. Besides it each
    /// person has <c>Coach:WritesPerMinute</c> writes and <c>Coach:ReadsPerMinute</c> reads.
    /// </summary>
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
        services.AddSingleton<ShortTokens>();
        services.AddSingleton<SecondSteps>();
        services.AddScoped<Passkeys>();
        services.AddScoped<IPasskeyHandler<Account>, PasskeyHandler<Account>>();
        services.Configure<IdentityPasskeyOptions>(passkeys =>
        {
            // Passkeys belong to one domain for good, so it is named; without a name it is the one that the browser has asked.
            passkeys.ServerDomain = builder.Configuration["Coach:Passkeys:Domain"] is { Length: > 0 } domain ? domain : null;
            // The device finds the account by itself, and asks for the finger or the number: that makes it two things at once.
            passkeys.ResidentKeyRequirement = "required";
            passkeys.UserVerificationRequirement = "required";
            passkeys.AuthenticatorTimeout = ShortTokens.Lasts;
        });
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
            // Far more than anybody types or any page sends, so that one person's program does not take the place of all others.
            var (writes, reads) = (builder.Configuration.GetValue("Coach:WritesPerMinute", 600), builder.Configuration.GetValue("Coach:ReadsPerMinute", 3000));
            limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, (Guid Person, bool Reads)>(http => http.User.Person() is { } person
                ? RateLimitPartition.GetFixedWindowLimiter(
                    (Person: person, Reads: HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method)),
                    whose => new FixedWindowRateLimiterOptions { PermitLimit = whose.Reads ? reads : writes, Window = TimeSpan.FromMinutes(1), QueueLimit = 0 })
                : RateLimitPartition.GetNoLimiter((Person: Guid.Empty, Reads: true)));
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
