using CoachPlatform.Library.Authoring;
using CoachPlatform.Platform.Commands;

namespace CoachPlatform.Specs.Library.Authoring;

public class PublishingSpecs
{
    private static readonly Guid Id = new("00000000-0000-7000-8000-00000000000e");

    private static ExerciseState? After(params object[] events) => events.Aggregate((ExerciseState?)null, (state, e) => ExerciseState.Fold(state, e, Couple.Now));

    /// <summary>Decides twice: on the state as given and on the one it led to.</summary>
    private static (Decision First, Decision Again) Twice(object[] given, Func<ExerciseState?, Decision> decide)
    {
        var first = decide(After(given));
        return (first, decide(After([.. given, .. first.Events])));
    }

    private static void Gives(object[] given, Func<ExerciseState?, Decision> decide, params object[] events)
    {
        var (first, again) = Twice(given, decide);
        Assert.Null(first.Refusal);
        Assert.Equal(events, first.Events);
        Assert.Null(again.Refusal);
        Assert.Empty(again.Events);
    }

    [Fact]
    public void a_first_version_is_published_once() =>
        Gives([], s => Publishing.Decide(s, Id, "v1", "shipped", null), new ExercisePublished(Id, "v1", "shipped"));

    [Fact]
    public void the_next_version_follows_the_one_it_was_begun_from() =>
        Gives([new ExercisePublished(Id, "v1", null)], s => Publishing.Decide(s, Id, "v2", "v1", null), new ExercisePublished(Id, "v2", "v1"));

    [Fact]
    public void the_same_text_makes_no_version() => Gives([new ExercisePublished(Id, "v1", null)], s => Publishing.Decide(s, Id, "v1", "v1", null));

    [Fact]
    public void what_was_begun_from_an_older_version_is_published_only_by_one_who_knows_of_the_newer()
    {
        object[] given = [new ExercisePublished(Id, "v1", null), new ExercisePublished(Id, "v2", "v1")];

        var refusal = Publishing.Decide(After(given), Id, "v3", "v1", null).Refusal!;

        Assert.Equal((409, "exercise-moved", (object?)"v2", (object?)2), (refusal.Status, refusal.Slug, refusal.More!["newest"], refusal.More["version"]));
        Assert.Equal("exercise-moved", Publishing.Decide(After(given), Id, "v3", "v1", "v1").Refusal?.Slug);
        Gives(given, s => Publishing.Decide(s, Id, "v3", "v1", "v2"), new ExercisePublished(Id, "v3", "v2"));
    }

    [Fact]
    public void publishing_puts_a_retired_exercise_back_on_the_shelf()
    {
        object[] given = [new ExercisePublished(Id, "v1", null), new ExerciseRetired(Id)];
        Gives(given, s => Publishing.Decide(s, Id, "v2", "v1", null), new ExercisePublished(Id, "v2", "v1"), new ExerciseRestored(Id));
        Gives(given, s => Publishing.Decide(s, Id, "v1", "v1", null), new ExerciseRestored(Id));
    }

    [Fact]
    public void it_is_retired_and_restored_once()
    {
        Gives([new ExercisePublished(Id, "v1", null)], s => RetireExercise.Decide(s!), new ExerciseRetired(Id));
        Gives([new ExercisePublished(Id, "v1", null), new ExerciseRetired(Id)], s => RestoreExercise.Decide(s!), new ExerciseRestored(Id));
        Gives([new ExercisePublished(Id, "v1", null)], s => RestoreExercise.Decide(s!));
    }

    [Fact]
    public void a_text_may_come_back_after_another()
    {
        var state = After(new ExercisePublished(Id, "v1", null), new ExercisePublished(Id, "v2", "v1"), new ExercisePublished(Id, "v1", "v2"))!;
        Assert.Equal(["v1", "v2", "v1"], state.Versions.Select(v => v.Version));
        Assert.Equal("v1", state.Newest.Version);
    }
}
