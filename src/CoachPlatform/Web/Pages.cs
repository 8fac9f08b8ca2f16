using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Http;
using CoachPlatform.Web.Account;
using CoachPlatform.Web.Coach;
using CoachPlatform.Web.Couple;
using CoachPlatform.Web.Mail;
using CoachPlatform.Web.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CoachPlatform.Web;

/// <summary>Pages and fragments: server-rendered components over the same reads as the JSON routes. They hold no rules.</summary>
public static class Pages
{
    public static void AddPages(this IServiceCollection services)
    {
        services.AddRazorComponents();
        services.AddSingleton<ReadCoachFrame>();
        services.AddSingleton<Privacy.IDrawExport, DrawExport>();
        services.AddSingleton<Safety.ISayQuestions, SayQuestions>();
        services.AddSingleton<ReadAccount>();
    }

    public static void MapPages(this IEndpointRouteBuilder app)
    {
        var pages = app.MapGroup("").ExcludeFromDescription();
        pages.MapCoachPages();
        pages.MapCouplePages();
        pages.MapExportPages();
        pages.MapMailPages();
        pages.MapAccountPages();
    }

    /// <summary>Declares who a page is for. A page without it does not start.</summary>
    public static TBuilder ReadBy<TBuilder>(this TBuilder endpoint, For who)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new AccessAttribute(who));

    /// <summary>Nothing here for the one who asks: the same bytes as for any unknown address.</summary>
    public static IResult NotFound { get; } = Refuse(Refusal.NotFound);

    /// <summary>A refusal as whoever asks can read it: a page, or a problem.</summary>
    public static IResult Refuse(Refusal refusal) => new Refused(refusal);

    /// <summary>Renders a component with its parameters by name.</summary>
    public static RazorComponentResult<T> Page<T>(object parameters)
        where T : IComponent => new(parameters) { PreventStreamingRendering = true };

    private sealed class Refused(Refusal refusal) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext) => httpContext.RefuseAsync(refusal);
    }
}
