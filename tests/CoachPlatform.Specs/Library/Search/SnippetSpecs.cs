using CoachPlatform.Library.Search;
using CsCheck;

namespace CoachPlatform.Specs.Library.Search;

public sealed class SnippetSpecs
{
    [Fact]
    public void what_was_found_is_told_from_what_stands_around_it() => Assert.Equal(
        [new SnippetPart("take ", false), new SnippetPart("<b>turns</b>", true), new SnippetPart(" and ", false), new SnippetPart("listen", true)],
        Snippet.Parts($"take {Snippet.From}<b>turns</b>{Snippet.To} and {Snippet.From}listen{Snippet.To}"));

    [Fact]
    public void no_word_is_lost_however_the_marks_stand() => Gen.String[Gen.OneOf(Gen.Char['a', 'f'], Gen.Const(Snippet.From), Gen.Const(Snippet.To)), 0, 20].Sample(marked =>
        Assert.Equal(marked.Replace($"{Snippet.From}", "").Replace($"{Snippet.To}", ""), string.Concat(Snippet.Parts(marked).Select(p => p.Text)).Replace($"{Snippet.To}", "")));
}
