using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;

namespace CoachPlatform.IntegrationTests.Support;

/// <summary>
/// What single requests ask of the database, told by the driver's own tracing. A request is known by the trace that its client sends with it, so whatever
/// else the application does at that time is not counted: projections, calendars, other people.
/// </summary>
internal sealed partial class Statements
{
    // Opening a connection is no question; it happens when the pool is empty, whoever asks.
    private const string Driver = "Npgsql";
    private const string Server = "Microsoft.AspNetCore";

    // One for the whole process: listeners are told of every activity in it, and there is nothing of a test in one.
    private static readonly ConcurrentDictionary<ActivityTraceId, Statements> Watched = new();

    private readonly ConcurrentQueue<string> asked = new();
    private readonly TaskCompletionSource over = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ActivityTraceId trace = ActivityTraceId.CreateRandom();

    static Statements() => ActivitySource.AddActivityListener(new ActivityListener
    {
        ShouldListenTo = source => source.Name is Driver or Server,
        Sample = (ref options) => Watched.ContainsKey(options.Parent.TraceId) ? ActivitySamplingResult.AllData : ActivitySamplingResult.None,
        ActivityStopped = Stopped,
    });

    /// <summary>Sends a request and waits until the server has done with it; its response, and the statements in the order in which they came back.</summary>
    public static async Task<(HttpResponseMessage Response, IReadOnlyList<string> Asked)> OfAsync(Client client, HttpRequestMessage request)
    {
        var statements = new Statements();
        Watched[statements.trace] = statements;
        try
        {
            request.Headers.Add("traceparent", $"00-{statements.trace}-{ActivitySpanId.CreateRandom()}-01");
            var response = await client.Http.SendAsync(request);
            // The last byte may be here before the server has tidied up behind it.
            await statements.over.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
            return (response, [.. statements.asked]);
        }
        finally
        {
            Watched.TryRemove(statements.trace, out _);
        }
    }

    private static void Stopped(Activity activity)
    {
        if (!Watched.TryGetValue(activity.TraceId, out var statements))
            return;
        if (activity.Source.Name == Server)
            statements.over.TrySetResult();
        else if (activity.GetTagItem("db.query.text") is string text)
            statements.asked.Enqueue(Blanks().Replace(text, " ").Trim());
    }

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Blanks();
}
