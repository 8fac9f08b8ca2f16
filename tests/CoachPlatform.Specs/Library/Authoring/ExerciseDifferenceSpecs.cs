using CoachPlatform.Library;
using CoachPlatform.Library.Authoring;
using CsCheck;

namespace CoachPlatform.Specs.Library.Authoring;

public class ExerciseDifferenceSpecs
{
    private static readonly Exercise Sample = SamplePack.TheExercise(SamplePack.Text);

    private static IEnumerable<string> Lines(Exercise after) =>
        ExerciseDifference.Between(Sample, after).Select(d => $"{d.Step}/{d.Field}/{d.Member} {d.Change}: {d.Before} > {d.After}");

    private static Exercise WithReview(Func<Step, Step> change) => Sample with { Steps = [Sample.Steps[0], change(Sample.Steps[1])] };

    [Fact]
    public void a_changed_word_is_named_with_where_it_stands()
    {
        Assert.Empty(Lines(Sample));
        Assert.Equal(["//title Changed: A small thing > A smaller thing"], Lines(Sample with { Title = "A smaller thing" }));
        Assert.Equal(["The review//doing Changed: Do it. > Do it twice."], Lines(WithReview(s => s with { Doing = "Do it twice." })));
        Assert.Equal(
            ["The review/Which drink?/options Changed: Tea; Coffee > Tea; Cocoa"],
            Lines(WithReview(s => s with { Fields = [s.Fields[0] with { Options = [new Option("tea", "Tea"), new Option("cocoa", "Cocoa")] }, .. s.Fields.Skip(1)] })));
        Assert.Equal(["//caution Added:  > Slowly."], Lines(Sample with { Caution = "Slowly." }));
    }

    [Fact]
    public void a_step_or_a_question_is_gone_new_or_elsewhere_as_a_whole()
    {
        Assert.Equal(["//step Removed: The plan > "], Lines(Sample with { Steps = [Sample.Steps[1]] }));
        Assert.Equal(["//step Added:  > Once more"], Lines(Sample with { Steps = [.. Sample.Steps, Sample.Steps[1] with { Key = "more", Title = "Once more" }] }));
        Assert.Equal(
            ["//step Moved: The review (2) > The review (1)", "//step Moved: The plan (1) > The plan (2)"], Lines(Sample with { Steps = [Sample.Steps[1], Sample.Steps[0]] }));
        Assert.Equal(["The review//field Removed: Which drink? > "], Lines(WithReview(s => s with { Fields = [.. s.Fields.Skip(1)] })));
    }

    [Fact]
    public void two_versions_differ_exactly_when_something_can_be_named() =>
        Gen.Select(AnyExercise.Of, AnyExercise.Of).Sample(
            (a, b) =>
            {
                Assert.Empty(ExerciseDifference.Between(a, a));
                if (ExerciseVersion.Canonical(a) != ExerciseVersion.Canonical(b))
                    Assert.NotEmpty(ExerciseDifference.Between(a, b));
            },
            iter: 500);
}
