using Marten;
using Marten.Services;
using Npgsql;

namespace CoachPlatform.Platform;

/// <summary>Says that a command failed and of what kind; never its SQL or its values, which hold what people gave.</summary>
internal sealed partial class QuietLogger(ILogger log) : IMartenLogger, IMartenSessionLogger
{
    public IMartenSessionLogger StartSession(IQuerySession session) => this;

    public void SchemaChange(string sql)
    {
        // Schema changes are the migration's own report.
    }

    public void LogSuccess(NpgsqlCommand command)
    {
    }

    public void LogSuccess(NpgsqlBatch batch)
    {
    }

    public void LogFailure(NpgsqlCommand command, Exception ex) => Failed(log, KindOf(ex));

    public void LogFailure(NpgsqlBatch batch, Exception ex) => Failed(log, KindOf(ex));

    public void LogFailure(Exception ex, string message) => Failed(log, KindOf(ex));

    public void RecordSavedChanges(IDocumentSession session, IChangeSet commit)
    {
    }

    public void OnBeforeExecute(NpgsqlCommand command)
    {
    }

    public void OnBeforeExecute(NpgsqlBatch batch)
    {
    }

    private static string KindOf(Exception ex) => ex is PostgresException postgres ? $"PostgreSQL {postgres.SqlState}" : ex.GetType().Name;

    [LoggerMessage(Level = LogLevel.Warning, Message = "A database command failed: {Kind}")]
    private static partial void Failed(ILogger log, string kind);
}
