using CoachPlatform.IntegrationTests.Platform;
using CoachPlatform.IntegrationTests.Support;
using CoachPlatform.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace CoachPlatform.IntegrationTests.Journeys;

/// <summary>The application with the demo practice in it: several couples with weeks behind them.</summary>
public sealed class DemoApp(TestPostgres postgres) : IAsyncLifetime
{
    public const string Coach = "coach@demo.example";

    public const string Password = "demo-couples-2026";

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    public CoachApp App { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        App = await CoachApp.StartAsync(postgres, "screens", ("Coach:Demo", "true"));
        var readiness = App.Inside.GetRequiredService<Readiness>();
        using var limit = new CancellationTokenSource(Longest);
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (readiness.WaitsFor is not null)
            await look.WaitForNextTickAsync(limit.Token);
    }

    public ValueTask DisposeAsync() => App.DisposeAsync();
}
