using CoachPlatform.Platform;
using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Http;
using CoachPlatform.Platform.SignIn;
using Npgsql;

namespace CoachPlatform.Practices;

/// <summary>What a code that was typed leads to: a seat of a case, or a place in a practice. From there on the code stands for the link's token.</summary>
public sealed class FindInvitation(NpgsqlDataSource database)
{
    public enum Kind { Seat, Staff }

    public sealed record Found(Kind Kind, Guid InvitationId);

    private const string Sql = """
        select 'Seat', id from vault.invitations where code_hash = @code
        union all
        select 'Staff', id from vault.staff_invitations where code_hash = @code
        """;

    /// <returns>Null for a code that was never given, and for what is no code at all.</returns>
    public async Task<Found?> ByCodeAsync(string? typed, CancellationToken ct)
    {
        if (OneTimeSecret.HashOfCode(typed) is not { } hash)
            return null;
        await using var command = database.CreateCommand(Sql);
        command.Parameters.Add(new NpgsqlParameter("code", hash));
        await using var rows = await command.ExecuteReaderAsync(ct);
        return await rows.ReadAsync(ct) ? new Found(Enum.Parse<Kind>(rows.GetString(0)), rows.GetGuid(1)) : null;
    }
}

public static class FindInvitationRoute
{
    public sealed record Request(string? Code);

    // Trying codes is bounded as trying passwords is: per address, and the code is hashed anew at each trial.
    public static void MapFindInvitation(this IEndpointRouteBuilder app) =>
        app.MapPost("/api/invitations/find", async (Request request, FindInvitation find, CancellationToken ct) =>
                await find.ByCodeAsync(request.Code, ct) is { } found ? Results.Ok(found) : Refusal.NotFound.ToResult())
            .WithMetadata(new AccessAttribute(For.Anyone)).RequireRateLimiting(SignInSetup.RateLimit)
            .WithSummary("The invitation that a typed code stands for").Produces<FindInvitation.Found>().ProducesProblem(404).ProducesProblem(429);
}
