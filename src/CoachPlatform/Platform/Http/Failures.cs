using System.Net.Sockets;
using CoachPlatform.Platform.Commands;
using JasperFx;
using Microsoft.AspNetCore.Diagnostics;
using Npgsql;

namespace CoachPlatform.Platform.Http;

/// <summary>Unexpected failures: a database that is away is 503, a race that no lock prevented is 409, the rest is 500. None of them says more.</summary>
internal sealed partial class Failures(ILogger<Failures> log) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        var refusal = exception switch
        {
            BadHttpRequestException { StatusCode: 413 } => new Refusal(413, "too-large", "This is too large to be taken in one piece. Nothing was changed."),
            BadHttpRequestException or System.Text.Json.JsonException => new Refusal(400, "malformed", "This could not be read. Nothing was changed."),
            ConcurrencyException => Refusal.MovedOn,
            _ when LostRace(exception) => Refusal.MovedOn,
            _ when DatabaseAway(exception) => new Refusal(503, "try-later", "We cannot reach our database just now. Nothing was changed; please try again."),
            _ => new Refusal(500, "failed", "Something went wrong on our side. Nothing was changed; please try again."),
        };
        if (refusal.Status >= 500)
            Failed(log, httpContext.Request.Method, httpContext.GetEndpoint()?.DisplayName ?? "?", exception.GetType().Name, refusal.Status == 500 ? exception.StackTrace : null);
        if (refusal.Status == 503)
            httpContext.Response.Headers.RetryAfter = "5";
        await httpContext.RefuseAsync(refusal);
        return true;
    }

    public static bool DatabaseAway(Exception exception) => exception switch
    {
        PostgresException postgres => postgres.SqlState.StartsWith("57P", StringComparison.Ordinal) || postgres.SqlState is "53100" or "53300" or "08006",
        NpgsqlException or SocketException or TimeoutException => true,
        { InnerException: { } inner } => DatabaseAway(inner),
        _ => false,
    };

    /// <summary>PostgreSQL could not put two transactions in an order, or broke a deadlock: repeating it is all that is needed.</summary>
    public static bool LostRace(Exception exception) =>
        exception is PostgresException { SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected }
        || (exception.InnerException is { } inner && LostRace(inner));

    // The message of an exception may quote what a person wrote; its kind and place do not.
    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Endpoint} failed: {Kind}\n{Stack}")]
    private static partial void Failed(ILogger log, string method, string endpoint, string kind, string? stack);
}
