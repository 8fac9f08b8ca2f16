using CoachPlatform.Library;
using CoachPlatform.Library.Authoring;
using CoachPlatform.Web.Coach;

namespace CoachPlatform.Specs.Web;

/// <summary>What the screens of the builder say about what the library names by words of its own.</summary>
public sealed class BuilderWordsSpecs
{
    [Fact]
    public void every_difference_is_named_in_a_coachs_words()
    {
        var exercises = ShippedLibrary.Load(Repository.Path("seeds", "library")).Exercises;
        var members = exercises.SelectMany(a => exercises.SelectMany(b => ExerciseDifference.Between(a, b))).DistinctBy(d => d.Member).ToList();

        Assert.True(members.Count > 15);
        Assert.All(members, d => Assert.NotEqual(d.Member, DifferenceLook.What(d with { Change = Change.Changed })));
    }

    [Fact]
    public void every_outcome_of_a_pack_has_its_words()
    {
        var page = File.ReadAllText(Repository.Path("src", "CoachPlatform", "Web", "Coach", "ImportPackPage.razor"));
        Assert.All(Enum.GetNames<ImportOutcome>(), name => Assert.Contains($"data-words-{Dashed(name)}=", page, StringComparison.Ordinal));
    }

    private static string Dashed(string name) => string.Concat(name.Select((c, i) => char.IsUpper(c) && i > 0 ? $"-{char.ToLowerInvariant(c)}" : $"{char.ToLowerInvariant(c)}"));
}
