using System.Globalization;
using System.Text;

namespace CoachPlatform.Library.Authoring;

/// <summary>Names for addresses and files, made from titles.</summary>
internal static class Slugs
{
    private const int Longest = 50;

    /// <summary>Pages of the library that stand where exercises do.</summary>
    private static readonly string[] Pages = ["import", "import-pack"];

    public static bool IsTaken(string slug) => Pages.Contains(slug);

    /// <summary>Lower-case words of plain letters joined by hyphens; a title without any gives <paramref name="otherwise"/>.</summary>
    public static string Of(string title, string otherwise = "exercise")
    {
        var slug = new StringBuilder();
        foreach (var c in title.Normalize(NormalizationForm.FormD))
        {
            if (char.IsAsciiLetterOrDigit(c))
                slug.Append(char.ToLowerInvariant(c));
            else if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark && c is not ('’' or '\'') && slug.Length > 0 && slug[^1] != '-')
                slug.Append('-');
        }

        var words = slug.ToString().Trim('-');
        if (words.Length > Longest)
            words = words[..(words.LastIndexOf('-', Longest) is > 0 and var end ? end : Longest)];
        return words.Length == 0 ? otherwise : char.IsAsciiLetter(words[0]) ? words : $"{otherwise}-{words}";
    }

    /// <summary>The slug itself where it is free, else with the first number that makes it so.</summary>
    public static string Free(string slug, Func<string, bool> taken)
    {
        var free = slug;
        for (var n = 2; taken(free); n++)
            free = $"{slug}-{n}";
        return free;
    }
}
