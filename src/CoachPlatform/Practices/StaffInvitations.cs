using CoachPlatform.Platform;
using Marten;
using Npgsql;

namespace CoachPlatform.Practices;

/// <summary>A row of <c>vault.staff_invitations</c>: who may join a practice as what, known by the hashes of a secret that is shown once and kept nowhere.</summary>
public sealed record StaffInvitation(Guid Id, string Tenant, IReadOnlyList<Role> Roles, OneTimeHashes Hashes, DateTimeOffset Expires, DateTimeOffset? Spent, Guid? SpentBy)
{
    public bool Matches(string? secret) => Hashes.Match(secret);

    public static async Task<StaffInvitation?> FindAsync(IQuerySession session, Guid id, bool hold, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            "select id, tenant, roles, token_hash, code_hash, expires, spent, spent_by from vault.staff_invitations where id = @id" + (hold ? " for update" : ""));
        command.Parameters.Add(new NpgsqlParameter("id", id));
        await using var rows = await session.ExecuteReaderAsync(command, ct);
        return await rows.ReadAsync(ct)
            ? new StaffInvitation(
                rows.GetGuid(0),
                rows.GetString(1),
                [.. rows.GetString(2).Split(',').Select(Enum.Parse<Role>)],
                new OneTimeHashes((byte[])rows[3], (byte[])rows[4]),
                rows.GetFieldValue<DateTimeOffset>(5),
                await rows.IsDBNullAsync(6, ct) ? null : rows.GetFieldValue<DateTimeOffset>(6),
                await rows.IsDBNullAsync(7, ct) ? null : rows.GetGuid(7))
            : null;
    }

    public void Insert(IDocumentSession session) => session.QueueSqlCommand(
        "insert into vault.staff_invitations (id, tenant, roles, token_hash, code_hash, expires) values (?, ?, ?, ?, ?, ?)",
        Id, Tenant, string.Join(',', Roles), Hashes.Token, Hashes.Code!, Expires.ToUniversalTime());

    public void Spend(IDocumentSession session, Guid person, DateTimeOffset now) =>
        session.QueueSqlCommand("update vault.staff_invitations set spent = ?, spent_by = ? where id = ?", now.ToUniversalTime(), person, Id);

    public static void Remove(IDocumentSession session, Guid id) => session.QueueSqlCommand("delete from vault.staff_invitations where id = ?", id);
}
