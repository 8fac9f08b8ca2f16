using CoachPlatform.IntegrationTests.Platform;
using Npgsql;

namespace CoachPlatform.IntegrationTests.Support;

/// <summary>Backups of whole databases, as a server makes them: byte for byte, while nobody is connected.</summary>
public static class DatabaseCopies
{
    /// <summary>A copy of this database as it is now; its connection string.</summary>
    public static async Task<string> CopyAsync(this TestPostgres postgres, string connectionString, string hint)
    {
        var copy = await postgres.CreateDatabaseAsync(hint);
        var (from, to) = (new NpgsqlConnectionStringBuilder(connectionString).Database, new NpgsqlConnectionStringBuilder(copy).Database);
        NpgsqlConnection.ClearAllPools();
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Database = "postgres", Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        foreach (var sql in new[]
        {
            $"select pg_terminate_backend(pid) from pg_stat_activity where datname in ('{from}', '{to}')",
            $"drop database \"{to}\"",
            $"create database \"{to}\" template \"{from}\"",
        })
        {
            await using var command = new NpgsqlCommand(sql, connection);
            await command.ExecuteNonQueryAsync();
        }

        return copy;
    }
}
