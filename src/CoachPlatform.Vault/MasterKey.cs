using System.Security.Cryptography;

namespace CoachPlatform.Vault;

/// <summary>The key that wraps every other key. 32 bytes, never stored in the database, never logged.</summary>
public sealed class MasterKey
{
    private readonly byte[] bytes;

    private MasterKey(byte[] bytes)
    {
        this.bytes = bytes;
        Fingerprint = Convert.ToHexStringLower(HMACSHA256.HashData(bytes, "coach-platform master key fingerprint"u8))[..16];
    }

    /// <summary>16 hex digits that tell one master key from another and say nothing about it. Stored beside what it wraps.</summary>
    public string Fingerprint { get; }

    internal ReadOnlySpan<byte> Bytes => bytes;

    /// <summary>Reads a key from base64 of exactly 32 bytes.</summary>
    /// <exception cref="VaultRefused">The text is not base64 or not 32 bytes long. The text itself is not repeated.</exception>
    public static MasterKey Parse(string base64)
    {
        var buffer = new byte[48];
        return Convert.TryFromBase64String(base64.Trim(), buffer, out var length) && length == 32
            ? new MasterKey(buffer[..32])
            : throw new VaultRefused("The master key is not base64 of 32 bytes.");
    }

    /// <summary>A new random key, as base64 of 32 bytes, for an installation that has none yet.</summary>
    public static string Generate() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    public override string ToString() => $"master key {Fingerprint}";
}
