using System.Text.Json;
using CoachPlatform.Platform.Commands;
using CoachPlatform.Web.Shared;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CoachPlatform.Platform.Http;

public static class Problems
{
    /// <summary>Writes a refusal as problem details, or, to a browser that asked for a page, as a page.</summary>
    public static async Task RefuseAsync(this HttpContext http, Refusal refusal)
    {
        if (http.WantsPage())
        {
            await http.RefusePageAsync(refusal);
            return;
        }

        http.Response.StatusCode = refusal.Status;
        http.Response.Headers.CacheControl = "no-store";
        await http.Response.WriteAsJsonAsync(refusal.ToProblem(), JsonSerializerOptions.Web, "application/problem+json", http.RequestAborted);
    }

    /// <summary>Sign-in leads back here, and so does showing that it is still oneself; everything else is a page that depends on the status alone.</summary>
    internal static Task RefusePageAsync(this HttpContext http, Refusal refusal)
    {
        if (refusal.Status == 401)
        {
            http.Response.Redirect($"/sign-in?returnTo={Uri.EscapeDataString(http.Request.Path + http.Request.QueryString)}");
            return Task.CompletedTask;
        }

        if (refusal.Slug == SignIn.Confirmed.First.Slug)
        {
            http.Response.Redirect($"/confirm?returnTo={Uri.EscapeDataString(http.Request.Path + http.Request.QueryString)}");
            return Task.CompletedTask;
        }

        http.Response.Headers.CacheControl = "no-store";
        return new RazorComponentResult<RefusalPage>(new { refusal.Status }) { StatusCode = refusal.Status, PreventStreamingRendering = true }.ExecuteAsync(http);
    }

    /// <summary>Whether a person with a browser is asking for a whole page, rather than a program or a page's own module.</summary>
    public static bool WantsPage(this HttpContext http) =>
        HttpMethods.IsGet(http.Request.Method)
        && !http.Request.Path.StartsWithSegments("/api") && !http.Request.Path.StartsWithSegments("/fragments") && !http.Request.Path.StartsWithSegments("/hubs")
        && http.AcceptsPage();

    internal static bool AcceptsPage(this HttpContext http) => http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal);
}
