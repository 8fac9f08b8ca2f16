using System.Security.Claims;
using CoachPlatform.Platform.Commands;
using CoachPlatform.Practices;

namespace CoachPlatform.Platform.Http;

/// <summary>
/// Enforces <see cref="AccessAttribute"/> for every endpoint: JSON, page, fragment and hub alike. Puts the <see cref="Member"/> on the request;
/// everything behind it can rely on that.
/// </summary>
public sealed class Gatekeeper(RequestDelegate next)
{
    private static readonly string[] CaseRoutes = ["caseId", "assignmentId", "roundId", "runId"];

    public async Task InvokeAsync(HttpContext http, Memberships memberships)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<AccessAttribute>() is not { } access)
        {
            // Only routing's own answers (wrong method, wrong content type) declare nothing; anything else would be a door left open.
            await (http.GetEndpoint() is RouteEndpoint ? http.RefuseAsync(Refusal.NotFound) : next(http));
            return;
        }

        if (access.Who != For.Anyone && await PlaceAsync(http, access.Who, memberships) is { } refusal)
        {
            await http.RefuseAsync(refusal);
            return;
        }

        await next(http);
    }

    private static async Task<Refusal?> PlaceAsync(HttpContext http, For who, Memberships memberships)
    {
        if (http.User.Person() is not { } person)
            return new Refusal(401, "sign-in", "Please sign in first.");
        var signIn = http.User.SignIn();
        if (who == For.SignedIn)
            return http.Take(new Member(person, signIn));
        var named = CaseRoutes.FirstOrDefault(http.Request.RouteValues.ContainsKey);
        if (named is null)
            return Choose(http, who, await memberships.OfAsync(person, signIn, http.RequestAborted));
        return Guid.TryParse(http.Request.RouteValues[named] as string, out var id)
            ? Choose(http, who, await memberships.InCaseAsync(person, signIn, named, id, http.RequestAborted))
            : Refusal.NotFound;
    }

    private static Refusal? Choose(HttpContext http, For who, IReadOnlyList<Member> places)
    {
        var fits = places.FirstOrDefault(p => Fits(who, p));
        if (fits is not null)
            return http.Take(fits);
        return who switch
        {
            For.Staff or For.Owner or For.Coach or For.Supervisor or For.Partner => Refusal.NotYourRole,
            // The coach asks for what is a partner's, or the other way round, in a case they belong to: that it exists is no secret to them.
            _ when places.Any(p => p.CaseId is not null) => Refusal.NotYourRole,
            _ => Refusal.NotFound,
        };
    }

    private static bool Fits(For who, Member place) => who switch
    {
        For.Anyone or For.SignedIn => true,
        For.Staff => place.StaffId is not null,
        For.Owner => place.StaffId is not null && place.Roles!.Contains(Role.Owner),
        For.Coach => place.StaffId is not null && place.Roles!.Contains(Role.Coach),
        For.CoachOfCase => Coaches(place),
        For.CoachOrOwnerOfCase => Coaches(place) || place.Roles?.Contains(Role.Owner) == true,
        For.OwnerOfCase => place.Roles?.Contains(Role.Owner) == true,
        For.Supervisor => place.Roles?.Contains(Role.Supervisor) == true,
        For.SupervisorOfCase => place.ReadsAlong,
        For.Partner or For.PartnerOfCase => place.Seat is not null,
        For.MemberOfCase => place.Seat is not null || Coaches(place),
        For.ReaderOfCase => place.CaseId is not null,
    };

    private static bool Coaches(Member place) => place is { StaffId: not null, CaseId: not null, ReadsAlong: false };
}

public static class MemberOnRequest
{
    private static readonly object Key = new();

    /// <summary>Who is asking. Only behind an endpoint that is not for anyone.</summary>
    public static Member Member(this HttpContext http) =>
        (Member?)http.Items[Key] ?? throw new InvalidOperationException("This endpoint declares no access that gives a member.");

    public static Member? MemberOrNull(this HttpContext http) => (Member?)http.Items[Key];

    internal static Refusal? Take(this HttpContext http, Member member)
    {
        http.Items[Key] = member;
        return null;
    }

    public static Guid? Person(this ClaimsPrincipal user) =>
        user.Identity?.IsAuthenticated == true && Guid.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), out var id) ? id : null;

    public static Guid SignIn(this ClaimsPrincipal user) => Guid.TryParse(user.FindFirstValue("sid"), out var id) ? id : Guid.Empty;
}
