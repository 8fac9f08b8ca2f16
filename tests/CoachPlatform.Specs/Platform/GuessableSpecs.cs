using CoachPlatform.Platform.SignIn;

namespace CoachPlatform.Specs.Platform;

public class GuessableSpecs
{
    [Theory]
    [InlineData("password1234")]
    [InlineData("Passwort123!")]
    [InlineData("qwertyuiop123")]
    [InlineData("123456789012")]
    [InlineData("iloveyou2026")]
    [InlineData("letmein-letmein")]
    [InlineData("marguerite_ana", "marguerite_ana")]
    [InlineData("marguerite2026", "marguerite@couple.example")]
    public void what_is_tried_first_is_guessable(string password, string signInName = "somebody@couple.example") =>
        Assert.True(Guessable.Is(password, signInName));

    [Theory]
    [InlineData("a good long password")]
    [InlineData("correct horse battery")]
    [InlineData("kettle lamp ninety river")]
    [InlineData("dGk4!s-9w2Kq")]
    [InlineData("пять зелёных лодок")]
    public void a_few_words_in_a_row_are_not(string password) => Assert.False(Guessable.Is(password, "somebody@couple.example"));

    [Fact]
    public void the_longest_that_may_be_given_is_looked_at_too()
    {
        Assert.True(Guessable.Is(new string('a', 200), "ana"));
        Assert.False(Guessable.Is(string.Concat(Enumerable.Repeat("kettle lamp ninety river ", 8)), "ana"));
    }
}
