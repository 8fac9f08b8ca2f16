using System.Collections.Concurrent;
using System.Diagnostics;

namespace CoachPlatform.IntegrationTests.Privacy.Canaries;

/// <summary>Every activity that anything in this process ends, with all that a collector of traces would be sent of it.</summary>
internal sealed class Traces : IDisposable
{
    private readonly ConcurrentQueue<string> wrong = new();
    private readonly ActivityListener listener;
    private int seen;

    public Traces()
    {
        listener = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = Look,
        };
        ActivitySource.AddActivityListener(listener);
    }

    public int Seen => seen;

    public IEnumerable<string> Wrong => wrong;

    public void Dispose() => listener.Dispose();

    private void Look(Activity activity)
    {
        Interlocked.Increment(ref seen);
        var tags = activity.TagObjects.Concat(activity.Events.SelectMany(e => e.Tags)).Select(t => $"{t.Key} {t.Value}").Concat(activity.Baggage.Select(b => $"{b.Key} {b.Value}"));
        foreach (var text in tags.Prepend(activity.DisplayName).Where(t => t.Contains("canary-", StringComparison.OrdinalIgnoreCase)))
            wrong.Enqueue($"{activity.Source.Name}: {text}");
    }
}
