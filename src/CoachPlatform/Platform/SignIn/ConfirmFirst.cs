using CoachPlatform.Platform.Http;

namespace CoachPlatform.Platform.SignIn;

/// <summary>An endpoint for those only who have confirmed within the last ten minutes that it is them; others get 403 <c>confirm-first</c>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ConfirmFirstAttribute : Attribute;

/// <summary>Enforces <see cref="ConfirmFirstAttribute"/>, behind the gatekeeper: whoever may not ask at all is not asked to confirm.</summary>
internal sealed class ConfirmGate(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext http, Confirmed confirmed)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<ConfirmFirstAttribute>() is not null && await confirmed.RefusalAsync(http) is { } refusal)
        {
            await http.RefuseAsync(refusal);
            return;
        }

        await next(http);
    }
}
