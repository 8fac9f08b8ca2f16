using Npgsql;

namespace CoachPlatform.IntegrationTests.Platform;

/// <summary>The PostgreSQL that the other integration tests build on.</summary>
public sealed class TestPostgresTests(TestPostgres postgres)
{
    [Fact]
    public async Task Each_database_is_new_and_apart_from_the_others()
    {
        var one = await postgres.CreateDatabaseAsync(nameof(TestPostgresTests));
        var two = await postgres.CreateDatabaseAsync(nameof(TestPostgresTests));
        await AskAsync(one, "create table only_here as select 1 as n");

        Assert.Equal(1L, await AskAsync(one, "select count(*) from pg_tables where tablename = 'only_here'"));
        Assert.Equal(0L, await AskAsync(two, "select count(*) from pg_tables where tablename = 'only_here'"));
    }

    [Fact]
    public async Task A_dropped_database_is_gone_even_while_somebody_is_connected()
    {
        var connectionString = await postgres.CreateDatabaseAsync("dropped");
        await using var connected = new NpgsqlConnection(connectionString);
        await connected.OpenAsync();

        await postgres.DropDatabaseAsync(connectionString);

        var refused = await Assert.ThrowsAsync<PostgresException>(() => AskAsync(connectionString, "select 1"));
        Assert.Equal(PostgresErrorCodes.InvalidCatalogName, refused.SqlState);
    }

    [Fact]
    public async Task The_run_says_which_server_it_uses()
    {
        var source = await postgres.SourceAsync();

        TestContext.Current.TestOutputHelper!.WriteLine($"PostgreSQL of this test run: {source}");
        Assert.NotEmpty(source);
        Assert.DoesNotContain("Password", source);
    }

    [Fact]
    public async Task A_private_server_can_be_killed_and_comes_back()
    {
        await using var own = await TestPostgres.StartPrivateAsync();

        await own.Server.KillAsync();
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => PostgresBench.AskAsync(own.Server, "select 1"));
        await own.Server.RestartAsync();

        Assert.Equal(1, await PostgresBench.AskAsync(own.Server, "select 1"));
    }

    private static async Task<object?> AskAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}
