using System.Security.Cryptography;
using System.Text;
using Marten;
using Npgsql;
using Weasel.Postgresql;
using Weasel.Postgresql.Tables;

namespace CoachPlatform.Platform.Mail;

public enum LinkPurpose
{
    ConfirmAddress,

    /// <summary>A new password, by a mail.</summary>
    ResetByMail,

    /// <summary>A new password, by a link that the coach handed over.</summary>
    ResetByCoach,
}

/// <summary>
/// A row of <c>vault.one_time_links</c>: what a link lets its bearer do once, known by the hash of a token that stands in the link alone.
/// </summary>
/// <param name="About">For an address: the hash of it, so that the link confirms that one and no other.</param>
/// <param name="By">For a link from the coach: who made it.</param>
public sealed record OneTimeLink(Guid Id, Guid PersonId, LinkPurpose Purpose, byte[] TokenHash, DateTimeOffset Expires, byte[]? About = null, Guid? By = null, DateTimeOffset? Spent = null)
{
    public static TimeSpan Lasts(LinkPurpose purpose) => purpose == LinkPurpose.ResetByMail ? TimeSpan.FromHours(1) : TimeSpan.FromDays(1);

    /// <summary>The link, and the token that goes behind its <c>#</c>: 256 bits, URL-safe, kept nowhere.</summary>
    public static (OneTimeLink Link, string Token) New(Guid personId, LinkPurpose purpose, DateTimeOffset now, string? address = null, Guid? by = null)
    {
        var token = System.Buffers.Text.Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        return (new(Ids.New(now), personId, purpose, Hash(token), now + Lasts(purpose), address is null ? null : HashOf(address), by), token);
    }

    public static byte[] HashOf(string address) => Hash(ContactAddress.Normalize(address));

    public bool Matches(string? token) => CryptographicOperations.FixedTimeEquals(TokenHash, Hash(token ?? ""));

    public bool IsAbout(string? address) => About is not null && address is not null && CryptographicOperations.FixedTimeEquals(About, HashOf(address));

    public void Insert(IDocumentOperations session) => session.QueueSqlCommand(
        $"insert into vault.one_time_links (id, person, purpose, token_hash, expires, about, made_by) values (?, ?, ?, ?, ?, nullif(?, ''::bytea), nullif(?, '{Guid.Empty}'::uuid))",
        Id, PersonId, Purpose.ToString(), TokenHash, Expires.ToUniversalTime(), About ?? [], By ?? Guid.Empty);

    /// <summary>Uses the link up, and with it every other of that person for the same end.</summary>
    public void Spend(IDocumentOperations session, DateTimeOffset now) => session.QueueSqlCommand(
        "update vault.one_time_links set spent = ? where person = ? and spent is null and (id = ? or (purpose like 'Reset%' and ? like 'Reset%'))",
        now.ToUniversalTime(), PersonId, Id, Purpose.ToString());

    /// <summary>Removes the links of a person for one end that nobody has used.</summary>
    public static void Withdraw(IDocumentOperations session, Guid personId, LinkPurpose purpose) =>
        session.QueueSqlCommand("delete from vault.one_time_links where person = ? and purpose = ? and spent is null", personId, purpose.ToString());

    /// <summary>Removes every link of a person, used or not.</summary>
    public static void Forget(IDocumentOperations session, Guid personId) => session.QueueSqlCommand("delete from vault.one_time_links where person = ?", personId);

    /// <summary>Removes what can be of no use any more.</summary>
    public static void Tidy(IDocumentOperations session, DateTimeOffset now) =>
        session.QueueSqlCommand("delete from vault.one_time_links where expires < ?", (now - TimeSpan.FromDays(7)).ToUniversalTime());

    /// <param name="hold">Until the session's transaction ends, so that two with the same link go one after the other.</param>
    public static async Task<OneTimeLink?> FindAsync(IQuerySession session, Guid id, bool hold, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            "select id, person, purpose, token_hash, expires, about, made_by, spent from vault.one_time_links where id = @id" + (hold ? " for update" : ""));
        command.Parameters.Add(new NpgsqlParameter("id", id));
        await using var rows = await session.ExecuteReaderAsync(command, ct);
        return await rows.ReadAsync(ct)
            ? new OneTimeLink(
                rows.GetGuid(0),
                rows.GetGuid(1),
                Enum.Parse<LinkPurpose>(rows.GetString(2)),
                (byte[])rows[3],
                rows.GetFieldValue<DateTimeOffset>(4),
                await rows.IsDBNullAsync(5, ct) ? null : (byte[])rows[5],
                await rows.IsDBNullAsync(6, ct) ? null : rows.GetGuid(6),
                await rows.IsDBNullAsync(7, ct) ? null : rows.GetFieldValue<DateTimeOffset>(7))
            : null;
    }

    internal static Table Table()
    {
        var links = new Table(new PostgresqlObjectName("vault", "one_time_links", SchemaUtils.IdentifierUsage.General));
        links.AddColumn<Guid>("id").AsPrimaryKey();
        links.AddColumn<Guid>("person").NotNull();
        links.AddColumn("purpose", "text").NotNull();
        links.AddColumn("token_hash", "bytea").NotNull();
        links.AddColumn<DateTimeOffset>("expires").NotNull();
        links.AddColumn("about", "bytea").AllowNulls();
        links.AddColumn<Guid>("made_by").AllowNulls();
        links.AddColumn<DateTimeOffset>("spent").AllowNulls();
        links.Indexes.Add(new IndexDefinition("one_time_links_by_person") { Columns = ["person"] });
        return links;
    }

    private static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
