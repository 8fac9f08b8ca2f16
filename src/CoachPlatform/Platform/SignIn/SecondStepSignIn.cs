using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Http;
using Marten;

namespace CoachPlatform.Platform.SignIn;

/// <summary>Signing in where the password alone is not enough, or is not asked for.</summary>
public static class SecondStepSignIn
{
    private const string Purpose = "second-step";

    public sealed record Code(string? Token, string? Value);

    private static readonly Refusal DoesNotFit = Refusal.Field("code-refused", "value", "That did not fit. A code works once and for half a minute; wait for the next one and try again.");

    private static readonly Refusal TooLate = new(422, "sign-in-again", "That took a while. Please sign in from the start.");

    public static void MapSecondStepSignIn(this IEndpointRouteBuilder app)
    {
        app.MapPost("/api/sign-in/code", CodeAsync).WithMetadata(new AccessAttribute(For.Anyone)).RequireRateLimiting(SignInSetup.RateLimit)
            .WithSummary("Give the code that was asked for after the password").Produces(204).ProducesProblem(422).ProducesProblem(429);
        app.MapPost("/api/sign-in/passkey/options", async (HttpContext http, Passkeys passkeys) => Results.Ok(await passkeys.AskToSignInAsync(http)))
            .WithMetadata(new AccessAttribute(For.Anyone)).RequireRateLimiting(SignInSetup.RateLimit)
            .WithSummary("What to ask the browser for, to sign in with a passkey").Produces<PasskeyQuestion>().ProducesProblem(429);
        app.MapPost("/api/sign-in/passkey", PasskeyAsync).WithMetadata(new AccessAttribute(For.Anyone)).RequireRateLimiting(SignInSetup.RateLimit)
            .WithSummary("Sign in with a passkey").Produces(204).ProducesProblem(422).ProducesProblem(429);
    }

    /// <summary>The password fitted, and a code has to follow. Nothing is signed in yet: the token is all that there is of it.</summary>
    public static Refusal Asked(Account account, ShortTokens tokens) => new(
        401, "code-needed", "Now the code from your authenticator app, or one of your recovery codes.",
        More: new Dictionary<string, object?> { ["token"] = tokens.Make(Purpose, $"{account.Id:N}|{account.SecurityStamp}") });

    private static async Task<IResult> CodeAsync(Code code, HttpContext http, IDocumentStore store, ShortTokens tokens, Lockout lockout, SignIns signIns, CancellationToken ct)
    {
        if (tokens.Read(Purpose, code.Token)?.Value.Split('|') is not [var id, var stamp])
            return TooLate.ToResult();
        await using var session = store.QuerySession();
        // A password that was changed meanwhile is no longer the one that fitted.
        if (await session.LoadAsync<Account>(Guid.ParseExact(id, "N"), ct) is not { } account || account.SecurityStamp != stamp)
            return TooLate.ToResult();
        if (!await lockout.TakesCodeAsync(account.Id, code.Value))
            return DoesNotFit.ToResult();
        await signIns.SignInAsync(http, account, http.Now());
        return Results.NoContent();
    }

    private static async Task<IResult> PasskeyAsync(PasskeyAnswer answer, HttpContext http, Passkeys passkeys, SignIns signIns, CancellationToken ct)
    {
        if (await passkeys.SignsInAsync(answer, http, ct) is not { } account)
            return Passkeys.DoesNotFit.ToResult();
        await signIns.SignInAsync(http, account, http.Now());
        return Results.NoContent();
    }
}
