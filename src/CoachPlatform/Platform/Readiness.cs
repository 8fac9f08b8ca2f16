namespace CoachPlatform.Platform;

/// <summary>What the application itself still has to do before <c>/health/ready</c> may say so.</summary>
public sealed class Readiness
{
    private volatile string? waitsFor;

    /// <summary>In a few words; null when nothing is left to do.</summary>
    public string? WaitsFor => waitsFor;

    public void WaitFor(string what) => waitsFor = what;

    public void Done() => waitsFor = null;
}
