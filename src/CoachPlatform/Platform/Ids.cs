using System.Security.Cryptography;
using System.Text;

namespace CoachPlatform.Platform;

/// <summary>The only place where new ids are made. Time-ordered ids at the edge, name ids where two nodes must arrive at the same one.</summary>
public static class Ids
{
    private static readonly Guid Namespace = new("7c0e6a4e-54d8-5f0b-9d3f-6a1f2f1c7f55");

    /// <summary>A new version 7 id. Never call it in a decision or a projection.</summary>
#pragma warning disable RS0030 // This is the place the ban points to.
    public static Guid New(DateTimeOffset now) => Guid.CreateVersion7(now);
#pragma warning restore RS0030

    /// <summary>A version 5 (SHA-1 name) id over <c>tenant|part|part…</c>: the same parts give the same id anywhere.</summary>
    public static Guid Named(string tenant, params ReadOnlySpan<string> parts)
    {
        var name = Encoding.UTF8.GetBytes(string.Join('|', [tenant, .. parts]));
        Span<byte> input = stackalloc byte[16 + name.Length];
        Namespace.TryWriteBytes(input, bigEndian: true, out _);
        name.CopyTo(input[16..]);
        Span<byte> hash = stackalloc byte[20];
#pragma warning disable CA5350 // RFC 9562 version 5 is defined over SHA-1; nothing secret depends on it.
        SHA1.HashData(input, hash);
#pragma warning restore CA5350
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }

    /// <summary>The round of an assignment's n-th occurrence, n = 1, 2, ….</summary>
    public static Guid Round(string tenant, Guid assignmentId, int occurrence) =>
        Named(tenant, assignmentId.ToString("N"), occurrence.ToString(System.Globalization.CultureInfo.InvariantCulture));
}
