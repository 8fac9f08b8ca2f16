using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Http;
using Marten;

namespace CoachPlatform.Platform.SignIn;

/// <summary>A person who is signed in shows that it is still them.</summary>
public static class ConfirmEndpoints
{
    /// <summary>One of the three: the password, a code of the second step, or a passkey with its token.</summary>
    public sealed record Confirmation(string? Password, string? Code, System.Text.Json.JsonElement? Credential, string? Token);

    // 422 and not 401: the session stands, and a page must not take this for its end.
    private static Refusal DoesNotFit(Confirmation given) =>
        given.Credential is not null ? Passkeys.DoesNotFit
        : Refusal.Field("not-confirmed", given.Code is null ? "password" : "code", "That did not fit. Please check it and try again.");

    // No Idempotency-Key: nothing happens twice here, and no digest of a password is to be kept beside a key.
    public static void MapConfirm(this IEndpointRouteBuilder app)
    {
        var mine = app.MapGroup("/api/my").WithMetadata(new AccessAttribute(For.SignedIn)).RequireRateLimiting(SignInSetup.RateLimit);
        mine.MapPost("/confirm", ConfirmAsync).WithSummary("Confirm that it is you, for what asks for it").Produces(204).ProducesProblem(422).ProducesProblem(429);
        mine.MapPost("/confirm/options", async (HttpContext http, IDocumentStore store, Passkeys passkeys, CancellationToken ct) =>
                Results.Ok(await passkeys.AskToConfirmAsync(await MyAccount.AccountAsync(http, store, ct), http.Member().SignIn, http)))
            .WithSummary("What to ask the browser for, to confirm with a passkey").Produces<PasskeyQuestion>().ProducesProblem(429);
    }

    private static async Task<IResult> ConfirmAsync(
        Confirmation given, HttpContext http, IDocumentStore store, SignIns signIns, Lockout lockout, Passkeys passkeys, Sessions sessions, CancellationToken ct)
    {
        var me = http.Member();
        var fits = given switch
        {
            { Credential: { } credential } => await passkeys.ConfirmsAsync(me.PersonId, me.SignIn, new PasskeyAnswer(credential, given.Token), http, ct),
            { Code: { } code } => await lockout.TakesCodeAsync(me.PersonId, code),
            _ => await signIns.FitsAsync(await MyAccount.AccountAsync(http, store, ct), given.Password),
        };
        if (!fits)
            return DoesNotFit(given).ToResult();
        await sessions.ConfirmAsync(me.SignIn, ct);
        return Results.NoContent();
    }
}
