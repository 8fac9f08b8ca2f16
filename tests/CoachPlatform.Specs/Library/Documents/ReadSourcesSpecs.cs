using CoachPlatform.Library;
using CoachPlatform.Library.Documents;

namespace CoachPlatform.Specs.Library.Documents;

public sealed class ReadSourcesSpecs
{
    private static readonly SourcePlace Place = new(PlaceUnit.Character, 0, 10);

    private static readonly SourceDocument Document = new(
        Guid.Parse("018f0000-0000-7000-8000-000000000001"), "Evenings", SourceFormat.Text, "", 10, PlaceUnit.Character, 10, default, default, Revision: 1, Withdrawn: false,
        [new Passage("Walk first", [new Paragraph("Take the long way.", Place)]), new Passage("Then talk", [new Paragraph("Ask one thing.", Place)])],
        [new Cut(CutReason.Caption, "One", Place), new Cut(CutReason.Byline, "By Rosa", Place), new Cut(CutReason.Caption, "Two", Place)]);

    [Fact]
    public void a_passage_is_found_by_its_title_with_what_was_cut_beside_it()
    {
        var source = ReadSources.Of(Document, " then Talk ");
        Assert.Equal(("Then talk", 2), (source.Passage!.Title, source.N));
        Assert.Equal([(CutReason.Byline, 1), (CutReason.Caption, 2)], source.Cuts);
    }

    [Fact]
    public void a_passage_that_was_retitled_since_is_not_guessed_at()
    {
        var source = ReadSources.Of(Document, "Walk");
        Assert.Null(source.Passage);
        Assert.Equal("Evenings", source.Name);
    }

    [Fact]
    public void the_number_of_a_pack_is_no_imported_document()
    {
        Assert.Null(ReadSources.IdOf(new Source("003", "Something")));
        Assert.Null(ReadSources.IdOf(new Source("{018f0000-0000-7000-8000-000000000001}", "Something")));
        Assert.Equal(Document.Id, ReadSources.IdOf(new Source("018f0000-0000-7000-8000-000000000001", "Something")));
    }
}
