using CoachPlatform.Cases;
using CoachPlatform.Platform.Http;
using CoachPlatform.Platform.SignIn;
using CoachPlatform.Practices;
using Marten;

namespace CoachPlatform.Web.Couple;

/// <summary>Signing in, for coaches and partners alike, and joining by an invitation.</summary>
public static class EntryPages
{
    private const string Start = "/";

    public static void MapEntryPages(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/sign-in", (HttpContext http, string? returnTo) =>
            http.User.Person() is not null
                ? Results.Redirect(Local(returnTo) ?? Start)
                : Pages.Page<SignInPage>(new { Next = Local(returnTo) ?? Start, Again = Local(returnTo) is not null })).ReadBy(For.Anyone);
        pages.MapGet("/join/{invitationId}", (string invitationId) =>
            Guid.TryParse(invitationId, out var id) ? Pages.Page<JoinPage>(new { InvitationId = id }) : Pages.NotFound).ReadBy(For.Anyone);
        // The words alone, for whoever wants them before or without a script: they are the same for everybody.
        pages.MapGet("/agreement/text", () => Pages.Page<AgreementTextPage>(new { Texts = (IReadOnlyList<AgreementText>)[AgreementTexts.Terms, AgreementTexts.Consent] })).ReadBy(For.Anyone);
        pages.MapGet("/agreement/text/{version}", (string version) =>
            AgreementTexts.Of(version) is { } text ? Pages.Page<AgreementTextPage>(new { Texts = (IReadOnlyList<AgreementText>)[text] }) : Pages.NotFound).ReadBy(For.Anyone);
        pages.MapGet("/join", () => Pages.Page<JoinCodePage>(new { })).ReadBy(For.Anyone);
        pages.MapPost("/fragments/join", FindAsync).ReadBy(For.Anyone).RequireRateLimiting(SignInSetup.RateLimit);
        pages.MapPost("/fragments/join/{invitationId}", LookAsync).ReadBy(For.Anyone).RequireRateLimiting(SignInSetup.RateLimit);
    }

    /// <summary>A place on this site to go back to, or null: an address of another site never comes through.</summary>
    public static string? Local(string? address) =>
        address is { Length: > 1 and < 300 } && address[0] == '/' && address[1] is not ('/' or '\\') && !address.Any(char.IsControl)
        && !address.StartsWith("/sign-in", StringComparison.Ordinal) ? address : null;

    private static async Task<IResult> LookAsync(
        string invitationId, LookAtInvitation.Request request, HttpContext http, IDocumentStore store, TimeProvider clock, CancellationToken ct)
    {
        if (!Guid.TryParse(invitationId, out var named))
            return Pages.NotFound;
        return await ShowAsync(named, request.Token, http, store, clock, ct);
    }

    /// <summary>The invitation that a code stands for; from here on the code is its token.</summary>
    private static async Task<IResult> FindAsync(FindInvitationRoute.Request request, HttpContext http, FindInvitation find, IDocumentStore store, TimeProvider clock, CancellationToken ct) =>
        await find.ByCodeAsync(request.Code, ct) is { } found
            ? await ShowAsync(found.InvitationId, request.Code, http, store, clock, ct)
            : Pages.Page<JoinRefused>(new { Slug = Platform.Commands.Refusal.NotFound.Slug });

    /// <summary>The invitation to a seat, or the one to a practice: which of them it is, its bearer need not know before.</summary>
    private static async Task<IResult> ShowAsync(Guid invitationId, string? secret, HttpContext http, IDocumentStore store, TimeProvider clock, CancellationToken ct)
    {
        var person = http.User.Person();
        var signedInAs = person is { } id ? await Practices.Names.OfPersonAsync(store, id, ct) ?? "" : null;
        var (seat, refusal) = await LookAtInvitation.ForAsync(store, invitationId, secret, person, clock.GetUtcNow(), ct);
        if (seat is not null)
            return Pages.Page<JoinForm>(new { Invitation = seat, SignedInAs = signedInAs });
        var (staff, no) = await JoinPractice.ViewAsync(store, invitationId, secret, person, clock.GetUtcNow(), ct);
        if (staff is not null)
            return Pages.Page<JoinStaffForm>(new { Invitation = staff, SignedInAs = signedInAs });
        return Pages.Page<JoinRefused>(new { Slug = refusal!.Status == StatusCodes.Status404NotFound ? no!.Slug : refusal.Slug, SignedIn = person is not null });
    }
}
