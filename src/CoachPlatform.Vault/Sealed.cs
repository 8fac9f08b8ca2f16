namespace CoachPlatform.Vault;

/// <summary>A text or number that a person gave, encrypted. The only form in which it reaches an event.</summary>
/// <param name="Key">The row in <c>vault.keys</c> that opens it; once that row is destroyed nothing does.</param>
/// <param name="Box">Base64 of version byte, 12-byte nonce, AES-256-GCM ciphertext padded to 64-byte steps, 16-byte tag.</param>
public sealed record Sealed(Guid Key, string Box);
