using Microsoft.Net.Http.Headers;

namespace CoachPlatform.Platform.Http;

/// <summary>
/// JSON is UTF-8, whatever its sender calls it. The two frameworks behind this door read a content type each in their own way: one by its very letters,
/// the other failing at a charset that it has never heard of. Both get it here as they know it.
/// </summary>
internal sealed class JsonBodies(RequestDelegate next)
{
    public const string Json = "application/json";

    public Task InvokeAsync(HttpContext http)
    {
        var request = http.Request;
        if (request.ContentType is null || !MediaTypeHeaderValue.TryParse(request.ContentType, out var type))
            return next(http);
        if (type.Charset.HasValue && !type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase) && !type.Charset.Equals("\"utf-8\"", StringComparison.OrdinalIgnoreCase))
            return request.HasJsonContentType() ? http.RefuseAsync(Edge.SendJson) : next(http);
        if (type.MediaType.Equals(Json, StringComparison.OrdinalIgnoreCase))
            request.ContentType = Json;
        return next(http);
    }
}
