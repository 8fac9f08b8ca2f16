using CoachPlatform.Live;
using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Http;
using CoachPlatform.Practices;
using CoachPlatform.Vault;
using Marten;
using Microsoft.AspNetCore.Authentication;

namespace CoachPlatform.Platform.SignIn;

public static class SignInEndpoints
{
    public sealed record Credentials(string? Email, string? Password);

    /// <param name="Seats">The cases in which this person sits, and in which seat.</param>
    /// <param name="Roles">By practice.</param>
    public sealed record Me(Guid PersonId, string? Name, IReadOnlyList<MySeat> Seats, IReadOnlyList<MyRoles> Roles);

    public sealed record MySeat(Guid CaseId, Cases.Seat Seat);

    public sealed record MyRoles(string Practice, IReadOnlyList<Role> Roles);

    public sealed record DraftKey(string Key);

    public static void MapSignIn(this IEndpointRouteBuilder app)
    {
        app.MapPost("/api/sign-in", SignInAsync).WithMetadata(new AccessAttribute(For.Anyone)).RequireRateLimiting(SignInSetup.RateLimit)
            .WithSummary("Start a session").Produces(204).ProducesProblem(401).ProducesProblem(429);
        app.MapPost("/api/sign-out", (Delegate)SignOutAsync).WithMetadata(new AccessAttribute(For.Anyone)).WithSummary("End the session").Produces(204);
        app.MapGet("/api/me", MeAsync).WithMetadata(new AccessAttribute(For.SignedIn)).WithSummary("Who I am, my seats, my roles").Produces<Me>();
        app.MapGet("/api/my/draft-key", DraftKeyAsync).WithMetadata(new AccessAttribute(For.SignedIn))
            .WithSummary("The key of my own drafts, for this device to hold in memory").Produces<DraftKey>();
        app.MapConfirm();
        app.MapSecondStepSignIn();
        app.MapMySessions();
        app.MapMyAccount();
        app.MapMySecondStep();
    }

    private static async Task<IResult> SignInAsync(Credentials credentials, HttpContext http, SignIns signIns, ShortTokens tokens)
    {
        if (await signIns.CheckAsync(credentials.Email, credentials.Password) is not { } account)
            return new Refusal(401, "not-signed-in", "That did not fit. Please check both and try again.").ToResult();
        if (account.SecondStep is not null)
            return SecondStepSignIn.Asked(account, tokens).ToResult();
        await signIns.SignInAsync(http, account, http.Now());
        return Results.NoContent();
    }

    private static async Task<IResult> SignOutAsync(HttpContext http, Sessions sessions, OpenConnections connections)
    {
        await http.SignOutAsync(SignIns.Scheme);
        if (http.User.Person() is { } person)
        {
            connections.End(http.User.SignIn());
            await TryEndAsync(sessions, person, http.User.SignIn());
        }

        http.Response.Headers["Clear-Site-Data"] = "\"cache\"";
        return Results.NoContent();
    }

    private static async Task TryEndAsync(Sessions sessions, Guid person, Guid signIn)
    {
        try
        {
            // Also when the browser has gone on meanwhile.
            await sessions.EndAsync(person, signIn, CancellationToken.None);
        }
        catch (Exception e) when (e is Npgsql.NpgsqlException or Marten.Exceptions.MartenCommandException or System.Net.Sockets.SocketException or TimeoutException)
        {
            // The database is away. This browser is signed out all the same; a copy of its cookie ends by itself.
        }
    }

    private static async Task<IResult> MeAsync(HttpContext http, Memberships memberships, IDocumentStore store, CancellationToken ct)
    {
        var me = http.Member();
        var places = await memberships.OfAsync(me.PersonId, me.SignIn, ct);
        return Results.Ok(new Me(
            me.PersonId,
            await Names.OfPersonAsync(store, me.PersonId, ct),
            [.. places.Where(p => p.Seat is not null).Select(p => new MySeat(p.CaseId!.Value, p.Seat!.Value))],
            [.. places.Where(p => p.StaffId is not null).Select(p => new MyRoles(p.Tenant!, p.Roles!))]));
    }

    private static async Task<IResult> DraftKeyAsync(HttpContext http, IDocumentStore store, KeyRing ring, CancellationToken ct)
    {
        await using var session = store.QuerySession();
        var account = await session.LoadAsync<Account>(http.Member().PersonId, ct);
        var rows = await new KeyRows(session).ReadAsync([account!.DraftKeyId], ct);
        http.Response.Headers.CacheControl = "no-store";
        return rows.TryGetValue(account.DraftKeyId, out var row) ? Results.Ok(new DraftKey(ring.DraftKey(row))) : Refusal.NotFound.ToResult();
    }
}
