using CoachPlatform.Cases;
using CoachPlatform.IntegrationTests.Support;
using CoachPlatform.Privacy;
using Marten;
using Microsoft.Extensions.DependencyInjection;

namespace CoachPlatform.IntegrationTests.Privacy;

/// <summary>What no client can do: a second node, a build begun anew, an erasure.</summary>
internal static class ExportInside
{
    /// <summary>A worker that shares nothing with the application's own but the database, as on another node.</summary>
    public static Worker AnotherWorker(this CoachApp app) => new(ActivatorUtilities.CreateInstance<ExportWork>(app.Inside));

    /// <summary>A worker that lets somebody do something while it draws what it has collected.</summary>
    public static Worker SlowWorker(this CoachApp app, Func<Task> meanwhile) => new(ActivatorUtilities.CreateInstance<ExportWork>(app.Inside, new Slow(meanwhile)));

    public static async Task BuildAgainAsync(this CoachApp app, string tenant, Guid exportId)
    {
        await using var session = app.Inside.GetRequiredService<IDocumentStore>().QuerySession(tenant);
        var job = await session.LoadAsync<ExportJob>(exportId);
        Assert.NotNull(await app.Inside.GetRequiredService<ExportBuild>().RunAsync(tenant, job!, (_, _) => Task.CompletedTask, CancellationToken.None));
    }

    public static async Task BeforeErasureAsync(this CoachApp app, string tenant, Guid caseId, Seat seat)
    {
        await using var session = app.Inside.GetRequiredService<IDocumentStore>().LightweightSession(tenant);
        await ExportDrop.BeforeErasureAsync(session, caseId, seat, app.Clock.GetUtcNow(), CancellationToken.None);
        await session.SaveChangesAsync();
    }

    /// <summary>A partner of another case of this coach.</summary>
    public static async Task<Client> JoinedElsewhereAsync(this Client coach) => (await coach.OpenCaseAsync("Cleo", "Dan")).A;

    private sealed class Slow(Func<Task> meanwhile) : IDrawExport
    {
        public async Task<string> HtmlAsync(ExportData data)
        {
            await meanwhile();
            return "";
        }
    }

    internal sealed class Worker(ExportWork work) : IAsyncDisposable
    {
        public Task LookAsync() => work.LookAsync(CancellationToken.None);

        public ValueTask DisposeAsync()
        {
            work.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
