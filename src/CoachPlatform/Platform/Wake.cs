using System.Threading.Channels;

namespace CoachPlatform.Platform;

/// <summary>Wakes whoever waits, once for however often it is called until then.</summary>
public sealed class Wake
{
    private readonly Channel<bool> calls = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Call() => calls.Writer.TryWrite(true);

    /// <summary>Until it is called, or was since the last time; at the latest after <paramref name="atMost"/>.</summary>
    public async Task WaitAsync(TimeSpan atMost, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(atMost);
        try
        {
            await calls.Reader.ReadAsync(limit.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            // Nobody called; whoever waits looks for itself.
        }
    }
}
