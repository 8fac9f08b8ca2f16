using CoachPlatform.Safety;

namespace CoachPlatform.Specs.Safety;

public class SafetyCheckSpecs
{
    [Theory]
    [InlineData("home", "yes", false)]
    [InlineData("home", "sometimes", true)]
    [InlineData("home", "no", true)]
    [InlineData("afraid", "no", false)]
    [InlineData("afraid", "sometimes", true)]
    [InlineData("afraid", "yes", true)]
    [InlineData("forced", "no", false)]
    [InlineData("forced", "sometimes", true)]
    [InlineData("phone", "yes", false)]
    [InlineData("words", "no", false)]
    [InlineData("home", "", false)]
    public void some_answers_say_that_somebody_is_not_safe(string key, string value, bool @unsafe) =>
        Assert.Equal(@unsafe, SafetyCheck.SaysUnsafe(new Dictionary<string, string> { [key] = value }));

    [Fact]
    public void every_question_may_be_passed()
    {
        Assert.Null(SafetyCheck.Check(new Dictionary<string, string>()));
        Assert.Null(SafetyCheck.Check(SafetyCheck.Of(SafetyCheck.Version).ToDictionary(q => q.Key, _ => "")));
        Assert.False(SafetyCheck.SaysUnsafe(new Dictionary<string, string>()));
    }

    [Fact]
    public void what_does_not_fit_is_named_question_by_question()
    {
        var refusal = SafetyCheck.Check(new Dictionary<string, string> { ["home"] = "perhaps", ["afraid"] = "no", ["words"] = new string('x', SafetyCheck.LongestText + 1) });
        Assert.Equal(["answers.home", "answers.words"], refusal!.Errors!.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("unknown-field", SafetyCheck.Check(new Dictionary<string, string> { ["mood"] = "yes" })!.Slug);
    }

    [Fact]
    public void a_version_that_has_been_asked_stays_as_it_was() =>
        Assert.Equal(
            ["home yes sometimes no", "afraid yes sometimes no", "forced yes sometimes no", "phone yes sometimes no", "words"],
            SafetyCheck.Of(1).Select(q => string.Join(' ', [q.Key, .. q.Options])));
}
