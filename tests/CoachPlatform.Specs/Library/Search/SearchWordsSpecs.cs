using CoachPlatform.Library.Search;
using CsCheck;

namespace CoachPlatform.Specs.Library.Search;

public sealed class SearchWordsSpecs
{
    [Theory]
    [InlineData("listen", "", "listen")]
    [InlineData("felt heard list", "felt heard", "list")]
    [InlineData("  Canción ", "", "Cancion")]
    [InlineData("heard a", "heard a", "")]
    [InlineData("walk or", "walk or", "")]
    [InlineData("\"say it back", "\"say it back", "")]
    [InlineData("\"say it\" back", "\"say it\"", "back")]
    [InlineData("walk -money", "walk -money", "")]
    [InlineData("don't", "don't", "")]
    [InlineData("listen!", "listen!", "")]
    public void the_last_word_is_taken_as_a_beginning_where_it_can_be_one(string typed, string head, string last)
    {
        var words = SearchWords.Of(typed)!;
        Assert.Equal((head, last), (words.Head, words.Last));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \t ")]
    [InlineData("\0\0")]
    [InlineData("\uE000")]
    public void what_holds_no_character_looks_for_nothing(string? typed) => Assert.Null(SearchWords.Of(typed));

    [Fact]
    public void nothing_reaches_the_database_that_no_text_has() => Assert.Equal("a b c d", SearchWords.Of("a\0b\uD800c\uE001d")!.Text);

    [Fact]
    public void where_something_is_excluded_no_other_spelling_brings_it_back()
    {
        Assert.Equal("", SearchWords.Of("heard -canción")!.Folded);
        Assert.Equal("say-it-back cancion", SearchWords.Of("say-it-back canción")!.Folded);
    }

    [Fact]
    public void anything_can_be_typed() => Gen.String.Sample(typed =>
    {
        if (SearchWords.Of(typed) is { } words)
            Assert.All(words.Last, c => Assert.True(char.IsLetterOrDigit(c) || char.IsSurrogate(c) || char.GetUnicodeCategory(c) is System.Globalization.UnicodeCategory.SpacingCombiningMark or System.Globalization.UnicodeCategory.EnclosingMark or System.Globalization.UnicodeCategory.LetterNumber or System.Globalization.UnicodeCategory.OtherNumber));
    });
}
