using System.Security.Cryptography;

namespace CoachPlatform.Vault;

/// <summary>Makes and unwraps keys. Data keys exist in the clear only inside this assembly and only for the length of a call.</summary>
public sealed class KeyRing(MasterKey master)
{
    public string MasterFingerprint => master.Fingerprint;

    /// <summary>A new key wrapped by the master: for a seat, a case's joint texts, a practice's words in a case, or a person's drafts.</summary>
    public KeyRow New(Guid id, KeyKind kind, string tenant, string scope) =>
        new(id, kind, tenant, scope, Parent: null, master.Fingerprint, Crypto.Encrypt(master.Bytes, RandomNumberGenerator.GetBytes(32), $"key|{tenant}|{scope}"));

    /// <summary>A new sub-key wrapped by a seat's key: one per step and actor, so that a single answer can be destroyed alone.</summary>
    public KeyRow NewSubKey(Guid id, KeyRow seatKey, string scope) =>
        new(id, KeyKind.SubKey, seatKey.Tenant, scope, seatKey.Id, Master: null,
            Crypto.Encrypt(Unwrap(seatKey, parent: null), RandomNumberGenerator.GetBytes(32), $"key|{seatKey.Tenant}|{scope}"));

    /// <summary>Base64 of the 32 bytes of a person key, for the one use that leaves the server: drafts on its own author's device.</summary>
    public string DraftKey(KeyRow row) => row.Kind == KeyKind.Person
        ? Convert.ToBase64String(Unwrap(row, parent: null))
        : throw new VaultRefused("Only a person's own key leaves the vault.");

    /// <summary>Checks that this master key is the one that wrapped the rows of this store.</summary>
    /// <exception cref="VaultRefused">It is another one.</exception>
    public void MustBe(string fingerprint)
    {
        if (fingerprint != master.Fingerprint)
            throw new VaultRefused(
                $"The master key given ({master.Fingerprint}) is not the one this data was sealed with ({fingerprint}). "
                + "Nothing was changed. Give the right key in Coach:MasterKey or Coach:MasterKeyFile.");
    }

    internal byte[] Unwrap(KeyRow row, KeyRow? parent)
    {
        if (row.Parent is null)
        {
            MustBe(row.Master ?? "none");
            return Crypto.Decrypt(master.Bytes, row.Wrapped, $"key|{row.Tenant}|{row.Scope}");
        }

        return parent is not null && parent.Id == row.Parent
            ? Crypto.Decrypt(Unwrap(parent, parent: null), row.Wrapped, $"key|{row.Tenant}|{row.Scope}")
            : throw new VaultRefused("The key that wraps this one is gone.");
    }
}
