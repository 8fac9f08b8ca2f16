using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CoachPlatform.Cases;
using CoachPlatform.Platform;
using Npgsql;
using NpgsqlTypes;

namespace CoachPlatform.Privacy;

/// <summary>
/// One number for everything that a partner has done in a case: given, shared, agreed and decided, in the streams of the case, its assignments and its
/// rounds. SHA-256 over one line per event: stream, version, event id, stored name, microseconds of its time, and the stored JSON, in that order, with
/// <c>|</c> between and a line feed after. Streams in the order of their ids, events in the order of their versions.
/// </summary>
public static class PartnerDigest
{
    private const string Events = $"""
        with streams as (
            select @case as id
            union all select id from {Store.Schema}.mt_doc_assignment where tenant_id = @tenant and case_id = @case
            union all select id from {Store.Schema}.mt_doc_round where tenant_id = @tenant and case_id = @case)
        select e.stream_id, e.version, e.id, e.type, e.timestamp, e.data::text
        from {Store.Schema}.mt_events e
        where e.stream_id = any(array(select id from streams)) and e.tenant_id = @tenant and e.headers->>'actor' = @actor and e.seq_id < @before
        order by e.stream_id, e.version
        """;

    /// <param name="read">Runs the command where its caller stands: in a transaction, or on a connection of its own.</param>
    /// <param name="before">Only events of a lower number in the store.</param>
    public static async Task<string> OfAsync(
        Func<NpgsqlCommand, Task<System.Data.Common.DbDataReader>> read, string tenant, Guid caseId, Seat partner, CancellationToken ct, long before = long.MaxValue)
    {
        await using var command = new NpgsqlCommand(Events);
        command.Parameters.Add(new NpgsqlParameter("tenant", tenant));
        command.Parameters.Add(new NpgsqlParameter("case", NpgsqlDbType.Uuid) { Value = caseId });
        command.Parameters.Add(new NpgsqlParameter("actor", $"seat:{partner}"));
        command.Parameters.Add(new NpgsqlParameter("before", before));
        await using var rows = await read(command);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        while (await rows.ReadAsync(ct))
        {
            var at = rows.GetFieldValue<DateTimeOffset>(4).UtcTicks / TimeSpan.TicksPerMicrosecond;
            hash.AppendData(Encoding.UTF8.GetBytes(string.Create(
                CultureInfo.InvariantCulture, $"{rows.GetGuid(0)}|{rows.GetValue(1)}|{rows.GetGuid(2)}|{rows.GetString(3)}|{at}|{rows.GetString(5)}\n")));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
