using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.EmbeddedPostgres;
using CoachPlatform.Platform.Http;

namespace CoachPlatform.Platform;

/// <summary>
/// Answers in the application's place while its database cannot be used yet: alive, not ready, and 503 to everything else. The application itself
/// never runs on a schema it does not know.
/// </summary>
internal static class WaitingRoom
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(1);
    private static readonly Refusal TryLater = new(503, "try-later", "We are not ready yet. Nothing was changed; please try again.");

    /// <summary>Returns as soon as <paramref name="lacks"/> gives null.</summary>
    /// <exception cref="StartRefused">The process was asked to stop meanwhile.</exception>
    public static async Task UntilAsync(IConfiguration configuration, TimeProvider clock, Func<CancellationToken, Task<string?>> lacks, CancellationToken ct)
    {
        if (await lacks(ct) is not { } first)
            return;
        var waitsFor = first;
        await using var room = Build(configuration, () => waitsFor);
        await room.StartAsync(ct);
        using var stopped = CancellationTokenSource.CreateLinkedTokenSource(ct, room.Lifetime.ApplicationStopping);
        await Console.Error.WriteLineAsync($"Waiting for {waitsFor}.");
        using var timer = new PeriodicTimer(Between, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stopped.Token))
            {
                if (await lacks(stopped.Token) is not { } now)
                    break;
                if (now != waitsFor)
                    await Console.Error.WriteLineAsync($"Waiting for {now}.");
                waitsFor = now;
            }
        }
        catch (OperationCanceledException) when (stopped.IsCancellationRequested)
        {
            throw new StartRefused(StartRefusal.Stopped, $"Stopped while waiting for {waitsFor}.");
        }

        await room.StopAsync(ct);
    }

    private static WebApplication Build(IConfiguration configuration, Func<string> waitsFor)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions());
        builder.Configuration.AddConfiguration(configuration);
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        var room = builder.Build();
        room.MapGet("/health/live", Health.Alive);
        room.MapGet("/health/ready", () => Health.WaitsFor(waitsFor()));
        room.MapFallback(http =>
        {
            http.Response.Headers.RetryAfter = "5";
            return http.RefuseAsync(TryLater);
        });
        return room;
    }
}
