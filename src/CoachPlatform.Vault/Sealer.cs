using System.Text;

namespace CoachPlatform.Vault;

/// <summary>Seals texts and numbers under keys that were read in the same transaction. It cannot open anything.</summary>
public sealed class Sealer(KeyRing ring)
{
    /// <param name="key">The row to seal under.</param>
    /// <param name="parent">The seat key, when <paramref name="key"/> is a sub-key.</param>
    /// <exception cref="VaultRefused">The key is gone, or wrapped by another master.</exception>
    public Sealed Seal(KeyRow key, KeyRow? parent, Place place, string plain)
    {
        var data = ring.Unwrap(key, parent);
        return new Sealed(key.Id, Convert.ToBase64String(Crypto.Encrypt(data, Encoding.UTF8.GetBytes(plain), place.ToString())));
    }
}
