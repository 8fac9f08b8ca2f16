using System.Security.Cryptography;

namespace CoachPlatform.Vault;

/// <summary>
/// Signs what an installation certifies: ECDSA over P-256 with SHA-256. The private key is a row like any other, wrapped by the master; the public one is
/// for everybody.
/// </summary>
public sealed class Signer(KeyRing ring)
{
    /// <summary>A new pair of keys, for an installation that has none yet.</summary>
    public KeyRow New(Guid id, string scope)
    {
        using var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var secret = pair.ExportPkcs8PrivateKey();
        var row = ring.Wrap(id, KeyKind.Signing, "installation", scope, secret);
        CryptographicOperations.ZeroMemory(secret);
        return row;
    }

    /// <summary>The signature of 64 bytes.</summary>
    /// <exception cref="VaultRefused">The row is no pair of signing keys, or another master wrapped it.</exception>
    public byte[] Sign(KeyRow row, ReadOnlySpan<byte> content)
    {
        using var pair = Pair(row);
        return pair.SignData(content, HashAlgorithmName.SHA256);
    }

    /// <summary>The public key as PEM.</summary>
    public string PublicKey(KeyRow row)
    {
        using var pair = Pair(row);
        return pair.ExportSubjectPublicKeyInfoPem() + "\n";
    }

    /// <summary>Whether the holder of the pair behind a public key signed this. False for what is no key.</summary>
    public static bool Fits(string publicKey, ReadOnlySpan<byte> content, ReadOnlySpan<byte> signature)
    {
        using var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(publicKey);
            return key.VerifyData(content, signature, HashAlgorithmName.SHA256);
        }
        catch (Exception e) when (e is ArgumentException or CryptographicException)
        {
            return false;
        }
    }

    private ECDsa Pair(KeyRow row)
    {
        if (row.Kind != KeyKind.Signing)
            throw new VaultRefused("This key does not sign.");
        var secret = ring.Unwrap(row, parent: null);
        var pair = ECDsa.Create();
        pair.ImportPkcs8PrivateKey(secret, out _);
        CryptographicOperations.ZeroMemory(secret);
        return pair;
    }
}
