using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.AspNetCore.SignalR.Client;

namespace CoachPlatform.Benchmarks;

/// <summary>When responses were read and when frames arrived, and the time between the two.</summary>
internal sealed class Arrivals : IDisposable
{
    private readonly ConcurrentQueue<(Guid Case, long Position, long At)> answers = [];
    private readonly ConcurrentQueue<(Guid Case, long Position, long At)> frames = [];
    private readonly SemaphoreSlim framed = new(0);

    public void Answered(Guid caseId, long position) => answers.Enqueue((caseId, position, Stopwatch.GetTimestamp()));

    public void Framed(Guid caseId, long position)
    {
        frames.Enqueue((caseId, position, Stopwatch.GetTimestamp()));
        framed.Release();
    }

    /// <summary>Until each answer has its frame; an error after half a minute without any.</summary>
    public async Task AllAsync()
    {
        var watch = Stopwatch.StartNew();
        while (answers.Any(a => !frames.Any(f => f.Case == a.Case && f.Position >= a.Position)))
        {
            if (!await framed.WaitAsync(TimeSpan.FromSeconds(30)) || watch.Elapsed > TimeSpan.FromMinutes(2))
                throw new TimeoutException("Some answers were never announced.");
        }
    }

    public void Dispose() => framed.Dispose();

    /// <summary>Milliseconds from the response to the first frame that covers it; 0 for a frame that came first.</summary>
    public IReadOnlyList<double> Milliseconds() =>
    [
        .. answers.Select(a => frames.Where(f => f.Case == a.Case && f.Position >= a.Position).Min(f => f.At) - a.At)
            .Select(ticks => Math.Max(0, ticks * 1000.0 / Stopwatch.Frequency)),
    ];

    public static async Task<HubConnection> ListenAsync<TPosition>(Uri address, string hub, string cookie, Action<Guid, TPosition> framed)
    {
        var connection = new HubConnectionBuilder().WithUrl(new Uri(address, hub), options => options.Headers["Cookie"] = cookie).Build();
        connection.On("caseMoved", framed);
        await connection.StartAsync();
        return connection;
    }
}
