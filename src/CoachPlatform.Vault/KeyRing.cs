using System.Security.Cryptography;

namespace CoachPlatform.Vault;

/// <summary>Makes and unwraps keys. Data keys exist in the clear only inside this assembly and only for the length of a call.</summary>
/// <param name="master">Wraps what is new.</param>
/// <param name="others">Open what they have wrapped, and wrap nothing: the one before or after <paramref name="master"/>, while a rotation lasts.</param>
public sealed class KeyRing(MasterKey master, params IReadOnlyList<MasterKey> others)
{
    public string MasterFingerprint => master.Fingerprint;

    /// <summary>The fingerprints of all masters that this ring opens with, its own first.</summary>
    public IReadOnlyList<string> Fingerprints { get; } = [.. others.Prepend(master).Select(m => m.Fingerprint).Distinct()];

    /// <summary>A new key wrapped by the master: for a seat, a case's joint texts, a practice's words in a case, or a person's drafts.</summary>
    public KeyRow New(Guid id, KeyKind kind, string tenant, string scope) =>
        Wrap(id, kind, tenant, scope, RandomNumberGenerator.GetBytes(32));

    /// <summary>A new sub-key wrapped by a seat's key: one per step and actor, so that a single answer can be destroyed alone.</summary>
    public KeyRow NewSubKey(Guid id, KeyRow seatKey, string scope) =>
        new(id, KeyKind.SubKey, seatKey.Tenant, scope, seatKey.Id, Master: null,
            Crypto.Encrypt(Unwrap(seatKey, parent: null), RandomNumberGenerator.GetBytes(32), $"key|{seatKey.Tenant}|{scope}"));

    /// <summary>Base64 of the 32 bytes of a person key, for the one use that leaves the server: drafts on its own author's device.</summary>
    public string DraftKey(KeyRow row) => row.Kind == KeyKind.Person
        ? Convert.ToBase64String(Unwrap(row, parent: null))
        : throw new VaultRefused("Only a person's own key leaves the vault.");

    /// <summary>The same key wrapped by this ring's own master. What it seals does not change.</summary>
    /// <exception cref="VaultRefused">It is wrapped by no master of this ring, or it is a sub-key, which its seat's key wraps.</exception>
    public KeyRow Rewrap(KeyRow row) => row.Parent is null
        ? row with { Master = master.Fingerprint, Wrapped = Crypto.Encrypt(master.Bytes, Unwrap(row, parent: null), $"key|{row.Tenant}|{row.Scope}") }
        : throw new VaultRefused("A sub-key is wrapped by its seat's key, not by a master.");

    /// <summary>Checks that one of this ring's master keys wrapped the rows of this store.</summary>
    /// <exception cref="VaultRefused">It was another one.</exception>
    public void MustBe(string fingerprint) => Of(fingerprint);

    internal KeyRow Wrap(Guid id, KeyKind kind, string tenant, string scope, ReadOnlySpan<byte> secret) =>
        new(id, kind, tenant, scope, Parent: null, master.Fingerprint, Crypto.Encrypt(master.Bytes, secret, $"key|{tenant}|{scope}"));

    internal byte[] Unwrap(KeyRow row, KeyRow? parent)
    {
        if (row.Parent is null)
        {
            return Crypto.Decrypt(Of(row.Master ?? "none").Bytes, row.Wrapped, $"key|{row.Tenant}|{row.Scope}");
        }

        return parent is not null && parent.Id == row.Parent
            ? Crypto.Decrypt(Unwrap(parent, parent: null), row.Wrapped, $"key|{row.Tenant}|{row.Scope}")
            : throw new VaultRefused("The key that wraps this one is gone.");
    }

    private MasterKey Of(string fingerprint) => others.Prepend(master).FirstOrDefault(m => m.Fingerprint == fingerprint) ?? throw new VaultRefused(
        $"The master key given ({master.Fingerprint}) is not the one this data was sealed with ({fingerprint}). "
        + "Nothing was changed. Give the right key in Coach:MasterKey or Coach:MasterKeyFile.");
}
