namespace CoachPlatform.Platform;

/// <summary>
/// Looks again and again for what has come due, from the moment the application is ready until it stops. A look that fails is put in the log by its kind
/// alone, and the next one is taken all the same.
/// </summary>
/// <param name="every">Between one look and the next.</param>
public abstract partial class Watch(TimeSpan every, Readiness readiness, TimeProvider clock, ILogger log) : BackgroundService
{
    protected TimeProvider Clock { get; } = clock;

    /// <summary>One look. Taken twice, or on two nodes, the same comes of it.</summary>
    public abstract Task LookAsync(CancellationToken ct);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(every, Clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await TryLookAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The application stops.
        }
    }

    private async Task TryLookAsync(CancellationToken ct)
    {
        try
        {
            if (readiness.WaitsFor is null)
                await LookAsync(ct);
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            NotLooked(log, GetType().Name, e.GetType().Name);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Watch} could not look: {Problem}. It looks again.")]
    private static partial void NotLooked(ILogger log, string watch, string problem);
}
