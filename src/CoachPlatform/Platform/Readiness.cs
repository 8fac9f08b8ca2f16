namespace CoachPlatform.Platform;

/// <summary>What the application itself still has to do before <c>/health/ready</c> may say so.</summary>
public sealed class Readiness
{
    private readonly TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile string? waitsFor;

    /// <summary>In a few words; null when nothing is left to do.</summary>
    public string? WaitsFor => waitsFor;

    /// <summary>Completes once whatever was waited for is done or given up. Nobody waits on an application that had nothing to do.</summary>
    public Task Over => done.Task;

    public void WaitFor(string what) => waitsFor = what;

    public void Done()
    {
        waitsFor = null;
        done.TrySetResult();
    }
}
