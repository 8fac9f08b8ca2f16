using CoachPlatform.Platform;
using CoachPlatform.Platform.Http;
using CoachPlatform.Platform.SignIn;
using CoachPlatform.Web.Coach;
using CoachPlatform.Web.Couple;
using Marten;

namespace CoachPlatform.Web.Account;

/// <summary>How a person signs in, whoever they are: their account, setting up the second step, and showing that it is them.</summary>
public static class AccountPages
{
    public static void MapAccountPages(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/account", AccountAsync).ReadBy(For.SignedIn);
        pages.MapGet("/account/second-step", SecondStepAsync).WithMetadata(new ConfirmFirstAttribute()).ReadBy(For.SignedIn);
        pages.MapGet("/account/reset", ResetAsync).ReadBy(For.SignedIn);
        pages.MapGet("/confirm", async (string? returnTo, HttpContext http, ReadAccount read, Sessions sessions, CancellationToken ct) =>
            Pages.Page<ConfirmPage>(new { Frame = await read.FrameAsync(http, ct), Next = EntryPages.Local(returnTo) ?? "/", Idle = await sessions.AsksAsync(http) })).ReadBy(For.SignedIn);
        pages.MapGet("/fragments/confirm", async (HttpContext http, ReadAccount read, CancellationToken ct) =>
            Pages.Page<ConfirmDialog>(new { Frame = await read.FrameAsync(http, ct) })).ReadBy(For.SignedIn);
    }

    private static async Task<IResult> AccountAsync(HttpContext http, ReadAccount read, IDocumentStore store, CancellationToken ct)
    {
        var account = await read.AccountAsync(http, ct);
        return Pages.Page<AccountPage>(new
        {
            View = new AccountView(
                await read.FrameAsync(http, ct),
                http.Now(),
                await MySessions.OfAsync(http, store, ct),
                await MyAccount.PasskeysAsync(store, account.Id, ct),
                account.SecondStep?.Since,
                account.SecondStep?.Recovery.Count ?? 0),
        });
    }

    private static async Task<IResult> SecondStepAsync(HttpContext http, ReadAccount read, ShortTokens tokens, CancellationToken ct)
    {
        var offer = MySecondStep.Begin(await read.AccountAsync(http, ct), tokens);
        return Pages.Page<SecondStepPage>(new { Frame = await read.FrameAsync(http, ct), Offer = offer, Picture = QrPicture.Of(offer.Address) });
    }

    private static async Task<IResult> ResetAsync(string? returnTo, HttpContext http, ReadAccount read, CancellationToken ct)
    {
        var (account, frame) = (await read.AccountAsync(http, ct), await read.FrameAsync(http, ct));
        var next = EntryPages.Local(returnTo) ?? "/";
        return account.ResetAt is { } at
            ? Pages.Page<ResetPage>(new { Frame = frame, On = LocalDay.Of(at, frame.Zone), ByCoach = account.ResetByCoach, Next = next })
            : Results.Redirect(next);
    }
}

/// <summary>What the pages of an account show of it.</summary>
public sealed class ReadAccount(IDocumentStore store, Memberships memberships, ReadCoachFrame frames)
{
    public async Task<Platform.SignIn.Account> AccountAsync(HttpContext http, CancellationToken ct)
    {
        await using var session = store.QuerySession();
        return (await session.LoadAsync<Platform.SignIn.Account>(http.Member().PersonId, ct))!;
    }

    public async Task<AccountFrame> FrameAsync(HttpContext http, CancellationToken ct)
    {
        var me = http.Member();
        var account = await AccountAsync(http, ct);
        var places = await memberships.OfAsync(me.PersonId, me.SignIn, ct);
        var staff = places.FirstOrDefault(p => p.StaffId is not null);
        return new AccountFrame(
            account.SignInName,
            staff is null ? null : await frames.ForAsync(staff, ct),
            places.Any(p => p.Seat is not null),
            (await MyAccount.PasskeysAsync(store, account.Id, ct)).Count > 0,
            account.SecondStep is not null);
    }
}
