using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Http;
using Marten;

namespace CoachPlatform.Platform.SignIn;

/// <summary>A person who is signed in shows that it is still them.</summary>
public static class ConfirmEndpoints
{
    public sealed record Confirmation(string? Password);

    // 422 and not 401: the session stands, and a page must not take this for its end.
    private static readonly Refusal DidNotFit = Refusal.Field("not-confirmed", "password", "That did not fit. Please check it and try again.");

    // No Idempotency-Key: nothing happens twice here, and no digest of a password is to be kept beside a key.
    public static void MapConfirm(this IEndpointRouteBuilder app) =>
        app.MapPost("/api/my/confirm", ConfirmAsync).WithMetadata(new AccessAttribute(For.SignedIn)).RequireRateLimiting(SignInSetup.RateLimit)
            .WithSummary("Confirm that it is you, for what asks for it").Produces(204).ProducesProblem(422).ProducesProblem(429);

    private static async Task<IResult> ConfirmAsync(Confirmation given, HttpContext http, IDocumentStore store, SignIns signIns, Sessions sessions, CancellationToken ct)
    {
        await using var session = store.QuerySession();
        if (await session.LoadAsync<Account>(http.Member().PersonId, ct) is not { } account || !await signIns.FitsAsync(account, given.Password))
            return DidNotFit.ToResult();
        await sessions.ConfirmAsync(http.Member().SignIn, ct);
        return Results.NoContent();
    }
}
