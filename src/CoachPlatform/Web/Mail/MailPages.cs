using CoachPlatform.Platform.Http;
using CoachPlatform.Platform.Mail;
using CoachPlatform.Web.Account;
using Marten;

namespace CoachPlatform.Web.Mail;

/// <summary>A lost password, the links of mails, and a person's own mails.</summary>
public static class MailPages
{
    public static void MapMailPages(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/forgot", (IMailTransport transport) => Pages.Page<ForgotPage>(new { Sends = transport is not NoTransport })).ReadBy(For.Anyone);
        pages.MapGet("/forgot/sent", () => Pages.Page<ForgotSentPage>(new { })).ReadBy(For.Anyone);
        pages.MapGet("/forgot/code", () => Pages.Page<ForgotCodePage>(new { })).ReadBy(For.Anyone);
        pages.MapGet("/reset/{linkId}", (string linkId) => Guid.TryParse(linkId, out var id) ? Pages.Page<ResetLinkPage>(new { LinkId = id }) : Pages.NotFound).ReadBy(For.Anyone);
        pages.MapGet("/confirm-address", () => Pages.Page<AddressConfirmedPage>(new { })).ReadBy(For.Anyone);
        pages.MapGet("/confirm-address/{linkId}", (string linkId) =>
            Guid.TryParse(linkId, out var id) ? Pages.Page<ConfirmAddressPage>(new { LinkId = id }) : Pages.NotFound).ReadBy(For.Anyone);
        pages.MapGet("/account/mail", async (HttpContext http, ReadAccount read, IDocumentStore store, IMailTransport transport, CancellationToken ct) =>
            Pages.Page<MyMailPage>(new { Frame = await read.FrameAsync(http, ct), Mine = await MyMailEndpoints.OfAsync(http, store, transport, ct) })).ReadBy(For.SignedIn);
    }
}
