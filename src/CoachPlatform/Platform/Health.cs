using CoachPlatform.Platform.Http;
using CoachPlatform.Platform.Mail;
using Npgsql;
using Wolverine.Runtime;

namespace CoachPlatform.Platform;

public static class Health
{
    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapGet("/health/live", Alive).WithMetadata(new AccessAttribute(For.Anyone)).WithSummary("The process answers");
        app.MapGet("/health/ready", ReadyAsync).WithMetadata(new AccessAttribute(For.Anyone)).WithSummary("Database, schema, projections and, where there is one, the demo practice are ready");
    }

    public static IResult Alive() => Results.Ok(new { status = "alive" });

    public static IResult WaitsFor(string what) => Results.Json(new { status = $"waiting for {what}" }, statusCode: 503);

    /// <summary>Without a mail server everything else serves; whoever watches the place is told.</summary>
    private static IResult Ready(IMailTransport mail) =>
        mail is NoTransport ? Results.Ok(new { status = "ready", mail = "no server is configured" }) : Results.Ok(new { status = "ready" });

    private static async Task<IResult> ReadyAsync(NpgsqlDataSource database, Readiness readiness, IWolverineRuntime wolverine, IMailTransport mail, CancellationToken ct)
    {
        try
        {
            await using var command = database.CreateCommand($"select count(*) from {Store.Schema}.mt_doc_case_board where false");
            await command.ExecuteScalarAsync(ct);
        }
        catch (NpgsqlException)
        {
            return WaitsFor("the database");
        }

        if (readiness.WaitsFor is { } what)
            return WaitsFor(what);
        var projecting = wolverine.Agents.AllRunningAgentUris().Any(u => u.Scheme == "event-subscriptions") || await ElsewhereAsync(database, ct);
        return projecting ? Ready(mail) : WaitsFor("the projections");
    }

    /// <summary>With several nodes another one may run the projections.</summary>
    private static async Task<bool> ElsewhereAsync(NpgsqlDataSource database, CancellationToken ct)
    {
        await using var command = database.CreateCommand("select exists (select 1 from wolverine.wolverine_node_assignments where id like 'event-subscriptions%')");
        return await command.ExecuteScalarAsync(ct) is true;
    }
}
