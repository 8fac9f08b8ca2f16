using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace CoachPlatform.Platform.SignIn;

/// <summary>The six digits that an authenticator app shows: RFC 6238 with SHA-1, 30 seconds and six digits, which every such app knows.</summary>
public static class Totp
{
    private const int StepSeconds = 30;
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>A new secret of 160 bits in base 32, as an app takes it typed or scanned.</summary>
    public static string NewSecret() => Encode(RandomNumberGenerator.GetBytes(20));

    /// <summary>The step that the code belongs to, when it is one of now or one step beside it and later than the last that was used.</summary>
    public static long? Fits(string secret, string? code, DateTimeOffset now, long lastUsed)
    {
        var typed = string.Concat((code ?? "").Where(c => !char.IsWhiteSpace(c)));
        if (typed.Length != 6 || !typed.All(char.IsAsciiDigit))
            return null;
        var step = now.ToUnixTimeSeconds() / StepSeconds;
        foreach (var near in new[] { step, step - 1, step + 1 })
            if (near > lastUsed && CryptographicOperations.FixedTimeEquals(System.Text.Encoding.ASCII.GetBytes(CodeAt(secret, near)), System.Text.Encoding.ASCII.GetBytes(typed)))
                return near;
        return null;
    }

    public static string Code(string secret, DateTimeOffset at) => CodeAt(secret, at.ToUnixTimeSeconds() / StepSeconds);

    /// <summary>What an app scans.</summary>
    public static string Address(string secret, string issuer, string name) =>
        $"otpauth://totp/{Uri.EscapeDataString(issuer)}:{Uri.EscapeDataString(name)}?secret={secret}&issuer={Uri.EscapeDataString(issuer)}";

    /// <summary>Base 32 in upper case without padding.</summary>
    public static string Encode(ReadOnlySpan<byte> bytes)
    {
        var text = new System.Text.StringBuilder();
        int buffer = 0, bits = 0;
        foreach (var b in bytes)
        {
            buffer = (buffer << 8) | b;
            for (bits += 8; bits >= 5; bits -= 5)
                text.Append(Base32[(buffer >> (bits - 5)) & 31]);
            buffer &= (1 << bits) - 1;
        }

        return bits == 0 ? text.ToString() : text.Append(Base32[(buffer << (5 - bits)) & 31]).ToString();
    }

    private static byte[] Decode(string text)
    {
        var bytes = new List<byte>();
        int buffer = 0, bits = 0;
        foreach (var c in text)
        {
            buffer = ((buffer << 5) | Base32.IndexOf(c, StringComparison.Ordinal)) & 0xFFFF;
            bits += 5;
            if (bits < 8)
                continue;
            bits -= 8;
            bytes.Add((byte)(buffer >> bits));
        }

        return [.. bytes];
    }

    private static string CodeAt(string secret, long step)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
#pragma warning disable CA5350 // The apps know no other hash; a keyed hash of a secret does not lean on what SHA-1 has lost.
        var hash = HMACSHA1.HashData(Decode(secret), counter);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 0x0F)) & int.MaxValue;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }
}
