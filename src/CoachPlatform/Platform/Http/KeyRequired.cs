using CoachPlatform.Platform.Commands;

namespace CoachPlatform.Platform.Http;

/// <summary>A keyed write without a usable <c>Idempotency-Key</c> is refused before anything is read.</summary>
internal sealed class KeyRequired(RequestDelegate next)
{
    private static readonly Refusal Missing = new(400, "key-required", "Send an Idempotency-Key of 1 to 200 characters. Nothing was changed.");

    public Task InvokeAsync(HttpContext http)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<OnceAttribute>() is null)
            return next(http);
        var key = http.Request.Headers["Idempotency-Key"].ToString();
        return key.Length is 0 or > 200 || string.IsNullOrWhiteSpace(key) ? http.RefuseAsync(Missing) : next(http);
    }
}
