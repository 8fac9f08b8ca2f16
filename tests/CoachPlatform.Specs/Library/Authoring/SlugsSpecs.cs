using CoachPlatform.Library.Authoring;

namespace CoachPlatform.Specs.Library.Authoring;

public class SlugsSpecs
{
    [Theory]
    [InlineData("One moment this week", "one-moment-this-week")]
    [InlineData("  Ça va?  Oui!", "ca-va-oui")]
    [InlineData("It’s “fine”", "its-fine")]
    [InlineData("5 things", "exercise-5-things")]
    [InlineData("你好", "exercise")]
    [InlineData("", "exercise")]
    [InlineData("A title that goes on and on and will not come to an end soon", "a-title-that-goes-on-and-on-and-will-not-come-to")]
    public void a_title_becomes_an_address(string title, string slug) => Assert.Equal(slug, Slugs.Of(title));

    [Fact]
    public void a_taken_one_gets_a_number() => Assert.Equal("tea-3", Slugs.Free("tea", s => s is "tea" or "tea-2"));
}
