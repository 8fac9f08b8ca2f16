using CoachPlatform.Library.Search;

namespace CoachPlatform.Specs.Library.Search;

public sealed class NearestWordSpecs
{
    private static readonly string[] Titles = ["Six signs of listening", "A friend like you", "trust", "Small promises"];

    [Theory]
    [InlineData("lisening", "listening")]
    [InlineData("FREIND", "friend")]
    [InlineData("trüst", null)]
    [InlineData("promised", "promises")]
    [InlineData("listening", null)]
    [InlineData("xylophone", null)]
    [InlineData("of", null)]
    [InlineData("zzzz lisening", "listening")]
    public void the_nearest_word_of_the_library_is_offered(string typed, string? nearest) => Assert.Equal(nearest, NearestWord.Of(typed, Titles));
}
