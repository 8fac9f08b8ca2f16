using System.Security.Cryptography;
using System.Text;

namespace CoachPlatform.Platform;

/// <summary>
/// What lets the bearer of an invitation in, in two forms: the token of a link, and a short code to be read out or typed. Shown once, kept nowhere;
/// rows hold the hashes.
/// </summary>
/// <param name="Token">256 bits, URL-safe. It stands behind the <c>#</c> of the link, which browsers keep to themselves.</param>
/// <param name="Code">Ten characters that cannot be taken for one another.</param>
public sealed record OneTimeSecret(string Token, string Code)
{
    /// <summary>No 0 and O, 1 and I and L, and no U: what is read out or written by hand arrives as it was meant.</summary>
    public const string Alphabet = "23456789ABCDEFGHJKMNPQRSTVWXYZ";

    public const int CodeLength = 10;

    // Ten characters are few enough to try them all against a stolen table, so each trial is made to cost.
    private const int CodeIterations = 50_000;

    private static readonly byte[] CodeSalt = Encoding.UTF8.GetBytes("coach-platform|invitation-code");

    public static TimeSpan Lifetime { get; } = TimeSpan.FromDays(14);

    public static OneTimeSecret New() =>
        new(System.Buffers.Text.Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32)), RandomNumberGenerator.GetString(Alphabet, CodeLength));

    /// <summary>In two halves, which are easier to read out.</summary>
    public string ShownCode => $"{Code[..(CodeLength / 2)]}-{Code[(CodeLength / 2)..]}";

    public OneTimeHashes Hashes() => new(HashOfToken(Token), HashOfCode(Code)!);

    public string LinkFrom(HttpRequest request, Guid invitationId) => $"{request.Scheme}://{request.Host}/join/{invitationId}#{Token}";

    public static byte[] HashOfToken(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));

    /// <summary>By which a code is found; null for what is no code. Case, spaces and dashes do not matter.</summary>
    public static byte[]? HashOfCode(string? typed)
    {
        if (typed is null or { Length: > 40 })
            return null;
        var code = string.Concat(typed.Where(c => c != '-' && !char.IsWhiteSpace(c))).ToUpperInvariant();
        return code.Length == CodeLength && code.All(Alphabet.Contains)
            ? Rfc2898DeriveBytes.Pbkdf2(code, CodeSalt, CodeIterations, HashAlgorithmName.SHA256, 32)
            : null;
    }
}

/// <param name="Code">Null for what was made before there were codes.</param>
public sealed record OneTimeHashes(byte[] Token, byte[]? Code)
{
    /// <summary>Whether this is the token or the code.</summary>
    public bool Match(string? secret) =>
        secret is { Length: <= 200 }
        && (CryptographicOperations.FixedTimeEquals(Token, OneTimeSecret.HashOfToken(secret))
            || (Code is not null && OneTimeSecret.HashOfCode(secret) is { } typed && CryptographicOperations.FixedTimeEquals(Code, typed)));
}
