using System.Text.Json;
using CoachPlatform.Cases;
using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.SignIn;
using CoachPlatform.Web;
using Microsoft.AspNetCore.Mvc;

namespace CoachPlatform.Platform.Http;

/// <summary>What every request meets before any endpoint: errors without detail, headers, the cross-site check, the session, the gatekeeper.</summary>
public static class Edge
{
    public const long LargestBody = 2 * 1024 * 1024;

    internal static readonly Refusal SendJson = new(415, "malformed", "Send JSON. Nothing was changed.");

    public static void AddEdge(this WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestBody;
        });
        builder.AddProxies();
        var services = builder.Services;
        services.AddSingleton<Memberships>();
        services.AddProblemDetails(problems => problems.CustomizeProblemDetails = context => Rename(context.ProblemDetails));
        services.AddExceptionHandler<Failures>();
        // What cannot be bound meets the same problem details everywhere, instead of an empty 400.
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        services.ConfigureHttpJsonOptions(json =>
        {
            // Seats are called A and B everywhere; every other word is camel case. A number is no word: it could name a seat that does not exist.
            json.SerializerOptions.Converters.Add(new OneWord(naming: null).CreateConverter(typeof(Seat), json.SerializerOptions));
            json.SerializerOptions.Converters.Add(new OneWord(JsonNamingPolicy.CamelCase));
        });
    }

    public static void UseEdge(this WebApplication app)
    {
        app.UseForwardedHeaders();
        app.UseExceptionHandler();
        app.UseMiddleware<Headers>();
        app.UseStatusCodePages(context => context.HttpContext.RefuseAsync(Said(context.HttpContext.Response.StatusCode)));
        app.UseClientFiles();
        app.UseMiddleware<JsonBodies>();
        app.UseRouting();
        app.UseMiddleware<SameSite>();
        app.UseMiddleware<NativeForms>();
        app.UseAuthentication();
        app.UseRateLimiter();
        app.UseMiddleware<Gatekeeper>();
        app.UseMiddleware<ConfirmGate>();
        app.UseMiddleware<ResetNotice>();
        app.UseMiddleware<KeyRequired>();
        app.UseAuthorization();
    }

    /// <summary>
    /// An address that nothing answers gives the same bytes as something that is not for the one who asks. Routing also sends here what an
    /// endpoint cannot take because it is no JSON; that is said, for whichever address.
    /// </summary>
    public static void MapNothing(this WebApplication app) =>
        app.MapFallback(http => http.RefuseAsync(http.Request.ContentType is null || http.Request.HasJsonContentType() ? Refusal.NotFound : SendJson)).WithMetadata(new AccessAttribute(For.Anyone)).ExcludeFromDescription();

    /// <summary>What the frameworks refuse with a number alone is said in words.</summary>
    private static Refusal Said(int status) => status switch
    {
        404 => Refusal.NotFound,
        405 => new Refusal(405, "wrong-method", "This address takes another method. Nothing was changed."),
        406 => new Refusal(406, "json-alone", "This gives JSON and nothing else. Nothing was changed."),
        415 => SendJson,
        _ => new Refusal(status, status < 500 ? "malformed" : "failed", "This could not be taken. Nothing was changed."),
    };

    /// <summary>The frameworks' own problems, in the words and with the types of this contract.</summary>
    private static void Rename(ProblemDetails problem)
    {
        problem.Extensions.Remove("traceId");
        if (problem.Type?.StartsWith("/problems/", StringComparison.Ordinal) == true)
            return;
        var (slug, detail) = problem.Status switch
        {
            400 => ("malformed", "This could not be read. Nothing was changed."),
            404 => ("not-found", Refusal.NotFound.Detail),
            409 => ("moved-on", Refusal.MovedOn.Detail),
            413 => ("too-large", "This is too large to be taken in one piece. Nothing was changed."),
            415 => (SendJson.Slug, SendJson.Detail),
            422 => ("key-reused", "This Idempotency-Key has been used for something else. Nothing was changed; use a new key."),
            503 => ("try-later", "We cannot reach our database just now. Nothing was changed; please try again."),
            _ => ("failed", "Something went wrong on our side. Nothing was changed; please try again."),
        };
        problem.Type = $"/problems/{slug}";
        problem.Title = slug;
        problem.Detail = detail;
        problem.Instance = null;
        problem.Extensions.Clear();
    }
}
