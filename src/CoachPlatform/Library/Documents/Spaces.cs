namespace CoachPlatform.Library.Documents;

internal static class Spaces
{
    /// <summary>One space wherever there was any white space between words, none around.</summary>
    public static string Single(string text) => string.Join(' ', text.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));
}
