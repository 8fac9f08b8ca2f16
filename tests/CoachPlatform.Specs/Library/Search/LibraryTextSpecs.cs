using CoachPlatform.Library;
using CoachPlatform.Library.Documents;
using CoachPlatform.Library.Search;

namespace CoachPlatform.Specs.Library.Search;

public sealed class LibraryTextSpecs
{
    private static readonly Exercise Exercise = SamplePack.TheExercise(SamplePack.Text);

    [Fact]
    public void an_exercise_is_found_by_everything_that_it_says_and_asks()
    {
        var text = LibraryText.OfShipped(Exercise, "en");

        Assert.Equal(("*", "a-small-thing", "english", "A small thing"), (text.Tenant, text.Ref, text.Language, text.Title));
        foreach (var words in new[] { "It is good to do things.", "The plan", "Do it.", "Which drink?", "Coffee" })
            Assert.Contains(words, text.Detail, StringComparison.Ordinal);
        foreach (var words in new[] { "Take one small thing", "time together", "A1", "000" })
            Assert.Contains(words, text.Rest, StringComparison.Ordinal);
    }

    [Fact]
    public void another_text_or_another_language_is_another_stamp()
    {
        string[] stamps =
        [
            LibraryText.OfShipped(Exercise, "en").Stamp, LibraryText.OfShipped(Exercise, "es").Stamp, LibraryText.OfShipped(Exercise with { VersionId = "other" }, "en").Stamp,
            LibraryText.OfOwn("p", Exercise).Stamp,
        ];
        Assert.Equal(stamps, stamps.Distinct());
        Assert.Equal(stamps[0], LibraryText.OfShipped(Exercise, "en-GB").Stamp);
    }

    [Fact]
    public void a_document_gives_a_text_for_each_of_its_passages_and_none_holds_the_marks_of_a_snippet()
    {
        var place = new SourcePlace(PlaceUnit.Character, 0, 10);
        var id = Guid.Parse("018f0000-0000-7000-8000-000000000001");
        var document = new SourceDocument(
            id, "Evenings", SourceFormat.Text, "", 10, PlaceUnit.Character, 10, default, default, Revision: 2, Withdrawn: false,
            [new Passage("Walk \uE000first", [new Paragraph("Take the long way\uE001 round.", place)]), new Passage("Then talk", [new Paragraph("Ask one thing.", place), new Paragraph("Wait.", place)])], []);

        var texts = LibraryText.OfPassages("p", document);

        Assert.Equal([("018f0000-0000-7000-8000-000000000001", 1), ("018f0000-0000-7000-8000-000000000001", 2)], texts.Select(t => (t.Ref, t.N)));
        Assert.Equal(["Walk  first", "Then talk"], texts.Select(t => t.Title));
        Assert.Equal(["Take the long way  round.", "Ask one thing.\n\nWait."], texts.Select(t => t.Body));
        Assert.Single(texts.Select(t => t.Stamp).Distinct());
        Assert.NotEqual(texts[0].Stamp, LibraryText.OfPassages("p", document with { Revision = 3 })[0].Stamp);
    }
}
