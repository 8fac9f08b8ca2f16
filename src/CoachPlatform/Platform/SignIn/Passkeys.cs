using System.Text.Json;
using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Mail;
using Marten;
using Microsoft.AspNetCore.Identity;

namespace CoachPlatform.Platform.SignIn;

/// <summary>A page's question to the browser for a passkey, and the token that has to come back with the answer.</summary>
/// <param name="Options">What <c>PublicKeyCredential.parse…OptionsFromJSON</c> takes.</param>
public sealed record PasskeyQuestion(JsonElement Options, string Token);

/// <summary>What the browser gave for a <see cref="PasskeyQuestion"/>.</summary>
/// <param name="Credential">The credential as its <c>toJSON</c> writes it.</param>
public sealed record PasskeyAnswer(JsonElement? Credential, string? Token);

/// <summary>Makes and checks passkeys with Identity's own handler. Each question is answered once, within minutes.</summary>
public sealed class Passkeys(IPasskeyHandler<Account> handler, ShortTokens tokens, IDocumentStore store, TimeProvider clock)
{
    private const string ToSignIn = "passkey|sign-in";

    public static Refusal DoesNotFit { get; } = new(422, "passkey-refused", "This passkey did not work here. Please try again, or use your password.");

    public static Refusal Enough { get; } = Refusal.Conflict("passkeys-full", $"There is room for {Passkey.Most} passkeys. Remove one you do not use first.");

    /// <summary>Asks for a new passkey for this account.</summary>
    public async Task<PasskeyQuestion> AskToMakeAsync(Account account, HttpContext http)
    {
        var made = await handler.MakeCreationOptionsAsync(new() { Id = account.Id.ToString(), Name = account.SignInName, DisplayName = account.SignInName }, http);
        return Question(made.CreationOptionsJson, $"passkey|make|{account.Id:N}", made.AttestationState ?? "");
    }

    /// <summary>Keeps a new passkey; what is wrong with it otherwise.</summary>
    public async Task<Refusal?> MakeAsync(Account account, string name, PasskeyAnswer answer, HttpContext http, CancellationToken ct)
    {
        if (tokens.Read($"passkey|make|{account.Id:N}", answer.Token) is not { } token || answer.Credential is not { ValueKind: JsonValueKind.Object } credential)
            return DoesNotFit;
        var made = await handler.PerformAttestationAsync(new() { HttpContext = http, CredentialJson = credential.GetRawText(), AttestationState = token.Value });
        if (!made.Succeeded)
            return DoesNotFit;
        made.Passkey.Name = name;
        await using var session = store.LightweightSession();
        // Under the account's lock, so that two windows do not make an eleventh.
        await Accounts.HoldAsync(session, account.Id, ct);
        if (await session.Query<Passkey>().CountAsync(p => p.PersonId == account.Id, ct) >= Passkey.Most)
            return Enough;
        tokens.Spend(session, token);
        session.Insert(Passkey.New(Ids.New(clock.GetUtcNow()), account.Id, made.Passkey));
        MailOutbox.Queue(session, account.Id, MailKind.SignInWasChanged, clock.GetUtcNow());
        return await SavesAsync(session, ct) ? null : DoesNotFit;
    }

    /// <summary>Asks for any passkey of this site; the browser offers those it has.</summary>
    public Task<PasskeyQuestion> AskToSignInAsync(HttpContext http) => AskAsync(null, ToSignIn, http);

    /// <summary>Asks for a passkey of this account, in this session.</summary>
    public Task<PasskeyQuestion> AskToConfirmAsync(Account account, Guid signIn, HttpContext http) => AskAsync(account, ToConfirm(signIn), http);

    /// <summary>The account that the answer belongs to; null when it does not fit.</summary>
    public Task<Account?> SignsInAsync(PasskeyAnswer answer, HttpContext http, CancellationToken ct) => TakeAsync(answer, ToSignIn, http, ct);

    public async Task<bool> ConfirmsAsync(Guid personId, Guid signIn, PasskeyAnswer answer, HttpContext http, CancellationToken ct) =>
        await TakeAsync(answer, ToConfirm(signIn), http, ct) is { } account && account.Id == personId;

    private static string ToConfirm(Guid signIn) => $"passkey|confirm|{signIn:N}";

    private async Task<PasskeyQuestion> AskAsync(Account? account, string purpose, HttpContext http)
    {
        var made = await handler.MakeRequestOptionsAsync(account!, http);
        return Question(made.RequestOptionsJson, purpose, made.AssertionState ?? "");
    }

    private async Task<Account?> TakeAsync(PasskeyAnswer answer, string purpose, HttpContext http, CancellationToken ct)
    {
        if (tokens.Read(purpose, answer.Token) is not { } token || answer.Credential is not { ValueKind: JsonValueKind.Object } credential)
            return null;
        var given = await handler.PerformAssertionAsync(new() { HttpContext = http, CredentialJson = credential.GetRawText(), AssertionState = token.Value });
        if (!given.Succeeded)
            return null;
        await using var session = store.LightweightSession();
        var id = Passkey.IdOf(given.Passkey.CredentialId);
        if (await session.Query<Passkey>().FirstOrDefaultAsync(p => p.CredentialId == id && p.PersonId == given.User.Id, ct) is not { } known)
            return null;
        tokens.Spend(session, token);
        session.Update(known with { SignCount = given.Passkey.SignCount, BackedUp = given.Passkey.IsBackedUp, UsedAt = clock.GetUtcNow() });
        return await SavesAsync(session, ct) ? given.User : null;
    }

    private PasskeyQuestion Question(string options, string purpose, string state) => new(JsonElement.Parse(options), tokens.Make(purpose, state));

    /// <summary>False when the token was used before, or the passkey is there already.</summary>
    private static async Task<bool> SavesAsync(IDocumentSession session, CancellationToken ct)
    {
        try
        {
            await session.SaveChangesAsync(ct);
            return true;
        }
        catch (JasperFx.DocumentAlreadyExistsException)
        {
            return false;
        }
    }
}
