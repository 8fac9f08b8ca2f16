namespace CoachPlatform.Library.Search;

/// <summary>For somebody who found nothing: the word of the library that is written most like one of theirs. Pure.</summary>
public static class NearestWord
{
    private const int Shortest = 4;

    private static readonly char[] Between = [' ', ',', '.', '-', '’', '\'', '"', '?', ':', ';', '(', ')', '/'];

    /// <returns>In small letters; null when every word is far from all, or stands there as it was typed.</returns>
    public static string? Of(string typed, IEnumerable<string> titles)
    {
        var known = titles.SelectMany(Words).Distinct(StringComparer.Ordinal).ToList();
        return Words(typed)
            .Where(w => !known.Contains(w))
            .SelectMany(w => known.Select(k => (Word: k, Steps: Steps(w, k))).Where(n => n.Steps <= w.Length / 3))
            .OrderBy(n => n.Steps).ThenBy(n => n.Word, StringComparer.Ordinal)
            .Select(n => n.Word).FirstOrDefault();
    }

    private static IEnumerable<string> Words(string text) =>
        SearchWords.Fold(text.ToLowerInvariant()).Split(Between, StringSplitOptions.RemoveEmptyEntries).Where(w => w.Length >= Shortest);

    /// <summary>How many letters have to be put in, taken out or changed (Levenshtein).</summary>
    private static int Steps(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)));
        }

        return row[^1];
    }
}
