using CoachPlatform.Library.Documents;

namespace CoachPlatform.Specs.Library.Documents;

/// <summary>The same small document in every format comes to the same three passages.</summary>
public class GoldenImportSpecs
{
    public static TheoryData<string> Formats => ["evenings.txt", "evenings.md", "evenings.html", "evenings.docx", "evenings.pdf"];

    private static byte[] Bytes(string name) => Path.GetExtension(name) switch
    {
        ".txt" => System.Text.Encoding.UTF8.GetBytes(MadeFiles.Text),
        ".md" => System.Text.Encoding.UTF8.GetBytes(MadeFiles.Markdown),
        ".html" => System.Text.Encoding.UTF8.GetBytes(MadeFiles.Html),
        ".docx" => MadeFiles.Docx(),
        _ => MadeFiles.Pdf(),
    };

    [Theory, MemberData(nameof(Formats))]
    public void a_document_comes_to_its_three_sections_under_its_own_title(string name)
    {
        var found = ReadFiles.Find(name, Bytes(name));
        Assert.Equal(MadeFiles.Title, found.Title);
        Assert.Equal(MadeFiles.Sections, found.Titles());
    }

    [Theory, MemberData(nameof(Formats))]
    public void what_stands_around_the_advice_is_set_aside_with_its_reason(string name)
    {
        var found = ReadFiles.Find(name, Bytes(name));
        Assert.Equal(["By Rosa Linden"], found.CutAs(CutReason.Byline));
        Assert.StartsWith("None of this needs", Assert.Single(found.CutAs(CutReason.Opening)), StringComparison.Ordinal);
        Assert.DoesNotContain(found.Passages, p => p.Text.Contains("Rosa", StringComparison.Ordinal) || p.Text.Contains("lamp", StringComparison.OrdinalIgnoreCase));
    }

    [Theory, MemberData(nameof(Formats))]
    public void the_items_of_a_list_stay_together_and_keep_their_numbers(string name)
    {
        var swap = ReadFiles.Find(name, Bytes(name)).Passages[1];
        Assert.StartsWith("Choose a chore", swap.Paragraphs[0].Text, StringComparison.Ordinal);
        Assert.StartsWith("1. Write down which one.\n2. Ask how it is done.", swap.Paragraphs[1].Text, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Formats))]
    public void every_passage_knows_its_place_in_the_original_and_they_follow_one_another(string name)
    {
        var read = ReadFiles.Read(name, Bytes(name));
        var places = PassageFinder.Find(read.Blocks).Passages.Select(p => p.Place).ToList();
        Assert.All(places, p => Assert.Equal(read.Unit, p.Unit));
        Assert.All(places, p => Assert.InRange(p.To, p.From, read.Extent));
        Assert.All(places.Zip(places.Skip(1)), p => Assert.True(p.First.To <= p.Second.From, $"{p.First} and {p.Second}"));
    }

    [Theory, MemberData(nameof(Formats))]
    public void reading_twice_gives_the_same(string name) =>
        Assert.Equal(Told.Line(ReadFiles.Find(name, Bytes(name))), Told.Line(ReadFiles.Find(name, Bytes(name))));

    [Theory]
    [InlineData("evenings.txt", CutReason.Caption, "Photo: a lamp beside two books")]
    [InlineData("evenings.txt", CutReason.ReadingTime, "4 min read")]
    [InlineData("evenings.md", CutReason.Caption, "a lamp beside two books")]
    [InlineData("evenings.html", CutReason.Caption, "A lamp beside two books")]
    [InlineData("evenings.html", CutReason.Navigation, "Home Advice")]
    [InlineData("evenings.docx", CutReason.Caption, "A lamp beside two books")]
    [InlineData("evenings.pdf", CutReason.Navigation, "Page 1 of 2")]
    public void each_format_says_in_its_own_way_what_is_not_advice(string name, CutReason reason, string text) =>
        Assert.Contains(text, ReadFiles.Find(name, Bytes(name)).CutAs(reason));

    [Fact]
    public void the_place_of_a_plain_text_is_its_very_characters()
    {
        var read = ReadFiles.Read("evenings.txt", Bytes("evenings.txt"));
        foreach (var paragraph in PassageFinder.Find(read.Blocks).Passages.SelectMany(p => p.Paragraphs.Skip(1)).Where(p => !p.Text.Contains('\n', StringComparison.Ordinal)))
            Assert.Equal(paragraph.Text, MadeFiles.Text[paragraph.Place.From..paragraph.Place.To]);
    }

    [Fact]
    public void places_in_word_are_paragraphs_and_in_pdf_pages()
    {
        Assert.Equal(new SourcePlace(PlaceUnit.Paragraph, 4, 6), ReadFiles.Find("a.docx", MadeFiles.Docx()).Passages[0].Place);
        Assert.Equal(new SourcePlace(PlaceUnit.Page, 2, 2), ReadFiles.Find("a.pdf", MadeFiles.Pdf()).Passages[2].Place);
    }

    [Fact]
    public void a_word_broken_at_the_end_of_a_line_is_made_whole() =>
        Assert.Contains("put together on one plate", ReadFiles.Find("a.pdf", MadeFiles.Pdf()).Passages[0].Text, StringComparison.Ordinal);

    [Fact]
    public void a_lower_heading_stays_a_line_of_its_passage() =>
        Assert.Contains("How long", ReadFiles.Find("a.md", Bytes("a.md")).Passages[1].Paragraphs.Select(p => p.Text));
}
