using System.Threading.Channels;
using Microsoft.AspNetCore.SignalR.Client;

namespace CoachPlatform.IntegrationTests.Support;

/// <summary>The frames that one connection receives, in order. Waiting for a position ends with it, or with the test.</summary>
public sealed class Frames : IAsyncDisposable
{
    private readonly HubConnection connection;
    private readonly Channel<(Guid CaseId, long Position)> received = Channel.CreateUnbounded<(Guid, long)>();

    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Frames(HubConnection connection) => this.connection = connection;

    public HubConnection Connection => connection;

    public static async Task<Frames> OfAsync(Client client, string hub, CoachApp? node = null)
    {
        var frames = new Frames(client.Connect(hub, node));
        frames.connection.Closed += _ =>
        {
            frames.ended.TrySetResult();
            return Task.CompletedTask;
        };
        frames.connection.On<Guid, long>("caseMoved", (caseId, position) => frames.received.Writer.TryWrite((caseId, position)));
        await frames.connection.StartAsync();
        return frames;
    }

    /// <summary>Until the server has ended the connection.</summary>
    public Task EndedAsync() => ended.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

    /// <summary>A call that comes back says that the connection was there all the time: an end would have come first.</summary>
    public Task StillThereAsync() => connection.InvokeAsync("catchUp", new Dictionary<Guid, long>(), TestContext.Current.CancellationToken);

    /// <summary>The first frame of the case at or beyond a position.</summary>
    public async Task<long> UntilAsync(Guid caseId, long position)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        await foreach (var frame in received.Reader.ReadAllAsync(limit.Token))
            if (frame.CaseId == caseId && frame.Position >= position)
                return frame.Position;
        throw new InvalidOperationException("The connection ended.");
    }

    /// <summary>Everything that arrived before the first frame of the case at or beyond a position: frames of one connection come in order.</summary>
    public async Task<IReadOnlyList<(Guid CaseId, long Position)>> BeforeAsync(Guid caseId, long position)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        var before = new List<(Guid CaseId, long Position)>();
        await foreach (var frame in received.Reader.ReadAllAsync(limit.Token))
        {
            if (frame.CaseId == caseId && frame.Position >= position)
                return before;
            before.Add(frame);
        }

        throw new InvalidOperationException("The connection ended.");
    }

    /// <summary>Frames that have arrived and were not waited for.</summary>
    public IReadOnlyList<(Guid CaseId, long Position)> Left()
    {
        var frames = new List<(Guid, long)>();
        while (received.Reader.TryRead(out var frame))
            frames.Add(frame);
        return frames;
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();
}
