using Marten;
using Npgsql;

namespace CoachPlatform.Platform.Commands;

/// <summary>Lets commands about the same thing go one after the other where no stream is there to lock.</summary>
public static class OneAtATime
{
    /// <summary>Begins the session's transaction and holds the name until it ends.</summary>
    /// <param name="what">The thing within the practice, such as <c>draft|{id}</c>.</param>
    public static async Task HoldAsync(IDocumentSession session, string what, CancellationToken ct)
    {
        await session.BeginTransactionAsync(ct);
        await using var command = new NpgsqlCommand("select pg_advisory_xact_lock(hashtextextended(@what, 0))");
        command.Parameters.Add(new NpgsqlParameter("what", $"{session.TenantId}|{what}"));
        await using (await session.ExecuteReaderAsync(command, ct))
        {
        }
    }
}
