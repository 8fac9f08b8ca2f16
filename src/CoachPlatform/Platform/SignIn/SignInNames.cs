using CoachPlatform.Platform.Mail;
using Microsoft.AspNetCore.Identity;

namespace CoachPlatform.Platform.SignIn;

/// <summary>What may be a sign-in name: a mail address, or a name that its person chose, since two people may share a mailbox.</summary>
public static class SignInNames
{
    /// <param name="name">Without spaces around it.</param>
    public static bool MayBe(string name) =>
        name.Contains('@', StringComparison.Ordinal)
            ? Addresses.IsOne(name)
            : name.Length is >= 3 and <= 60 && !name.Any(c => char.IsControl(c) || Addresses.IsNoCharacter(c));

    /// <summary>Whose name it is. What cannot be a name is nobody's, and is not looked up: some of it no Unicode normalisation takes.</summary>
    public static async Task<Account?> OfNameAsync(this UserManager<Account> users, string? name) =>
        name?.Trim() is { } trimmed && MayBe(trimmed) ? await users.FindByNameAsync(trimmed) : null;
}
