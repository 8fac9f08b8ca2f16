using CoachPlatform.Platform;
using CoachPlatform.Vault;
using Marten;

namespace CoachPlatform.Privacy;

/// <summary>The one pair of keys that this installation signs certificates with.</summary>
public sealed class SigningKey(IDocumentStore store, Signer signer, TimeProvider clock)
{
    private const string Scope = "signing|certificates";

    /// <summary>Makes it where there is none; of two nodes that start at once, one does.</summary>
    public async Task EnsureAsync(CancellationToken ct)
    {
        await using var session = store.LightweightSession();
        var row = signer.New(Ids.New(clock.GetUtcNow()), Scope);
        if (await FindAsync(session, ct) is not null)
            return;
        session.QueueSqlCommand(
            "insert into vault.keys (id, kind, tenant, scope, master, wrapped) values (?, ?, ?, ?, ?, ?) on conflict do nothing",
            row.Id, row.Kind.ToString(), row.Tenant, row.Scope, row.Master!, row.Wrapped);
        await session.SaveChangesAsync(ct);
    }

    public async Task<KeyRow> OfAsync(IQuerySession session, CancellationToken ct) =>
        await FindAsync(session, ct) ?? throw new VaultRefused("The key that certificates are signed with is not there.");

    public async Task<string> PublicAsync(CancellationToken ct)
    {
        await using var session = store.QuerySession();
        return signer.PublicKey(await OfAsync(session, ct));
    }

    private static async Task<KeyRow?> FindAsync(IQuerySession session, CancellationToken ct) =>
        (await new KeyRows(session).AtAsync("installation", [Scope], ct)).SingleOrDefault();
}
