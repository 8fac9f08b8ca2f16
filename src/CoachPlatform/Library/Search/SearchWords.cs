using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace CoachPlatform.Library.Search;

/// <summary>What somebody typed to look for, made ready for PostgreSQL. Pure, and anything can be typed.</summary>
/// <param name="Text">With the operators of a web search: quotes, <c>or</c>, and a leading hyphen for what must not be there.</param>
/// <param name="Folded">The same without accents; empty where something is excluded, which another spelling must not bring back.</param>
/// <param name="Head">All but the last word.</param>
/// <param name="Last">The last word without accents, as far as it was typed; empty when it cannot be the beginning of another.</param>
public sealed partial record SearchWords(string Text, string Folded, string Head, string Last)
{
    public const int Longest = 200;

    /// <summary>Null when there is nothing to look for.</summary>
    public static SearchWords? Of(string? typed)
    {
        var text = Clean(typed ?? "");
        if (text.Length == 0)
            return null;
        var last = LastWord().Match(text);
        var begins = last.Success && text.Count(c => c == '"') % 2 == 0 && !last.Value.Equals("or", StringComparison.OrdinalIgnoreCase);
        return new SearchWords(text, Excludes().IsMatch(text) ? "" : Fold(text), begins ? text[..last.Index].Trim() : text, begins ? Fold(last.Value) : "");
    }

    /// <summary>Without accents: <c>canción</c> is <c>cancion</c>.</summary>
    public static string Fold(string text)
    {
        var bare = new StringBuilder(text.Length);
        foreach (var c in text.Normalize(NormalizationForm.FormD))
            if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
                bare.Append(c);
        return bare.ToString().Normalize(NormalizationForm.FormC);
    }

    /// <summary>What no text has becomes a space: controls, halves of a character, and the marks of a snippet.</summary>
    public static string Clean(string text)
    {
        var clean = text.ToCharArray();
        for (var bad = PlainText.FirstBad(new string(clean)); bad >= 0; bad = PlainText.FirstBad(new string(clean)))
            clean[bad] = ' ';
        return new string(clean).Replace(Snippet.From, ' ').Replace(Snippet.To, ' ').Normalize(NormalizationForm.FormC).Trim();
    }

    // Two letters at least: one alone begins half of the words there are.
    [GeneratedRegex(@"(?<![^\s])[\p{L}\p{M}\p{N}]{2,}\z", RegexOptions.CultureInvariant)]
    private static partial Regex LastWord();

    [GeneratedRegex(@"(?<![^\s])-", RegexOptions.CultureInvariant)]
    private static partial Regex Excludes();
}
