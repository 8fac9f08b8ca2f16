namespace CoachPlatform.Platform.Http;

/// <summary>
/// A page's script sends its forms as JSON. Where it never came the browser sends the form itself, and whoever pressed the button gets a page that
/// says what happened instead of a problem for programs. No form is taken in that way.
/// </summary>
internal sealed class NativeForms(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext http) =>
        HttpMethods.IsPost(http.Request.Method) && http.Request.HasFormContentType && http.AcceptsPage() ? http.RefusePageAsync(Edge.SendJson) : next(http);
}
