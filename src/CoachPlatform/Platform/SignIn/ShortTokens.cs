using System.Security.Cryptography;
using System.Text.Json;
using Marten;
using Marten.Schema;
using Microsoft.AspNetCore.DataProtection;

namespace CoachPlatform.Platform.SignIn;

/// <summary>That a token was used. It goes once the token could not be read any more.</summary>
[SingleTenanted]
[DocumentAlias("spent_token")]
public sealed record SpentToken(Guid Id, DateTimeOffset Forget);

/// <summary>What a browser carries from one request to the next for a few minutes: unreadable to it, good for one purpose and, where it is spent, once.</summary>
public sealed class ShortTokens(IDataProtectionProvider protection, TimeProvider clock)
{
    public static TimeSpan Lasts { get; } = TimeSpan.FromMinutes(5);

    /// <param name="purpose">Names what it is for and whose it is; a token of one purpose means nothing for another.</param>
    public string Make(string purpose, string value)
    {
        var now = clock.GetUtcNow();
        return protection.CreateProtector("short-token", purpose).Protect(JsonSerializer.Serialize(new Token(Ids.New(now), now + Lasts, value)));
    }

    /// <summary>Null when it is of another purpose, not ours, or too old.</summary>
    public Token? Read(string purpose, string? token)
    {
        try
        {
            return !string.IsNullOrEmpty(token) && JsonSerializer.Deserialize<Token>(protection.CreateProtector("short-token", purpose).Unprotect(token)) is { } read && read.Until > clock.GetUtcNow()
                ? read
                : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>Queues that a token was used; saving fails with <see cref="JasperFx.DocumentAlreadyExistsException"/> when it was used before.</summary>
    public void Spend(IDocumentSession session, Token token)
    {
        var now = clock.GetUtcNow();
        session.DeleteWhere<SpentToken>(t => t.Forget < now);
        session.Insert(new SpentToken(token.Id, token.Until));
    }

    public sealed record Token(Guid Id, DateTimeOffset Until, string Value);
}
