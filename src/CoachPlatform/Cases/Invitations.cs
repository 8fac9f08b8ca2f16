using System.Security.Cryptography;
using Marten;
using Npgsql;

namespace CoachPlatform.Cases;

/// <summary>A row of <c>vault.invitations</c>: who may join which seat, known by the hash of a token that is shown once and kept nowhere.</summary>
public sealed record Invitation(Guid Id, string Tenant, Guid CaseId, Seat Seat, byte[] TokenHash, DateTimeOffset Expires, DateTimeOffset? Spent, Guid? SpentBy)
{
    public static TimeSpan Lifetime { get; } = TimeSpan.FromDays(14);

    /// <summary>256 bits, URL-safe. It stands behind the <c>#</c> of the link, which browsers keep to themselves.</summary>
    public static string NewToken() => System.Buffers.Text.Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public static byte[] Hash(string token) => SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(token));

    public bool Matches(string token) => CryptographicOperations.FixedTimeEquals(TokenHash, Hash(token));

    public static async Task<Invitation?> FindAsync(IQuerySession session, Guid id, bool hold, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            "select id, tenant, case_id, seat, token_hash, expires, spent, spent_by from vault.invitations where id = @id" + (hold ? " for update" : ""));
        command.Parameters.Add(new NpgsqlParameter("id", id));
        await using var rows = await session.ExecuteReaderAsync(command, ct);
        return await rows.ReadAsync(ct)
            ? new Invitation(
                rows.GetGuid(0),
                rows.GetString(1),
                rows.GetGuid(2),
                Enum.Parse<Seat>(rows.GetString(3)),
                (byte[])rows[4],
                rows.GetFieldValue<DateTimeOffset>(5),
                await rows.IsDBNullAsync(6, ct) ? null : rows.GetFieldValue<DateTimeOffset>(6),
                await rows.IsDBNullAsync(7, ct) ? null : rows.GetGuid(7))
            : null;
    }

    public void Insert(IDocumentSession session) => session.QueueSqlCommand(
        "insert into vault.invitations (id, tenant, case_id, seat, token_hash, expires) values (?, ?, ?, ?, ?, ?)",
        Id, Tenant, CaseId, Seat.ToString(), TokenHash, Expires.ToUniversalTime());

    public void Spend(IDocumentSession session, Guid person, DateTimeOffset now) =>
        session.QueueSqlCommand("update vault.invitations set spent = ?, spent_by = ? where id = ?", now.ToUniversalTime(), person, Id);

    public static void Remove(IDocumentSession session, Guid id) => session.QueueSqlCommand("delete from vault.invitations where id = ?", id);
}
