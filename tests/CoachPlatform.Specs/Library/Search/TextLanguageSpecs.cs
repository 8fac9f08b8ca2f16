using CoachPlatform.Library;
using CoachPlatform.Library.Search;

namespace CoachPlatform.Specs.Library.Search;

public sealed class TextLanguageSpecs
{
    [Theory]
    [InlineData("en", "english")]
    [InlineData("en-GB", "english")]
    [InlineData("ES", "spanish")]
    [InlineData("de_AT", "german")]
    [InlineData("tlh", "simple")]
    [InlineData("", "simple")]
    [InlineData(null, "simple")]
    public void a_tag_names_a_configuration(string? tag, string configuration) => Assert.Equal(configuration, TextLanguage.Of(tag));

    [Theory]
    [InlineData("Sit down together and say what you have noticed about the other this week.", "english")]
    [InlineData("Sentaos juntos y decid lo que cada uno ha notado en el otro durante la semana, sin prisa.", "spanish")]
    [InlineData("Setzt euch zusammen und sagt, was ihr in der Woche an dem anderen bemerkt habt. Das ist nicht eine Prüfung.", "german")]
    [InlineData("Listen", "english")]
    [InlineData("", "english")]
    [InlineData("1234 5678 !?", "english")]
    public void the_small_words_tell_a_language_and_where_they_do_not_it_is_the_screens_own(string text, string configuration) => Assert.Equal(configuration, TextLanguage.Guess(text));

    [Fact]
    public void every_shipped_exercise_would_be_taken_for_the_language_its_pack_says()
    {
        var shipped = ShippedLibrary.Load(Path.Combine(AppContext.BaseDirectory, "seeds", "library"));
        Assert.All(
            shipped.Packs.SelectMany(p => p.Practices.Select(practice => (p.Language, practice.Exercise))),
            e => Assert.Equal(TextLanguage.Of(e.Language), LibraryText.OfOwn("p", e.Exercise).Language));
    }
}
