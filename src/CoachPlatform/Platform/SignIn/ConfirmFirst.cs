using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Http;

namespace CoachPlatform.Platform.SignIn;

/// <summary>An endpoint for those only who have confirmed within the last ten minutes that it is them; others get 403 <c>confirm-first</c>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ConfirmFirstAttribute : Attribute
{
    /// <summary>For a file that a page links to: where a browser is led back to once its person has confirmed. Programs get the refusal.</summary>
    public string? Page { get; init; }
}

/// <summary>A page that shows a person's own words: on a device that was left alone, it shows them once the person has confirmed that it is them.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OwnWordsAttribute : Attribute;

/// <summary>Enforces <see cref="ConfirmFirstAttribute"/> and <see cref="OwnWordsAttribute"/>, behind the gatekeeper: whoever may not ask at all is not asked to confirm.</summary>
internal sealed class ConfirmGate(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext http, Confirmed confirmed, Sessions sessions)
    {
        if (await RefusalAsync(http, confirmed, sessions) is { } refusal)
            await RefuseAsync(http, refusal);
        else
            await next(http);
    }

    private static Task RefuseAsync(HttpContext http, Refusal refusal)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<ConfirmFirstAttribute>()?.Page is not { } page || !http.AcceptsPage())
            return http.RefuseAsync(refusal);
        http.Response.Redirect($"/confirm?returnTo={Uri.EscapeDataString(page)}");
        return Task.CompletedTask;
    }

    private static async Task<Refusal?> RefusalAsync(HttpContext http, Confirmed confirmed, Sessions sessions)
    {
        var endpoint = http.GetEndpoint()?.Metadata;
        if (endpoint?.GetMetadata<ConfirmFirstAttribute>() is not null)
            return await confirmed.RefusalAsync(http);
        return endpoint?.GetMetadata<OwnWordsAttribute>() is not null && await sessions.AsksAsync(http) ? Confirmed.StillYou : null;
    }
}
