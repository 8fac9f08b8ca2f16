using System.Security.Cryptography;
using System.Text;

namespace CoachPlatform.Platform.SignIn;

/// <summary>Ten codes on paper for the day the phone is gone. Each works once. 80 random bits need no slow hash.</summary>
public static class RecoveryCodes
{
    public const int Count = 10;

    /// <summary>New codes such as <c>k3vd-q7xa-m2nh-t5pc</c>, to be shown once.</summary>
    public static IReadOnlyList<string> New() => [.. Enumerable.Range(0, Count).Select(_ => One())];

    /// <summary>What is kept of a code; the person stands in it, so that equal codes of two people look different.</summary>
    public static string Hash(Guid personId, string? code) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{personId:N}|{string.Concat((code ?? "").Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant()}")));

    /// <summary>Whether it has the length of one; the codes of an app are shorter.</summary>
    public static bool LooksLikeOne(string? code) => code?.Count(char.IsAsciiLetterOrDigit) == 16;

    private static string One()
    {
        var letters = Totp.Encode(RandomNumberGenerator.GetBytes(10)).ToLowerInvariant();
        return string.Join('-', Enumerable.Range(0, 4).Select(i => letters.Substring(i * 4, 4)));
    }
}
