using Marten;
using Weasel.Postgresql;
using Weasel.Postgresql.Tables;

namespace CoachPlatform.Platform;

/// <summary>The tables of schema <c>vault</c>: what must be destroyable, which an event is not.</summary>
internal static class VaultTables
{
    public static void Add(StoreOptions options)
    {
        var keys = new Table(new PostgresqlObjectName("vault", "keys", SchemaUtils.IdentifierUsage.General));
        keys.AddColumn<Guid>("id").AsPrimaryKey();
        keys.AddColumn("kind", "text").NotNull();
        keys.AddColumn("tenant", "text").NotNull();
        keys.AddColumn("scope", "text").NotNull();
        keys.AddColumn<Guid>("parent").AllowNulls();
        keys.AddColumn("master", "text").AllowNulls();
        keys.AddColumn("wrapped", "bytea").NotNull();
        // What a destroyed key had wrapped goes with it.
        keys.Indexes.Add(new IndexDefinition("keys_by_parent") { Columns = ["parent"] });
        // One living key per place. Looking up a step's sub-key by its place is the hot path of sealing.
        keys.Indexes.Add(new IndexDefinition("keys_by_scope") { Columns = ["scope", "tenant"], IsUnique = true });
        options.Storage.ExtendedSchemaObjects.Add(keys);

        var invitations = new Table(new PostgresqlObjectName("vault", "invitations", SchemaUtils.IdentifierUsage.General));
        invitations.AddColumn<Guid>("id").AsPrimaryKey();
        invitations.AddColumn("tenant", "text").NotNull();
        invitations.AddColumn<Guid>("case_id").NotNull();
        invitations.AddColumn("seat", "text").NotNull();
        invitations.AddColumn("token_hash", "bytea").NotNull();
        invitations.AddColumn<DateTimeOffset>("expires").NotNull();
        invitations.AddColumn<DateTimeOffset>("spent").AllowNulls();
        invitations.AddColumn<Guid>("spent_by").AllowNulls();
        invitations.AddColumn("code_hash", "bytea").AllowNulls();
        invitations.Indexes.Add(new IndexDefinition("invitations_by_code") { Columns = ["code_hash"], IsUnique = true });
        options.Storage.ExtendedSchemaObjects.Add(invitations);

        // What was destroyed, so that no restored backup brings it back. The file outside the database holds the same lines.
        var journal = new Table(new PostgresqlObjectName("vault", "journal", SchemaUtils.IdentifierUsage.General));
        journal.AddColumn<Guid>("id").AsPrimaryKey();
        journal.AddColumn("line", "text").NotNull();
        options.Storage.ExtendedSchemaObjects.Add(journal);

        var certificates = new Table(new PostgresqlObjectName("vault", "certificates", SchemaUtils.IdentifierUsage.General));
        certificates.AddColumn<Guid>("id").AsPrimaryKey();
        certificates.AddColumn("ticket", "bytea").AllowNulls();
        certificates.AddColumn("body", "text").AllowNulls();
        certificates.AddColumn<DateTimeOffset>("until").AllowNulls();
        certificates.Indexes.Add(new IndexDefinition("certificates_by_ticket") { Columns = ["ticket"] });
        options.Storage.ExtendedSchemaObjects.Add(certificates);

        var staff = new Table(new PostgresqlObjectName("vault", "staff_invitations", SchemaUtils.IdentifierUsage.General));
        staff.AddColumn<Guid>("id").AsPrimaryKey();
        staff.AddColumn("tenant", "text").NotNull();
        staff.AddColumn("roles", "text").NotNull();
        staff.AddColumn("token_hash", "bytea").NotNull();
        staff.AddColumn("code_hash", "bytea").NotNull();
        staff.AddColumn<DateTimeOffset>("expires").NotNull();
        staff.AddColumn<DateTimeOffset>("spent").AllowNulls();
        staff.AddColumn<Guid>("spent_by").AllowNulls();
        staff.Indexes.Add(new IndexDefinition("staff_invitations_by_code") { Columns = ["code_hash"], IsUnique = true });
        options.Storage.ExtendedSchemaObjects.Add(staff);
    }
}
