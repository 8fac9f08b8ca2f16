using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Http;
using CoachPlatform.Platform.SignIn;
using Marten;

namespace CoachPlatform.Platform.Mail;

/// <summary>A person's own mails: where they go, and which of them.</summary>
/// <param name="Address">Null when there is none.</param>
/// <param name="Waiting">An address that waits to be confirmed, and is not used until then.</param>
/// <param name="Sends">Whether any mail can be sent from here.</param>
public sealed record MyMail(string? Address, bool Confirmed, string? Waiting, bool Ready, bool Opened, bool Sends)
{
    public static MyMail Of(ContactAddress? contact, MailPreference? wishes, IMailTransport transport) => new(
        contact?.Address, contact?.Confirmed == true, contact?.New,
        wishes?.Wants(MailKind.SomethingIsReady) != false, wishes?.Wants(MailKind.SomethingHasOpened) != false, transport is not NoTransport);
}

public static class MyMailEndpoints
{
    /// <summary>Which notices a person wants.</summary>
    public sealed record Wishes(bool Ready, bool Opened);

    /// <param name="Address">Empty for none.</param>
    public sealed record NewAddress(string? Address);

    /// <param name="Token">The part of the link behind <c>#</c>.</param>
    public sealed record Confirming(string? Token);

    private static readonly Refusal NoAddress = Refusal.Field("fields-invalid", "address", "This does not look like a mail address.");

    // None takes an Idempotency-Key: each says how things shall be, and says so again when it is repeated.
    public static void MapMyMail(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/my/mail", async (HttpContext http, IDocumentStore store, IMailTransport transport, CancellationToken ct) => Results.Ok(await OfAsync(http, store, transport, ct)))
            .WithMetadata(new AccessAttribute(For.SignedIn)).WithSummary("Where my mails go, and which of them").Produces<MyMail>();
        app.MapPost("/api/my/mail", WishAsync).WithMetadata(new AccessAttribute(For.SignedIn))
            .WithSummary("Choose which mails I want").Produces(204).ProducesProblem(400);
        app.MapPost("/api/my/address", ChangeAsync).WithMetadata(new AccessAttribute(For.SignedIn), new ConfirmFirstAttribute()).RequireRateLimiting(SignInSetup.RateLimit)
            .WithSummary("Give another address for my mails; it is used once it is confirmed").Produces(202).ProducesProblem(403).ProducesProblem(422).ProducesProblem(429);
        app.MapPost("/api/addresses/{linkId:guid}/confirm", ConfirmAsync).WithMetadata(new AccessAttribute(For.Anyone)).RequireRateLimiting(SignInSetup.RateLimit)
            .WithSummary("Confirm the address that a mailed link leads to").Produces(204).ProducesProblem(404).ProducesProblem(410).ProducesProblem(429);
    }

    public static async Task<MyMail> OfAsync(HttpContext http, IDocumentStore store, IMailTransport transport, CancellationToken ct)
    {
        await using var session = store.QuerySession();
        var person = http.Member().PersonId;
        return MyMail.Of(await ContactAddress.LoadAsync(session, person, ct), await session.LoadAsync<MailPreference>(person, ct), transport);
    }

    private static async Task<IResult> WishAsync(Wishes wishes, HttpContext http, IDocumentStore store, CancellationToken ct)
    {
        await using var session = store.LightweightSession();
        List<MailKind> off = [];
        if (!wishes.Ready)
            off.Add(MailKind.SomethingIsReady);
        if (!wishes.Opened)
            off.Add(MailKind.SomethingHasOpened);
        session.Store(new MailPreference(http.Member().PersonId, off));
        await session.SaveChangesAsync(ct);
        return Results.NoContent();
    }

    private static async Task<IResult> ChangeAsync(NewAddress given, HttpContext http, IDocumentStore store, CancellationToken ct)
    {
        var address = given.Address?.Trim() ?? "";
        if (address.Length > 0 && !Addresses.IsOne(address))
            return NoAddress.ToResult();
        await using var session = store.LightweightSession();
        if (await Accounts.HoldAsync(session, http.Member().PersonId, ct) is not { } account)
            return Refusal.NotFound.ToResult();
        var contact = (await session.LoadAsync<ContactAddress>(account.Id, ct) ?? ContactAddress.Of(account)).AfterGiving(address);
        session.Store(contact);
        if (contact.ToConfirm is not null)
            MailOutbox.Queue(session, contact.Id, MailKind.ConfirmAddress, http.Now());
        if (contact is { Address: null, Former: not null })
            MailOutbox.Queue(session, contact.Id, MailKind.AddressWasChanged, http.Now());
        await session.SaveChangesAsync(ct);
        return Results.Accepted();
    }

    private static async Task<IResult> ConfirmAsync(Guid linkId, Confirming confirming, HttpContext http, IDocumentStore store, CancellationToken ct)
    {
        await using var session = store.LightweightSession();
        await session.BeginTransactionAsync(ct);
        var link = await OneTimeLink.FindAsync(session, linkId, hold: true, ct);
        if (link is not { Purpose: LinkPurpose.ConfirmAddress })
            return Refusal.NotFound.ToResult();
        if (LinkRefusals.Of(link, confirming.Token, http.Now()) is { } refusal)
            return refusal.ToResult();
        if (await Accounts.HoldAsync(session, link.PersonId, ct) is not { } account)
            return Refusal.NotFound.ToResult();
        var contact = await session.LoadAsync<ContactAddress>(account.Id, ct) ?? ContactAddress.Of(account);
        // Another address was given since; the newer mail leads on.
        if (!link.IsAbout(contact.ToConfirm))
            return LinkRefusals.Spent.ToResult();
        var after = contact.AfterConfirming(http.Now());
        session.Store(after);
        link.Spend(session, http.Now());
        if (after.Former is not null)
            MailOutbox.Queue(session, after.Id, MailKind.AddressWasChanged, http.Now());
        await session.SaveChangesAsync(ct);
        return Results.NoContent();
    }
}
