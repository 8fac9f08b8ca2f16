using CoachPlatform.Library;

namespace CoachPlatform.Specs.Library;

public sealed class LibraryFilterSpecs
{
    private static readonly ShippedLibrary Shipped = ShippedLibrary.Load(Path.Combine(AppContext.BaseDirectory, "seeds", "library"));
    private static readonly HashSet<string> None = [];

    [Fact]
    public void at_most_so_many_minutes_includes_the_figure_itself()
    {
        var shortest = Shipped.Exercises.Min(e => e.Minutes);
        Assert.All(Shipped.List(new LibraryFilter(Minutes: shortest)), e => Assert.Equal(shortest, e.Minutes));
        Assert.NotEmpty(Shipped.List(new LibraryFilter(Minutes: shortest)));
        Assert.Empty(Shipped.List(new LibraryFilter(Minutes: shortest - 1)));
    }

    [Fact]
    public void a_document_is_named_by_its_number_or_its_id()
    {
        Assert.Equal(["plan-something-small", "what-would-help", "story-turn"], Shipped.List(new LibraryFilter(Document: "000")).Select(e => e.Slug));
        var id = Guid.Parse("018f0000-0000-7000-8000-00000000000a");
        var drawn = Shipped.Exercises[0] with { Sources = [new Source(id.ToString("D"), "Walk first")] };
        Assert.True(new LibraryFilter(Document: id.ToString("D").ToUpperInvariant()).Matches(drawn));
        Assert.False(new LibraryFilter(Document: "000").Matches(drawn));
    }

    [Fact]
    public void favourites_and_own_are_those_of_the_one_who_asks()
    {
        var exercise = Shipped.Newest("say-it-back")!;
        Assert.True(new LibraryFilter().Matches(exercise, None, None));
        Assert.False(new LibraryFilter(Favourite: true).Matches(exercise, None, None));
        Assert.True(new LibraryFilter(Favourite: true).Matches(exercise, new HashSet<string> { "say-it-back" }, None));
        Assert.False(new LibraryFilter(Own: true).Matches(exercise, None, None));
        Assert.True(new LibraryFilter(Own: true).Matches(exercise, None, new HashSet<string> { "say-it-back" }));
    }
}
