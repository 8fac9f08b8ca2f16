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
        var person = http.User.Person();
        var (view, refusal) = await LookAtInvitation.ForAsync(store, named, request.Token, person, clock.GetUtcNow(), ct);
        if (view is null)
            return Pages.Page<JoinRefused>(new { Slug = refusal!.Slug, SignedIn = person is not null });
        var signedInAs = person is { } id ? await Names.OfPersonAsync(store, id, ct) ?? "" : null;
        return Pages.Page<JoinForm>(new { Invitation = view, SignedInAs = signedInAs });
    }
}
