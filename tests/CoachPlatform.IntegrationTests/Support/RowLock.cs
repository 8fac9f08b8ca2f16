using Npgsql;

namespace CoachPlatform.IntegrationTests.Support;

/// <summary>A transaction of the test's own, in whose way the application comes. It is rolled back at the end, unless it was committed.</summary>
public sealed class RowLock : IAsyncDisposable
{
    private readonly NpgsqlConnection connection;
    private readonly string outside;

    private RowLock(NpgsqlConnection connection, string outside) => (this.connection, this.outside) = (connection, outside);

    /// <param name="sql">Takes the lock; its one parameter is <c>@p</c>.</param>
    public static async Task<RowLock> TakeAsync(CoachApp app, string sql, object parameter)
    {
        var outside = new NpgsqlConnectionStringBuilder(app.ConnectionString) { Pooling = false }.ConnectionString;
        var connection = new NpgsqlConnection(outside);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("begin; " + sql, connection);
        command.Parameters.Add(new NpgsqlParameter("p", parameter));
        await command.ExecuteNonQueryAsync();
        return new RowLock(connection, outside);
    }

    /// <summary>Returns once so many backends wait for this transaction.</summary>
    public Task UntilWaitingAsync(int backends) => AskUntilAsync(
        "select count(*) >= @p from pg_stat_activity where @holder = any(pg_blocking_pids(pid))", backends);

    /// <summary>Ends the backend of whoever comes first to wait for this transaction.</summary>
    public Task EndTheFirstWaiterAsync() => AskUntilAsync(
        "select coalesce(bool_or(pg_terminate_backend(pid)), false) from pg_stat_activity where @holder = any(pg_blocking_pids(pid)) and @p = @p", 0);

    public async Task CommitAsync()
    {
        await using var command = new NpgsqlCommand("commit", connection);
        await command.ExecuteNonQueryAsync();
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    private async Task AskUntilAsync(string sql, int parameter)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        await using var asking = new NpgsqlConnection(outside);
        await asking.OpenAsync(limit.Token);
        await using var command = new NpgsqlCommand(sql, asking);
        command.Parameters.Add(new NpgsqlParameter("holder", connection.ProcessID));
        command.Parameters.Add(new NpgsqlParameter("p", parameter));
        while (await command.ExecuteScalarAsync(limit.Token) is not true)
            limit.Token.ThrowIfCancellationRequested();
    }
}
