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

    /// <summary>One small change each: what makes another version is named, however small it is.</summary>
    [Fact]
    public void the_smallest_change_that_makes_a_version_can_be_named()
    {
        var made = 0;
        Gen.Select(AnyExercise.Of, Gen.Int[0, Changes.Length - 1], Gen.Int[0, 9]).Sample(
            (before, which, n) =>
            {
                var after = Changes[which](before, n);
                if (ExerciseVersion.Canonical(before) == ExerciseVersion.Canonical(after))
                    return;
                Interlocked.Increment(ref made);
                Assert.All(ExerciseDifference.Between(before, after), d => Assert.NotEqual(d.Before, d.After));
                Assert.NotEmpty(ExerciseDifference.Between(before, after));
            },
            iter: 2000);
        Assert.True(made > 500, $"{made} versions.");
    }

    private static readonly Func<Exercise, int, Exercise>[] Changes =
    [
        (e, _) => e with { Practices = [.. e.Practices, "D4"] },
        (e, _) => e with { Flags = [.. e.Flags.Skip(1)] },
        (e, _) => e with { Digest = "Another." },
        (e, _) => e with { Sources = [new Source("000", "Some section; and more"), .. e.Sources.Skip(1)] },
        (e, _) => e with { Metrics = [.. e.Metrics.Select(m => m with { Counts = [.. m.Counts, "o2"] })] },
        (e, _) => e with { Metrics = [.. e.Metrics.Select(m => m with { Key = "other" })] },
        (e, n) => InStep(e, n, s => s with { Key = "other" }),
        (e, n) => InStep(e, n, s => s with { Log = !s.Log }),
        (e, n) => InStep(e, n, s => s with { Occurs = Occurs.Later }),
        (e, n) => InField(e, n, f => f with { Key = "other" }),
        (e, n) => InField(e, n, f => f with { Items = ["What; When: a day"] }),
        (e, n) => InField(e, n, f => f with { Options = [.. f.Options.Select(o => o with { Key = $"{o.Key}x" })] }),
        (e, n) => InField(e, n, f => f with { Options = [.. f.Options.Reverse()] }),
        (e, n) => InField(e, n, f => f with { Min = 2, Max = 7 }),
        (e, n) => InField(e, n, f => f with { Audience = "me" }),
    ];

    private static Exercise InStep(Exercise e, int n, Func<Step, Step> change) => e with { Steps = [.. e.Steps.Select((s, i) => i == n % e.Steps.Count ? change(s) : s)] };

    private static Exercise InField(Exercise e, int n, Func<Field, Field> change) =>
        InStep(e, n, s => s with { Fields = [.. s.Fields.Select((f, i) => i == n % s.Fields.Count ? change(f) : f)] });
}
