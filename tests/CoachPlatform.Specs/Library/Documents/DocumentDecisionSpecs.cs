using CoachPlatform.Library.Documents;

namespace CoachPlatform.Specs.Library.Documents;

public class DocumentDecisionSpecs
{
    private static readonly Guid Id = new("00000000-0000-7000-8000-0000000000d0");

    private static readonly SourceDocument Document = new(
        Id, "Evenings", SourceFormat.Text, "ab", 100, PlaceUnit.Character, 100, Couple.Now, Couple.Coach, 0, false,
        [Passage("One", 0, 40), Passage("Two", 40, 80)], [new Cut(CutReason.Byline, "By Rosa", At(80, 90)), new Cut(CutReason.Opening, "Before", At(90, 100))]);

    private static SourcePlace At(int from, int to) => new(PlaceUnit.Character, from, to);

    private static Passage Passage(string title, int from, int to) => new(title, [new Paragraph("Some words.", At(from, to))]);

    private static SettlePassages.Request Corrected(params Passage[] passages) => new(0, passages, null, null);

    private static DocumentState After(params object[] events) => events.Aggregate((DocumentState?)null, DocumentState.Fold)!;

    [Fact]
    public void an_import_says_in_counts_what_was_found() =>
        Assert.Equal(new DocumentImported(Id, "ab", 2, 2), ImportDocument.Decide(Document));

    [Fact]
    public void passages_are_proposals_until_they_are_saved_and_each_saving_is_a_revision()
    {
        var imported = After(new DocumentImported(Id, "ab", 2, 2));
        Assert.Equal(new DocumentState(Id, "ab", 0, false), imported);
        Assert.Equal([new PassagesSettled(Id, 1)], SettlePassages.Decide(imported, 0).Events);
        Assert.Equal([new PassagesSettled(Id, 2)], SettlePassages.Decide(After(new DocumentImported(Id, "ab", 2, 2), new PassagesSettled(Id, 1)), 1).Events);
    }

    [Fact]
    public void corrections_of_another_revision_are_refused_and_name_the_one_there_is()
    {
        var refusal = SettlePassages.Decide(After(new DocumentImported(Id, "ab", 2, 2), new PassagesSettled(Id, 1)), 0).Refusal!;
        Assert.Equal((409, "passages-moved"), (refusal.Status, refusal.Slug));
        Assert.Equal(1, refusal.More!["revision"]);
    }

    [Fact]
    public void a_withdrawn_document_takes_no_corrections_and_withdrawing_it_again_changes_nothing()
    {
        var withdrawn = After(new DocumentImported(Id, "ab", 2, 2), new DocumentWithdrawn(Id));
        Assert.Equal("document-withdrawn", SettlePassages.Decide(withdrawn, 0).Refusal?.Slug);
        Assert.Equal([new DocumentWithdrawn(Id)], WithdrawDocument.Decide(After(new DocumentImported(Id, "ab", 2, 2))).Events);
        Assert.Empty(WithdrawDocument.Decide(withdrawn).Events);
    }

    [Fact]
    public void a_restored_cut_leaves_the_cuts_and_a_dropped_passage_joins_them()
    {
        var settled = SettlePassages.Settled(Document, new SettlePassages.Request(0, [Passage(" One ", 0, 40)], [1], [Passage("Two", 40, 80)]));
        Assert.Equal(1, settled.Revision);
        Assert.Equal(["One"], settled.Passages.Select(p => p.Title));
        Assert.Equal([(CutReason.Dropped, "Two\n\nSome words."), (CutReason.Opening, "Before")], settled.Cuts.Select(c => (c.Reason, c.Text)));
    }

    [Fact]
    public void what_is_wrong_is_said_of_each_passage_by_its_place_in_the_list()
    {
        var refusal = PassageRules.Check(Document, new SettlePassages.Request(
            null, [Passage("", 0, 40), Passage(new string('x', 121), 40, 101), new Passage("Three", []), null!], [3], [Passage("", 0, 1)]));
        Assert.Equal(422, refusal!.Status);
        Assert.Equal(
            ["revision", "passages[0].title", "passages[1]", "passages[1].title", "passages[2]", "passages[3]", "passages[3].title", "dropped[0].title", "restored"],
            refusal.Errors!.Keys);
    }

    [Fact]
    public void passages_that_are_in_order_pass() => Assert.Null(PassageRules.Check(Document, Corrected(Passage("One", 0, 100))));

    [Fact]
    public void no_passages_at_all_are_refused() => Assert.Equal(["passages"], PassageRules.Check(Document, Corrected())!.Errors!.Keys);

    [Fact]
    public void a_file_or_a_text_is_asked_for_and_not_both()
    {
        Assert.Equal(["file"], ImportDocument.Check(new(null, null, null, " "))!.Errors!.Keys);
        Assert.Equal(["text"], ImportDocument.Check(new(null, "a.txt", [1], "words"))!.Errors!.Keys);
        Assert.Equal(["name"], ImportDocument.Check(new(new string('x', 121), "a.txt", [1], null))!.Errors!.Keys);
        Assert.Equal(["text"], ImportDocument.Check(new(null, null, null, "half a \uD800 pair"))!.Errors!.Keys);
        Assert.Null(ImportDocument.Check(new(null, "a.txt", [1], null)));
        Assert.Null(ImportDocument.Check(new(null, null, null, "words\r\nand more")));
    }
}
