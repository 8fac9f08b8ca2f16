using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace CoachPlatform.Platform.Http;

/// <summary>The words of each enum in the contract. A converter of our own says nothing about itself there, so they are written down for it.</summary>
internal sealed class WordSchemas : IOpenApiSchemaTransformer
{
    public async Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        if (OneWord.Listed(context.JsonTypeInfo.Type, context.JsonTypeInfo.Options) is { } words)
            schema.Enum = words;
        else if (context.JsonTypeInfo is { ElementType: { IsEnum: true } values, Kind: JsonTypeInfoKind.Dictionary })
            schema.AdditionalProperties = await context.GetOrCreateSchemaAsync(values, null, cancellationToken);
        else if (context.JsonTypeInfo.ElementType is { IsEnum: true } items)
            schema.Items = await context.GetOrCreateSchemaAsync(items, null, cancellationToken);
    }
}
