using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Http;
using CoachPlatform.Platform.Mail;
using Marten;
using Microsoft.AspNetCore.Identity;

namespace CoachPlatform.Platform.SignIn;

/// <summary>A lost password: asking for a link by mail, and choosing a new one with a link.</summary>
public static class ResetEndpoints
{
    /// <param name="Name">What the person signs in with, or their mail address.</param>
    public sealed record Asking(string? Name);

    /// <param name="Token">The part of the link behind <c>#</c>.</param>
    public sealed record NewPassword(string? Token, string? Password);

    /// <param name="Code">One of the recovery codes that were written down.</param>
    public sealed record WithCode(string? Name, string? Code, string? Password);

    private static readonly Refusal DoesNotFit = Refusal.Field("code-refused", "code", "That did not fit. Please check the name and the code; each code works once.");

    private static readonly Refusal NoMail =
        Refusal.Conflict("no-mail", "No mail can be sent from here just now. Use one of your recovery codes, or ask your coach for a link.");

    private static readonly Refusal NoName = Refusal.Field("fields-invalid", "name", "What do you sign in with?");

    // Neither takes an Idempotency-Key: nobody is signed in, and no digest of a password is to be kept beside a key. A link works once by itself.
    public static void MapReset(this IEndpointRouteBuilder app)
    {
        app.MapPost("/api/password-reset", Ask).WithMetadata(new AccessAttribute(For.Anyone)).RequireRateLimiting(SignInSetup.RateLimit)
            .WithSummary("Ask for a link to a new password; the answer is the same for every name").Produces(202).ProducesProblem(409).ProducesProblem(422).ProducesProblem(429);
        app.MapPost("/api/password-reset/code", WithCodeAsync).WithMetadata(new AccessAttribute(For.Anyone)).RequireRateLimiting(SignInSetup.RateLimit)
            .WithSummary("Choose a new password with a recovery code; every session of the account ends").Produces(204).ProducesProblem(422).ProducesProblem(429);
        app.MapPost("/api/password-reset/{linkId:guid}", ChooseAsync).WithMetadata(new AccessAttribute(For.Anyone)).RequireRateLimiting(SignInSetup.RateLimit)
            .WithSummary("Choose a new password with a link; every session of the account ends").Produces(204).ProducesProblem(404).ProducesProblem(410).ProducesProblem(422).ProducesProblem(429);
    }

    private static IResult Ask(Asking asking, ResetMails mails, IMailTransport transport)
    {
        if (transport is NoTransport)
            return NoMail.ToResult();
        if (asking.Name?.Trim() is not { Length: > 0 and <= 254 } name)
            return NoName.ToResult();
        mails.Ask(name);
        return Results.Accepted();
    }

    private static async Task<IResult> WithCodeAsync(
        WithCode given, NewAccounts rules, UserManager<Account> users, Lockout lockout, Accounts accounts, TimeProvider clock, CancellationToken ct)
    {
        var account = await users.OfNameAsync(given.Name);
        // Looked at first, so that no code is used up for a password that cannot be.
        if (await rules.WrongWithAsync(account ?? new Account { SignInName = "" }, given.Password) is { } wrong)
            return Refusal.Field("fields-invalid", "password", wrong).ToResult();
        // The app's own codes are for whoever knows the password: six digits are too few to stand alone.
        if (account is null || !RecoveryCodes.LooksLikeOne(given.Code) || !await lockout.TakesCodeAsync(account.Id, given.Code))
            return DoesNotFit.ToResult();
        var refusal = await accounts.ResetPasswordAsync(account.Id, given.Password, session =>
        {
            MailOutbox.Queue(session, account.Id, MailKind.PasswordWasReset, clock.GetUtcNow());
            return Task.FromResult<Refusal?>(null);
        }, ct);
        return refusal is null ? Results.NoContent() : refusal.ToResult();
    }

    private static async Task<IResult> ChooseAsync(Guid linkId, NewPassword chosen, IDocumentStore store, Accounts accounts, TimeProvider clock, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var look = store.QuerySession();
        var link = await OneTimeLink.FindAsync(look, linkId, hold: false, ct);
        if (Wrong(link, chosen.Token, now) is { } wrong)
            return wrong.ToResult();
        var refusal = await accounts.ResetPasswordAsync(link!.PersonId, chosen.Password, async session =>
        {
            // Read again under the lock: of two with the same link the second finds it used.
            if (Wrong(await OneTimeLink.FindAsync(session, linkId, hold: true, ct), chosen.Token, now) is { } meanwhile)
                return meanwhile;
            link.Spend(session, now);
            MailOutbox.Queue(session, link.PersonId, MailKind.PasswordWasReset, now);
            return null;
        }, ct, byCoach: link.Purpose == LinkPurpose.ResetByCoach);
        return refusal is null ? Results.NoContent() : refusal.ToResult();
    }

    private static Refusal? Wrong(OneTimeLink? link, string? token, DateTimeOffset now) =>
        link is not { Purpose: LinkPurpose.ResetByMail or LinkPurpose.ResetByCoach } ? Refusal.NotFound : LinkRefusals.Of(link, token, now);
}
