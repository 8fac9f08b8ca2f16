namespace CoachPlatform.Vault;

/// <summary>Moves a text from one key to another without handing the plain text to anybody: a joint text at its confirmation.</summary>
public sealed class Resealer(KeyRing ring)
{
    /// <exception cref="VaultRefused">The key that sealed it is gone, or the box does not belong to its place.</exception>
    public Sealed Reseal(Box from, IReadOnlyDictionary<Guid, KeyRow> keys, KeyRow to, Place place)
    {
        var row = keys.GetValueOrDefault(from.Sealed.Key) ?? throw new VaultRefused("The key that sealed this is gone.");
        var plain = Crypto.Decrypt(
            ring.Unwrap(row, row.Parent is { } id ? keys.GetValueOrDefault(id) : null), Convert.FromBase64String(from.Sealed.Box), from.Place.ToString());
        return new Sealed(to.Id, Convert.ToBase64String(Crypto.Encrypt(ring.Unwrap(to, parent: null), plain, place.ToString())));
    }
}
