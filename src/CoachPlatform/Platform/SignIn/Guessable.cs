using System.Text.RegularExpressions;

namespace CoachPlatform.Platform.SignIn;

/// <summary>Whether a password is among the first that a program would try: one that is known, a keyboard row, a date, a name of this account. Pure.</summary>
/// <remarks>After zxcvbn (Wheeler, USENIX Security 2016), whose lists hold the passwords that are used and leak most.</remarks>
public static partial class Guessable
{
    /// <summary>Of the estimate's 0 to 4. Below it, a hundred million guesses are enough.</summary>
    private const int Enough = 2;

    // What comes later only makes it harder to guess, and the time of an estimate grows faster than the length.
    private const int Looked = 64;

    /// <param name="signInName">What the account signs in with; its parts are guessed first.</param>
    public static bool Is(string password, string signInName) =>
        Zxcvbn.Zxcvbn.MatchPassword(password[..Math.Min(Looked, password.Length)], [signInName, .. Parts().Split(signInName).Where(p => p.Length > 2), "coachplatform"]).Score < Enough;

    [GeneratedRegex(@"[^\p{L}\p{N}]+")]
    private static partial Regex Parts();
}
