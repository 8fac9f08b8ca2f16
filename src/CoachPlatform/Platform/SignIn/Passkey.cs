using System.Buffers.Text;
using Marten.Schema;
using Microsoft.AspNetCore.Identity;

namespace CoachPlatform.Platform.SignIn;

/// <summary>A passkey of a person: its public half, and the name they gave it. What the device said of itself when it was made is not kept.</summary>
/// <param name="CredentialId">Base64url, unique.</param>
/// <param name="PublicKey">A COSE key in base64url.</param>
[SingleTenanted]
[DocumentAlias("passkey")]
public sealed record Passkey(
    Guid Id, Guid PersonId, string CredentialId, string Name, string PublicKey, long SignCount, IReadOnlyList<string> Transports,
    bool BackupEligible, bool BackedUp, DateTimeOffset CreatedAt, DateTimeOffset? UsedAt = null)
{
    /// <summary>How many one person may have.</summary>
    public const int Most = 10;

    public const int LongestName = 60;

    public static string IdOf(byte[] credential) => Base64Url.EncodeToString(credential);

    public static Passkey New(Guid id, Guid personId, UserPasskeyInfo made) => new(
        id, personId, IdOf(made.CredentialId), made.Name ?? "", Base64Url.EncodeToString(made.PublicKey), made.SignCount, made.Transports ?? [],
        made.IsBackupEligible, made.IsBackedUp, made.CreatedAt);

    /// <summary>As Identity knows it. It was made with the person verified, and is asked for no other way.</summary>
    public UserPasskeyInfo ToInfo() => new(
        Base64Url.DecodeFromChars(CredentialId), Base64Url.DecodeFromChars(PublicKey), CreatedAt, (uint)SignCount, [.. Transports], isUserVerified: true, BackupEligible, BackedUp,
        attestationObject: [], clientDataJson: [])
    {
        Name = Name,
    };
}
