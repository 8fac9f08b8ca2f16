using CoachPlatform.Library;
using CoachPlatform.Library.Documents;
using CoachPlatform.Web.Coach;

namespace CoachPlatform.Specs.Web;

public sealed class LibraryLookSpecs
{
    [Fact]
    public void no_html_of_a_document_reaches_a_page()
    {
        var html = LibraryLook.Html("One *word*.\n\n<script>alert(1)</script>\n\n<img src=x onerror=alert(1)>").Value;

        Assert.Contains("<em>word</em>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img", html, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("2021-11-10", "November 2021")]
    [InlineData("2024-02", "February 2024")]
    [InlineData("2019", "2019")]
    [InlineData("unknown", null)]
    public void a_document_is_dated_as_far_as_it_says(string date, string? words) => Assert.Equal(words, LibraryLook.Dated(date));

    [Fact]
    public void what_was_cut_is_named_each_reason_once() =>
        Assert.Equal("Who wrote it, Caption of a picture (2)", LibraryLook.Cuts([(CutReason.Byline, 1), (CutReason.Caption, 2)]));

    [Fact]
    public void an_address_keeps_what_was_asked_for()
    {
        var address = new LibraryAddress(
            "two words", new LibraryFilter("time together", "money", Mode.Joint, 20, "003", Favourite: true, Own: true), Guid.Parse("018f0000-0000-7000-8000-000000000001"));

        Assert.Equal(
            "/library/one?query=two%20words&dimension=time%20together&topic=money&mode=joint&minutes=20&document=003&favourite=true&own=true&case=018f0000-0000-7000-8000-000000000001",
            address.To("one"));
        Assert.Equal(5, address.More);
        Assert.Equal("/library", (LibraryAddress.Everything with { Query = "" }).To(null));
        Assert.Equal("/library?case=018f0000-0000-7000-8000-000000000001", address.Cleared.To(null));
    }
}
