using CoachPlatform.Platform.Http;

namespace CoachPlatform.Platform.SignIn;

/// <summary>Whoever signs in after a reset of their password reads that first, whatever page they asked for. Programs are not held up by it.</summary>
internal sealed class ResetNotice(RequestDelegate next)
{
    private const string Page = "/account/reset";

    public Task InvokeAsync(HttpContext http)
    {
        if (http.MemberOrNull() is null || !http.User.HasClaim(c => c.Type == SignIns.ResetClaim) || !http.WantsPage() || http.Request.Path == Page)
            return next(http);
        http.Response.Redirect($"{Page}?returnTo={Uri.EscapeDataString(http.Request.Path + http.Request.QueryString)}");
        return Task.CompletedTask;
    }
}
