using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Http;
using CoachPlatform.Platform.Mail;
using Marten;

namespace CoachPlatform.Platform.SignIn;

/// <summary>A person turns the second step on and off. A secret counts only after a code of it has been seen.</summary>
public static class MySecondStep
{
    /// <param name="Key">To be typed where nothing can be scanned, in groups of four.</param>
    /// <param name="Address">What the app scans.</param>
    /// <param name="Token">Goes back with the first code.</param>
    public sealed record Offer(string Key, string Address, string Token);

    public sealed record FirstCode(string? Token, string? Code);

    /// <param name="RecoveryCodes">Shown now and never again.</param>
    public sealed record Codes(IReadOnlyList<string> RecoveryCodes);

    private static readonly Refusal DoesNotFit = Refusal.Field("code-refused", "code", "That did not fit. Look at the app once more: the code changes every half minute.");

    private static readonly Refusal TooLate = new(422, "begin-again", "That took a while. Please load this page again and scan the new picture.");

    private static readonly Refusal IsOff = Refusal.Conflict("second-step-off", "There is no second step to make codes for.");

    public static void MapMySecondStep(this IEndpointRouteBuilder app)
    {
        var mine = app.MapGroup("/api/my").WithMetadata(new AccessAttribute(For.SignedIn)).WithMetadata(new ConfirmFirstAttribute()).RequireRateLimiting(SignInSetup.RateLimit);
        mine.MapPost("/second-step/begin", async (HttpContext http, IDocumentStore store, ShortTokens tokens, CancellationToken ct) =>
                Results.Ok(Begin(await MyAccount.AccountAsync(http, store, ct), tokens)))
            .WithSummary("A new secret for my authenticator app").Produces<Offer>().ProducesProblem(403);
        mine.MapPost("/second-step", TurnOnAsync).WithSummary("Ask me for a code after my password from now on").Produces<Codes>().ProducesProblem(403).ProducesProblem(422);
        mine.MapPost("/second-step/off", TurnOffAsync).WithSummary("Ask me for no code any more").Produces(204).ProducesProblem(403);
        mine.MapPost("/second-step/recovery-codes", RenewAsync).WithSummary("New recovery codes instead of the old ones").Produces<Codes>().ProducesProblem(403).ProducesProblem(409);
    }

    public static Offer Begin(Account account, ShortTokens tokens)
    {
        var secret = Totp.NewSecret();
        return new Offer(
            string.Join(' ', secret.Chunk(4).Select(c => new string(c))), Totp.Address(secret, "CoachPlatform", account.SignInName), tokens.Make(Purpose(account.Id), secret));
    }

    private static string Purpose(Guid personId) => $"second-step|turn-on|{personId:N}";

    private static async Task<IResult> TurnOnAsync(
        FirstCode given, HttpContext http, IDocumentStore store, ShortTokens tokens, SecondSteps steps, CancellationToken ct)
    {
        var person = http.Member().PersonId;
        if (tokens.Read(Purpose(person), given.Token) is not { } token)
            return TooLate.ToResult();
        if (Totp.Fits(token.Value, given.Code, http.Now(), lastUsed: 0) is not { } used)
            return DoesNotFit.ToResult();
        return await ChangeAsync(http, store, (session, account) => Results.Ok(new Codes(steps.TurnOn(session, account, token.Value, used, http.Now()))), ct);
    }

    private static Task<IResult> TurnOffAsync(HttpContext http, IDocumentStore store, CancellationToken ct) => ChangeAsync(http, store, (session, account) =>
    {
        SecondSteps.TurnOff(session, account);
        return Results.NoContent();
    }, ct);

    private static Task<IResult> RenewAsync(HttpContext http, IDocumentStore store, CancellationToken ct) => ChangeAsync(
        http, store, (_, account) => account.SecondStep is null ? IsOff.ToResult() : Results.Ok(new Codes(SecondSteps.Renew(account))), ct);

    private static async Task<IResult> ChangeAsync(HttpContext http, IDocumentStore store, Func<IDocumentSession, Account, IResult> change, CancellationToken ct)
    {
        await using var session = store.LightweightSession();
        var account = (await Accounts.HoldAsync(session, http.Member().PersonId, ct))!;
        var result = change(session, account);
        session.Update(account);
        if (result is IStatusCodeHttpResult { StatusCode: < 400 })
            MailOutbox.Queue(session, account.Id, MailKind.SignInWasChanged, http.Now());
        await session.SaveChangesAsync(ct);
        http.Response.Headers.CacheControl = "no-store";
        return result;
    }
}
