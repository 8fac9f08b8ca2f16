using CoachPlatform.Platform.Http;
using JasperFx.Events.Projections;
using Marten;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;

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
        services.AddSingleton<HubRights>();
        services.AddSingleton<EndedRights>();
        services.AddHostedService(provider => provider.GetRequiredService<EndedRights>());
        services.AddSingleton<OpenConnections>();
        services.AddHostedService(provider => provider.GetRequiredService<OpenConnections>());
        services.AddSignalR(hubs =>
        {
            hubs.StatefulReconnectBufferSize = 0;
            hubs.AddFilter<OpenConnections>();
        });
        services.AddSingleton<Pusher>();
        services.AddHostedService(provider => provider.GetRequiredService<Pusher>());
        services.AddSingleton<AppendSignal>();
        services.AddHostedService(provider => provider.GetRequiredService<AppendSignal>());
    }

    // A page that is in use has a fresher cookie by then, and connects again with it.
    private static void EndWithTheSession(HttpConnectionDispatcherOptions connections) => connections.CloseOnAuthenticationExpiration = true;

    public static void MapLive(this IEndpointRouteBuilder app)
    {
        app.MapHub<CoachHub>("/hubs/coach", EndWithTheSession).WithMetadata(new AccessAttribute(For.Coach));
        app.MapHub<CoupleHub>("/hubs/couple", EndWithTheSession).WithMetadata(new AccessAttribute(For.Partner));
    }
}
