using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace CoachPlatform.Vault;

/// <summary>AES-256-GCM over padded text. Internal: outside this assembly nothing can decrypt.</summary>
internal static class Crypto
{
    private const byte Version = 1;
    private const int Nonce = 12;
    private const int Tag = 16;

    /// <summary>Lengths are hidden to the next 64 bytes, so that a one-word answer looks like a one-sentence answer.</summary>
    private const int PadTo = 64;

    internal static byte[] Encrypt(ReadOnlySpan<byte> key, ReadOnlySpan<byte> plain, string associated)
    {
        var padded = new byte[(plain.Length + 4 + PadTo - 1) / PadTo * PadTo];
        BinaryPrimitives.WriteInt32BigEndian(padded, plain.Length);
        plain.CopyTo(padded.AsSpan(4));

        var box = new byte[1 + Nonce + padded.Length + Tag];
        box[0] = Version;
        RandomNumberGenerator.Fill(box.AsSpan(1, Nonce));
        using var aes = new AesGcm(key, Tag);
        aes.Encrypt(box.AsSpan(1, Nonce), padded, box.AsSpan(1 + Nonce, padded.Length), box.AsSpan(1 + Nonce + padded.Length), Bytes(associated));
        CryptographicOperations.ZeroMemory(padded);
        return box;
    }

    /// <exception cref="VaultRefused">Wrong key, wrong place, or a changed box.</exception>
    internal static byte[] Decrypt(ReadOnlySpan<byte> key, ReadOnlySpan<byte> box, string associated)
    {
        if (box.Length < 1 + Nonce + PadTo + Tag || box[0] != Version)
            throw new VaultRefused("A sealed value has no known form.");
        var padded = new byte[box.Length - 1 - Nonce - Tag];
        try
        {
            using var aes = new AesGcm(key, Tag);
            aes.Decrypt(box.Slice(1, Nonce), box[(1 + Nonce)..^Tag], box[^Tag..], padded, Bytes(associated));
        }
        catch (CryptographicException e)
        {
            throw new VaultRefused("A sealed value does not open with this key at this place.", e);
        }

        return padded[4..(4 + BinaryPrimitives.ReadInt32BigEndian(padded))];
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
