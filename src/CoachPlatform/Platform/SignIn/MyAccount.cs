using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Http;
using CoachPlatform.Platform.Mail;
using Marten;

namespace CoachPlatform.Platform.SignIn;

/// <summary>What a person changes about how they sign in. All of it asks for a recent confirmation, and none of it is kept beside an idempotency key.</summary>
public static class MyAccount
{
    public sealed record NewPassword(string? Password);

    public sealed record NewPasskey(string? Name, System.Text.Json.JsonElement? Credential, string? Token);

    public sealed record PasskeyName(string? Name);

    private static readonly Refusal NameIt = Refusal.Field("fields-invalid", "name", $"Give it a name of 1 to {Passkey.LongestName} characters.");

    public static void MapMyAccount(this IEndpointRouteBuilder app)
    {
        var mine = app.MapGroup("/api/my").WithMetadata(new AccessAttribute(For.SignedIn)).RequireRateLimiting(SignInSetup.RateLimit);
        mine.MapPost("/password", PasswordAsync).WithMetadata(new ConfirmFirstAttribute())
            .WithSummary("Change my password; every other session ends").Produces(204).ProducesProblem(403).ProducesProblem(422);
        mine.MapPost("/reset-seen", SeenAsync).WithSummary("I know that my password was reset").Produces(204).ProducesProblem(401);
        mine.MapPost("/passkeys/options", AskAsync).WithMetadata(new ConfirmFirstAttribute())
            .WithSummary("What to ask the browser for, to make a passkey").Produces<PasskeyQuestion>().ProducesProblem(403).ProducesProblem(409);
        mine.MapPost("/passkeys", MakeAsync).WithMetadata(new ConfirmFirstAttribute())
            .WithSummary("Keep a new passkey").Produces(204).ProducesProblem(403).ProducesProblem(409).ProducesProblem(422);
        mine.MapPost("/passkeys/{passkeyId:guid}/rename", RenameAsync).WithSummary("Name one of my passkeys").Produces(204).ProducesProblem(404).ProducesProblem(422);
        mine.MapPost("/passkeys/{passkeyId:guid}/remove", RemoveAsync).WithMetadata(new ConfirmFirstAttribute())
            .WithSummary("Remove one of my passkeys").Produces(204).ProducesProblem(403).ProducesProblem(404);
    }

    public static async Task<IReadOnlyList<Passkey>> PasskeysAsync(IDocumentStore store, Guid personId, CancellationToken ct)
    {
        await using var session = store.QuerySession();
        return [.. (await session.Query<Passkey>().Where(p => p.PersonId == personId).ToListAsync(ct)).OrderBy(p => p.CreatedAt).ThenBy(p => p.Id)];
    }

    private static async Task<IResult> PasswordAsync(NewPassword given, HttpContext http, Accounts accounts, CancellationToken ct) =>
        await accounts.ChangePasswordAsync(http, given.Password, ct) is { } refusal ? refusal.ToResult() : Results.NoContent();

    private static async Task<IResult> SeenAsync(HttpContext http, Accounts accounts, CancellationToken ct)
    {
        await accounts.SeenResetAsync(http, ct);
        return Results.NoContent();
    }

    private static async Task<IResult> AskAsync(HttpContext http, IDocumentStore store, Passkeys passkeys, CancellationToken ct) =>
        (await PasskeysAsync(store, http.Member().PersonId, ct)).Count >= Passkey.Most
            ? Passkeys.Enough.ToResult()
            : Results.Ok(await passkeys.AskToMakeAsync(await AccountAsync(http, store, ct), http));

    private static async Task<IResult> MakeAsync(NewPasskey given, HttpContext http, IDocumentStore store, Passkeys passkeys, CancellationToken ct)
    {
        if (Named(given.Name) is not { } name)
            return NameIt.ToResult();
        var account = await AccountAsync(http, store, ct);
        return await passkeys.MakeAsync(account, name, new PasskeyAnswer(given.Credential, given.Token), http, ct) is { } refusal ? refusal.ToResult() : Results.NoContent();
    }

    private static Task<IResult> RenameAsync(Guid passkeyId, PasskeyName given, HttpContext http, IDocumentStore store, CancellationToken ct) =>
        Named(given.Name) is { } name
            ? OnMineAsync(passkeyId, http, store, (session, passkey) => session.Update(passkey with { Name = name }), ct)
            : Task.FromResult(NameIt.ToResult());

    private static Task<IResult> RemoveAsync(Guid passkeyId, HttpContext http, IDocumentStore store, CancellationToken ct) =>
        OnMineAsync(passkeyId, http, store, (session, passkey) =>
        {
            session.Delete(passkey);
            MailOutbox.Queue(session, passkey.PersonId, MailKind.SignInWasChanged, http.Now());
        }, ct);

    private static async Task<IResult> OnMineAsync(Guid passkeyId, HttpContext http, IDocumentStore store, Action<IDocumentSession, Passkey> change, CancellationToken ct)
    {
        await using var session = store.LightweightSession();
        if (await session.LoadAsync<Passkey>(passkeyId, ct) is not { } passkey || passkey.PersonId != http.Member().PersonId)
            return Refusal.NotFound.ToResult();
        change(session, passkey);
        await session.SaveChangesAsync(ct);
        return Results.NoContent();
    }

    internal static async Task<Account> AccountAsync(HttpContext http, IDocumentStore store, CancellationToken ct)
    {
        await using var session = store.QuerySession();
        return (await session.LoadAsync<Account>(http.Member().PersonId, ct))!;
    }

    private static string? Named(string? name) => name?.Trim() is { Length: > 0 and <= Passkey.LongestName } fits && !fits.Any(char.IsControl) ? fits : null;
}
