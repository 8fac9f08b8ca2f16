using CoachPlatform.IntegrationTests.Platform;
using CoachPlatform.Live;
using CoachPlatform.Platform;
using CoachPlatform.Practices;
using Marten;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace CoachPlatform.IntegrationTests.Live;

/// <summary>Projections are woken wherever an event was appended. Nothing here waits for the poll: the waits have no end of their own.</summary>
public sealed class AppendSignalTests(TestPostgres postgres) : IAsyncLifetime
{
    private string connection = "";
    private NpgsqlDataSource database = null!;
    private IDocumentStore store = null!;
    private AppendSignal here = null!;
    private AppendSignal elsewhere = null!;

    public async ValueTask InitializeAsync()
    {
        connection = await postgres.CreateDatabaseAsync("signal");
        database = NpgsqlDataSource.Create(connection);
        here = new AppendSignal(database, NullLogger<AppendSignal>.Instance);
        elsewhere = new AppendSignal(database, NullLogger<AppendSignal>.Instance);
        await here.StartAsync(TestContext.Current.CancellationToken);
        await elsewhere.StartAsync(TestContext.Current.CancellationToken);
        store = DocumentStore.For(options =>
        {
            options.Connection(connection);
            options.Configure(TimeProvider.System);
            options.Listeners.Add(here);
        });
        await store.Storage.ApplyAllConfiguredChangesToDatabaseAsync();
        await ListeningAsync(2);
    }

    public async ValueTask DisposeAsync()
    {
        await here.StopAsync(CancellationToken.None);
        await elsewhere.StopAsync(CancellationToken.None);
        await store.DisposeAsync();
        await database.DisposeAsync();
        await postgres.DropDatabaseAsync(connection);
    }

    [Fact]
    public async Task An_append_wakes_this_node_and_the_other()
    {
        var other = WakeOf(elsewhere);

        await AppendAsync();

        await WakeOf(here);
        await other;
    }

    [Fact]
    public async Task A_signal_from_before_the_wait_is_not_lost()
    {
        await AppendAsync();
        await WakeOf(elsewhere);

        await WakeOf(here);
    }

    [Fact]
    public async Task Documents_alone_wake_nobody()
    {
        await using (var session = store.LightweightSession("tenant"))
        {
            session.Store(new CoachPlatform.AccessLedger.OpenedInSitting(Guid.NewGuid()));
            await session.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        using var stop = new CancellationTokenSource();
        var wake = here.Wakeup.WaitAsync(Timeout.InfiniteTimeSpan, stop.Token);
        Assert.False(wake.IsCompleted);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wake);
    }

    [Fact]
    public async Task A_node_that_lost_its_connection_hears_again()
    {
        await ScalarAsync("select count(pg_terminate_backend(pid)) from pg_stat_activity where datname = current_database() and query like 'listen%'");
        await ListeningAsync(2);
        var other = WakeOf(elsewhere);

        await AppendAsync();

        await other;
    }

    private static Task WakeOf(AppendSignal signal) => signal.Wakeup.WaitAsync(Timeout.InfiniteTimeSpan, TestContext.Current.CancellationToken);

    private async Task AppendAsync()
    {
        await using var session = store.LightweightSession("tenant");
        session.Events.StartStream(Guid.NewGuid(), new PracticeOpened(Guid.NewGuid()));
        await session.SaveChangesAsync(TestContext.Current.CancellationToken);
    }

    private async Task ListeningAsync(int nodes)
    {
        while (await ScalarAsync("select count(*) from pg_stat_activity where datname = current_database() and query like 'listen%' and state = 'idle'") < nodes)
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
    }

    private async Task<long> ScalarAsync(string sql)
    {
        await using var command = database.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }
}
