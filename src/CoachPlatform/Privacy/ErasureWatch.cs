using CoachPlatform.Cases;
using CoachPlatform.Platform;
using Npgsql;

namespace CoachPlatform.Privacy;

/// <summary>Looks again and again for erasures that were asked for and are not done: they waited for a legal hold, or a node went down between.</summary>
public sealed partial class ErasureWatch(NpgsqlDataSource database, EraseSeat erase, Readiness readiness, TimeProvider clock, ILogger<ErasureWatch> log) : Watch(Every, readiness, clock, log)
{
    public static TimeSpan Every { get; } = TimeSpan.FromSeconds(30);

    private const string Due = $"""
        select e.tenant_id, g.id, e.data->>'seat' from {Store.Schema}.mt_doc_erasure e
        join {Store.Schema}.mt_doc_casegate g on g.id = e.case_id and g.tenant_id = e.tenant_id
        where e.done_at is null and not coalesce((g.data->>'legalHold')::boolean, false)
        """;

    /// <summary>One look: carries out whatever nothing stands in the way of.</summary>
    public override async Task LookAsync(CancellationToken ct)
    {
        foreach (var (tenant, caseId, seat) in await DueAsync(ct))
        {
            try
            {
                await erase.RunAsync(tenant, caseId, seat, ct);
            }
            catch (Exception e) when (!ct.IsCancellationRequested)
            {
                NotErased(log, caseId, e.GetType().Name);
            }
        }
    }

    private async Task<List<(string Tenant, Guid CaseId, Seat Seat)>> DueAsync(CancellationToken ct)
    {
        await using var command = database.CreateCommand(Due);
        await using var rows = await command.ExecuteReaderAsync(ct);
        var due = new List<(string, Guid, Seat)>();
        while (await rows.ReadAsync(ct))
            due.Add((rows.GetString(0), rows.GetGuid(1), Enum.Parse<Seat>(rows.GetString(2))));
        return due;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "An erasure in case {CaseId} could not be carried out: {Problem}. It is tried again.")]
    private static partial void NotErased(ILogger log, Guid caseId, string problem);
}
