using System.Security.Cryptography;
using System.Text;
using Marten;
using Npgsql;

namespace CoachPlatform.Privacy;

/// <summary>
/// Certificates, and the address by which somebody who has no account any more gets theirs: known by the hash of a ticket that is given once, when the
/// erasure is asked for, and good until a month after it is done.
/// </summary>
internal static class CertificateRows
{
    public static TimeSpan TicketLasts { get; } = TimeSpan.FromDays(30);

    /// <summary>256 bits, URL-safe.</summary>
    public static string NewTicket() => System.Buffers.Text.Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>A new ticket takes the place of the one before.</summary>
    public static void Ask(IDocumentSession session, Guid id, string ticket) => session.QueueSqlCommand(
        "insert into vault.certificates (id, ticket) values (?, ?) on conflict (id) do update set ticket = excluded.ticket", id, Hash(ticket));

    public static void Give(IDocumentSession session, Guid id, string text, DateTimeOffset until) => session.QueueSqlCommand(
        "insert into vault.certificates (id, body, until) values (?, ?, ?) on conflict (id) do update set body = excluded.body, until = excluded.until", id, text, until.ToUniversalTime());

    /// <summary>The certificate of a ticket: <c>Text</c> is null while it is not given yet.</summary>
    public static async Task<(bool Found, string? Text)> FindAsync(NpgsqlDataSource database, string ticket, DateTimeOffset now, CancellationToken ct)
    {
        await using var command = database.CreateCommand("select body from vault.certificates where ticket = @ticket and (until is null or until > @now)");
        command.Parameters.Add(new NpgsqlParameter("ticket", Hash(ticket)));
        command.Parameters.Add(new NpgsqlParameter("now", now.ToUniversalTime()));
        await using var rows = await command.ExecuteReaderAsync(ct);
        return await rows.ReadAsync(ct) ? (true, await rows.IsDBNullAsync(0, ct) ? null : rows.GetString(0)) : (false, null);
    }

    private static byte[] Hash(string ticket) => SHA256.HashData(Encoding.UTF8.GetBytes(ticket));
}
