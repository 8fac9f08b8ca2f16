using System.Text.RegularExpressions;

namespace CoachPlatform.Specs.Library;

/// <summary>The packs are in our own words. The documents themselves are not part of the project: <c>COACH_DOCUMENTS</c> names their folder.</summary>
public partial class OwnWordsSpecs
{
    private const int InARow = 9;

    [Fact]
    public void no_pack_repeats_nine_words_in_a_row_of_a_source_document()
    {
        var folder = Environment.GetEnvironmentVariable("COACH_DOCUMENTS");
        Assert.SkipWhen(string.IsNullOrEmpty(folder), "COACH_DOCUMENTS does not name the folder of the source documents.");
        var documents = Directory.GetFiles(folder!, "*.txt").Select(File.ReadAllText).ToList();
        Assert.NotEmpty(documents);
        foreach (var pack in new[] { "library", "programmes" }.SelectMany(f => Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "seeds", f), "*.md")))
            Assert.Null(Repeated(File.ReadAllText(pack), documents));
    }

    [Theory]
    [InlineData("One two, three FOUR five six: seven eight nine!", "one two three four five six seven eight nine")]
    [InlineData("One two three four five six seven eight.", null)]
    [InlineData("Two of them don’t mind three four five six seven", null)]
    public void nine_equal_words_in_a_row_are_found_whatever_stands_between_them(string text, string? found) =>
        Assert.Equal(found, Repeated(text, ["Zero. One two three four five\nsix seven eight nine ten."]));

    private static string? Repeated(string text, IEnumerable<string> documents) =>
        Rows(text).FirstOrDefault(documents.SelectMany(Rows).ToHashSet(StringComparer.Ordinal).Contains);

    private static IEnumerable<string> Rows(string text)
    {
        var words = Word().Matches(text.ToLowerInvariant().Replace('’', '\'')).Select(m => m.Value).ToList();
        return Enumerable.Range(0, Math.Max(0, words.Count - InARow + 1)).Select(i => string.Join(' ', words.Skip(i).Take(InARow)));
    }

    [GeneratedRegex("[a-z0-9']+", RegexOptions.CultureInvariant)]
    private static partial Regex Word();
}
