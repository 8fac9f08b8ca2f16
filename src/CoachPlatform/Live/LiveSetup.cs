using CoachPlatform.Platform.Http;
using JasperFx.Events.Projections;
using Marten;

namespace CoachPlatform.Live;

public static class LiveSetup
{
    public static void AddLive(this StoreOptions options)
    {
        options.Projections.Add(new CaseProgress(), ProjectionLifecycle.Async, "case-progress", o =>
        {
            o.DeleteViewTypeOnTeardown<CaseBoard>();
            o.DeleteViewTypeOnTeardown<RoundFeed>();
        });
        options.Schema.For<CaseBoard>().DocumentAlias("case_board").Duplicate(b => b.Coach, pgType: "uuid");
        options.Schema.For<RoundFeed>().DocumentAlias("round_feed");
    }

    public static void AddLive(this IServiceCollection services)
    {
        services.AddSignalR(hubs => hubs.StatefulReconnectBufferSize = 0);
        services.AddSingleton<Pusher>();
        services.AddHostedService(provider => provider.GetRequiredService<Pusher>());
        services.AddSingleton<AppendSignal>();
        services.AddHostedService(provider => provider.GetRequiredService<AppendSignal>());
    }

    public static void MapLive(this IEndpointRouteBuilder app)
    {
        app.MapHub<CoachHub>("/hubs/coach").WithMetadata(new AccessAttribute(For.Staff));
        app.MapHub<CoupleHub>("/hubs/couple").WithMetadata(new AccessAttribute(For.Partner));
    }
}
