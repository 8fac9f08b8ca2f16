using CoachPlatform.Platform.Mail;

namespace CoachPlatform.Platform.SignIn;

/// <summary>What may be a sign-in name: a mail address, or a name that its person chose, since two people may share a mailbox.</summary>
public static class SignInNames
{
    /// <param name="name">Without spaces around it.</param>
    public static bool MayBe(string name) =>
        name.Contains('@', StringComparison.Ordinal)
            ? Addresses.IsOne(name)
            : name.Length is >= 3 and <= 60 && !name.Any(char.IsControl);
}
