using CoachPlatform.Library;
using CoachPlatform.Practices;
using Marten;
using Marten.Events;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace CoachPlatform.Platform.Demo;

/// <summary>Writes the demo practice once the application answers, and says on the console where to go and how to sign in.</summary>
internal sealed class DemoPractice(
    DemoPlan plan, Readiness readiness, IServiceScopeFactory scopes, IDocumentStore store, LibraryShelf shelf, IServer server, IHostApplicationLifetime lifetime, TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan ProjectionsWithin = TimeSpan.FromSeconds(60);

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        // Before the first request can be answered.
        if (plan.State == DemoState.Empty)
            readiness.WaitFor("the demo practice");
        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await StartedAsync(stoppingToken);
            var script = ReadScript();
            if (plan.State == DemoState.Half)
                throw new DemoStopped("an earlier start was interrupted in the middle, so what is there is not whole.");
            if (plan.State == DemoState.Empty)
                await WriteAsync(script, (DemoClock)clock, stoppingToken);
            await Welcome.PrintAsync(Console.Out, script, Addresses());
        }
        catch (DemoStopped stopped) when (stopped.BeforeAnything)
        {
            await Console.Error.WriteLineAsync($"The demo practice was not written: {stopped.Message} Everything else works.");
        }
        catch (DemoStopped stopped)
        {
            await Console.Error.WriteLineAsync($"The demo practice is not complete: {stopped.Message} {FreshStart()}");
        }
        catch (Exception e) when (e is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync($"The demo practice is not complete: {e.GetType().Name}: {e.Message} {FreshStart()}");
        }
        finally
        {
            (clock as DemoClock)?.Release();
            readiness.Done();
        }
    }

    private async Task WriteAsync(Script script, DemoClock demo, CancellationToken ct)
    {
        var now = demo.GetUtcNow();
        if (Rehearsal.Of(script, shelf.Shipped, now) is { Count: > 0 } problems)
            throw new DemoStopped(string.Join(" ", problems), beforeAnything: true);
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false, UseProxy = false }) { BaseAddress = new Uri(Loopback()) };
        await DemoMarks.SetAsync(store, now, written: null, ct);
        var opened = script.Opened.Before(now, script.Zone);
        demo.MoveTo(opened);
        await OpenPracticeAsync(script, opened, ct);
        var progress = new Progress(Console.Out);
        await new Player(http, new Sittings(scopes), demo, shelf.Shipped).PlayAsync(script, now, progress.Tell, ct);
        demo.Release();
        await DemoMarks.SetAsync(store, now, demo.GetUtcNow(), ct);
        await ShownAsync();
    }

    private async Task ShownAsync()
    {
        try
        {
            await store.WaitForNonStaleProjectionDataAsync(ProjectionsWithin);
        }
        catch (TimeoutException)
        {
            // All of it is written; the board is behind, and shows it when it has caught up.
        }
    }

    private async Task OpenPracticeAsync(Script script, DateTimeOffset moment, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var (_, errors) = await scope.ServiceProvider.GetRequiredService<OpenPractice>()
            .Async(script.Practice, script.Zone, script.Coach.Name, script.Coach.Email, script.Password, moment, ct);
        if (errors.Count > 0)
            throw new DemoStopped(string.Join(" ", errors.Select(e => $"{e.Key}: {string.Join(" ", e.Value)}")));
    }

    private Script ReadScript()
    {
        var (script, problems) = ScriptReader.Read(Path.GetFileName(plan.ScriptFile), File.ReadAllText(plan.ScriptFile));
        return script ?? throw new DemoStopped($"its script cannot be read. {string.Join(" ", problems)}", beforeAnything: true);
    }

    private async Task StartedAsync(CancellationToken ct)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registered = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(ct);
    }

    private IReadOnlyList<string> Addresses() => [.. server.Features.Get<IServerAddressesFeature>()?.Addresses ?? []];

    private string Loopback() => Welcome.Reachable(Addresses()).FirstOrDefault(a => a.StartsWith("http:", StringComparison.Ordinal))
        ?? throw new DemoStopped("it is written over plain http, and the application listens on no such address. Add one with --urls.", beforeAnything: true);

    private string FreshStart() => plan.DataFolder is { } folder
        ? $"Everything else works. To start afresh, stop the application, delete the folder {folder} and start again."
        : "Everything else works. To start afresh, stop the application, empty its database and start again.";
}
