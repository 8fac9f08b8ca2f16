using System.Diagnostics;

namespace CoachPlatform.Benchmarks;

/// <summary>Sends requests to a server: as fast as a number of clients can, or at an even rate.</summary>
internal static class Load
{
    /// <summary>Requests per second over all work, split evenly among the workers; each worker sends in order.</summary>
    public static async Task<double> ClosedAsync(IReadOnlyList<Func<Task>> work, int workers)
    {
        var share = Enumerable.Range(0, workers).Select(w => work.Where((_, i) => i % workers == w).ToArray()).ToArray();
        GC.Collect();
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(share.Select(mine => Task.Run(async () =>
        {
            foreach (var send in mine)
                await send();
        })));
        return work.Count / watch.Elapsed.TotalSeconds;
    }

    /// <summary>Starts the work at an even rate, whatever the server does; ends when all has been answered.</summary>
    public static async Task PacedAsync(IReadOnlyList<Func<Task>> work, double perSecond)
    {
        GC.Collect();
        var running = new List<Task>();
        var watch = Stopwatch.StartNew();
        using var clock = new PeriodicTimer(TimeSpan.FromMilliseconds(1));
        do
        {
            while (running.Count < work.Count && running.Count / perSecond <= watch.Elapsed.TotalSeconds)
                running.Add(Task.Run(work[running.Count]));
        }
        while (running.Count < work.Count && await clock.WaitForNextTickAsync());

        await Task.WhenAll(running);
    }
}
