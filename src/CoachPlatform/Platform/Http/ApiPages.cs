using Microsoft.OpenApi;
using Scalar.AspNetCore;

namespace CoachPlatform.Platform.Http;

/// <summary>The contract for programs: <c>/openapi/v1.json</c>, and a page to read and try it at <c>/api-docs</c>.</summary>
internal static class ApiPages
{
    private const string About = """
        JSON in camel case over a cookie session (POST /api/sign-in). Every refusal is problem details (RFC 9457) whose type is /problems/{slug}; field errors stand in
        errors, by field. Writes marked with Idempotency-Key take 1 to 200 characters: the same key and body give the first successful response, another body under it is 422.
        Writes from other sites are refused. What does not exist and what is not yours answer with the same 404.
        """;

    public static void AddApiPages(this IServiceCollection services) => services.AddOpenApi(options =>
    {
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info.Title = "CoachPlatform";
            document.Info.Version = "1";
            document.Info.Description = About;
            document.Servers = [];
            return Task.CompletedTask;
        });
        options.AddSchemaTransformer<WordSchemas>();
        options.AddOperationTransformer((operation, context, _) =>
        {
            var metadata = context.Description.ActionDescriptor.EndpointMetadata;
            if (metadata.OfType<OnceAttribute>().Any())
                (operation.Parameters ??= []).Add(new OpenApiParameter
                {
                    Name = "Idempotency-Key",
                    In = ParameterLocation.Header,
                    Required = true,
                    Description = "1 to 200 characters, new for each intent and the same for each repeat of it.",
                    Schema = new OpenApiSchema { Type = JsonSchemaType.String, MinLength = 1, MaxLength = 200 },
                });
            if (metadata.OfType<AccessAttribute>().FirstOrDefault() is { } access)
                operation.Extensions = new Dictionary<string, IOpenApiExtension>(operation.Extensions ?? new Dictionary<string, IOpenApiExtension>())
                {
                    ["x-for"] = new JsonNodeExtension(access.Who.ToString()),
                };
            operation.Responses ??= [];
            foreach (var (status, words) in Refused(metadata.OfType<AccessAttribute>().FirstOrDefault()?.Who ?? For.Anyone))
                operation.Responses.TryAdd(status, new OpenApiResponse { Description = words });
            return Task.CompletedTask;
        });
    });

    private static IEnumerable<(string Status, string Words)> Refused(For who)
    {
        if (who != For.Anyone)
        {
            yield return ("401", "sign-in: there is no session");
            yield return ("403", "not-your-role, or cross-site");
            yield return ("404", "not-found: it does not exist, or it is not yours; the bytes are the same");
        }

        yield return ("503", "try-later: the database is away; see Retry-After");
    }

    public static void MapApiPages(this WebApplication app)
    {
        app.MapOpenApi().WithMetadata(new AccessAttribute(For.Anyone));
        app.MapScalarApiReference("/api-docs", scalar => scalar.Title = "CoachPlatform").WithMetadata(new AccessAttribute(For.Anyone));
    }
}
