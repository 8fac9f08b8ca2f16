using System.Text;
using System.Text.Json;
using CoachPlatform.Cases;
using CoachPlatform.Platform;
using CoachPlatform.Vault;

namespace CoachPlatform.Privacy;

/// <summary>What an installation certifies after an erasure. It names no person and holds no word of anybody.</summary>
/// <param name="PartnerBefore">The digest of the other partner's events; equal to <paramref name="PartnerAfter"/>, since erasing changes nothing of theirs.</param>
/// <param name="BackupsHoldKeyUntil">When the last backup is gone that still holds the wrapped key; null where the installation has not said.</param>
public sealed record ErasureCertificate(
    string Kind,
    Guid CertificateId,
    DateTimeOffset ErasedAt,
    Guid CaseId,
    Seat Seat,
    IReadOnlyList<Guid> DestroyedKeys,
    string PartnerBefore,
    string PartnerAfter,
    DateTimeOffset? BackupsHoldKeyUntil,
    IReadOnlyList<string> Covers,
    IReadOnlyList<string> Leaves)
{
    public const string Name = "coachplatform-erasure-1";

    /// <summary>The bytes that are signed: the certificate's own JSON without any white space, whatever the file around it looks like.</summary>
    public byte[] Signed() => Encoding.UTF8.GetBytes(JsonSerializer.Serialize(this, Store.Json));
}

/// <summary>The file that a person keeps.</summary>
/// <param name="Signature">Base64 of 64 bytes: ECDSA over P-256 with SHA-256, both numbers one after the other.</param>
public sealed record SignedCertificate(ErasureCertificate Certificate, string Signature)
{
    private static readonly JsonSerializerOptions Readable = new(Store.Json) { WriteIndented = true };

    /// <summary>The file, for people and programs alike.</summary>
    public string Written() => JsonSerializer.Serialize(this, Readable) + "\n";

    public static SignedCertificate Of(ErasureCertificate certificate, Signer signer, KeyRow key) =>
        new(certificate, Convert.ToBase64String(signer.Sign(key, certificate.Signed())));

    /// <summary>Null for what is no certificate of this kind.</summary>
    public static SignedCertificate? Parse(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<SignedCertificate>(text, Readable) is { Certificate: { Kind: ErasureCertificate.Name, DestroyedKeys: not null }, Signature: not null } read ? read : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public bool Fits(string publicKey)
    {
        var signature = new byte[128];
        return Convert.TryFromBase64String(Signature, signature, out var length) && Signer.Fits(publicKey, Certificate.Signed(), signature.AsSpan(0, length));
    }
}
