using CoachPlatform.Library.Documents;

namespace CoachPlatform.Specs.Library.Documents;

/// <summary>The five documents that the shipped packs were drawn from. They are no part of the repository; COACH_DOCUMENTS names their folder.</summary>
public class SourceDocumentsSpecs
{
    // Beginnings alone, as the documents' own words are not ours to repeat.
    public static TheoryData<string, string[]> Documents => new()
    {
        { "000", ["Take Part", "Support", "Listen to"] },
        { "001", ["Spend More", "Always Be", "Improve", "Be Spont", "Focus More", "Develop", "Communication"] },
        { "002", ["Key Take", "Understanding Emo", "Importance", "Building Trust"] },
        { "003", ["Have each", "Keep each", "Listen to", "Make love", "Be each", "Initiate", "Know each", "Know and", "Ask", "Support each"] },
        { "004", ["Embrace", "Be Vul", "Talk About", "Emphasize", "Offer", "Cultivate", "Explore", "Use the"] },
    };

    [Theory, MemberData(nameof(Documents))]
    public void a_source_document_comes_to_its_sections(string number, string[] beginnings)
    {
        var titles = Import(number).Titles().ToList();
        Assert.Equal(beginnings, titles.Zip(beginnings, (t, b) => t.StartsWith(b, StringComparison.Ordinal) ? b : t).Concat(titles.Skip(beginnings.Length)));
    }

    [Theory]
    [InlineData("000", CutReason.Byline, 1)]
    [InlineData("001", CutReason.ReadingTime, 1)]
    [InlineData("002", CutReason.Date, 1)]
    [InlineData("002", CutReason.Caption, 1)]
    [InlineData("002", CutReason.ImagePrompt, 1)]
    [InlineData("002", CutReason.Keywords, 1)]
    [InlineData("003", CutReason.Biography, 3)]
    [InlineData("004", CutReason.Opening, 1)]
    public void what_is_not_advice_in_it_is_set_aside(string number, CutReason reason, int count) => Assert.Equal(count, Import(number).CutAs(reason).Count());

    [Theory, MemberData(nameof(Documents))]
    public void nothing_but_these_is_cut_and_every_passage_has_prose(string number, string[] beginnings)
    {
        var found = Import(number);
        Assert.Equal(beginnings.Length, found.Passages.Count);
        Assert.All(found.Passages, p => Assert.True(p.Text.Length > 100, p.Title));
        Assert.True(found.Cuts.Count <= 5, string.Join(", ", found.Cuts.Select(c => c.Reason)));
    }

    private static Findings Import(string number)
    {
        var folder = Environment.GetEnvironmentVariable("COACH_DOCUMENTS");
        Assert.SkipWhen(string.IsNullOrEmpty(folder), "COACH_DOCUMENTS does not name the folder of the source documents.");
        return ReadFiles.Find("a.txt", File.ReadAllBytes(Assert.Single(Directory.GetFiles(folder, $"{number}_*.txt"))));
    }
}
