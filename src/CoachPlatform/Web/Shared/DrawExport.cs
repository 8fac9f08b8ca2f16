using CoachPlatform.Privacy;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace CoachPlatform.Web.Shared;

/// <summary>Draws an export with a component, as pages are drawn, apart from any request.</summary>
internal sealed class DrawExport(IServiceScopeFactory scopes, ILoggerFactory logs) : IDrawExport
{
    public async Task<string> HtmlAsync(ExportData data)
    {
        await using var scope = scopes.CreateAsyncScope();
        await using var renderer = new HtmlRenderer(scope.ServiceProvider, logs);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var drawn = await renderer.RenderComponentAsync<ExportDocument>(ParameterView.FromDictionary(new Dictionary<string, object?> { [nameof(ExportDocument.Data)] = data }));
            return drawn.ToHtmlString();
        });
    }
}
