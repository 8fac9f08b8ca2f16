using CoachPlatform.Platform;
using Marten;
using Npgsql;

namespace CoachPlatform.Cases;

/// <summary>A row of <c>vault.invitations</c>: who may join which seat, known by the hashes of a secret that is shown once and kept nowhere.</summary>
public sealed record Invitation(Guid Id, string Tenant, Guid CaseId, Seat Seat, OneTimeHashes Hashes, DateTimeOffset Expires, DateTimeOffset? Spent, Guid? SpentBy)
{
    public static TimeSpan Lifetime => OneTimeSecret.Lifetime;

    /// <param name="secret">The link's token, or the code.</param>
    public bool Matches(string? secret) => Hashes.Match(secret);

    public static async Task<Invitation?> FindAsync(IQuerySession session, Guid id, bool hold, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            "select id, tenant, case_id, seat, token_hash, code_hash, expires, spent, spent_by from vault.invitations where id = @id" + (hold ? " for update" : ""));
        command.Parameters.Add(new NpgsqlParameter("id", id));
        await using var rows = await session.ExecuteReaderAsync(command, ct);
        return await rows.ReadAsync(ct)
            ? new Invitation(
                rows.GetGuid(0),
                rows.GetString(1),
                rows.GetGuid(2),
                Enum.Parse<Seat>(rows.GetString(3)),
                new OneTimeHashes((byte[])rows[4], await rows.IsDBNullAsync(5, ct) ? null : (byte[])rows[5]),
                rows.GetFieldValue<DateTimeOffset>(6),
                await rows.IsDBNullAsync(7, ct) ? null : rows.GetFieldValue<DateTimeOffset>(7),
                await rows.IsDBNullAsync(8, ct) ? null : rows.GetGuid(8))
            : null;
    }

    public void Insert(IDocumentSession session) => session.QueueSqlCommand(
        "insert into vault.invitations (id, tenant, case_id, seat, token_hash, code_hash, expires) values (?, ?, ?, ?, ?, ?, ?)",
        Id, Tenant, CaseId, Seat.ToString(), Hashes.Token, Hashes.Code!, Expires.ToUniversalTime());

    public void Spend(IDocumentSession session, Guid person, DateTimeOffset now) =>
        session.QueueSqlCommand("update vault.invitations set spent = ?, spent_by = ? where id = ?", now.ToUniversalTime(), person, Id);

    public static void Remove(IDocumentSession session, Guid id) => session.QueueSqlCommand("delete from vault.invitations where id = ?", id);
}
