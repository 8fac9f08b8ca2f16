using System.Text.Json;
using CoachPlatform.Library;
using CoachPlatform.Library.Authoring;
using CoachPlatform.Platform;
using CsCheck;

namespace CoachPlatform.Specs.Library.Authoring;

/// <summary>An exercise goes through a form, a row, a pack file and back, and is the same version at the end of each way.</summary>
public class FormRoundTripProperties
{
    private static readonly ShippedLibrary Shipped = ShippedLibrary.Load(Path.Combine(AppContext.BaseDirectory, "seeds", "library"));

    private static FormCheck Checked(Exercise exercise, ExerciseForm? form = null) =>
        CheckForm.Of(form ?? FormOfExercise.Of(exercise), exercise.Slug, exercise.Practices, origin: null);

    private static T Stored<T>(T value) => JsonSerializer.Deserialize<T>(JsonSerializer.Serialize(value, Store.Json), Store.Json)!;

    [Fact]
    public void any_exercise_that_keeps_the_rules_comes_back_from_its_form_and_any_other_is_put_to_a_control()
    {
        var (kept, refused) = (0, 0);
        AnyExercise.Of.Sample(
            exercise =>
            {
                var broken = ExerciseRules.Broken(exercise).Any();
                var check = Checked(exercise, Stored(FormOfExercise.Of(exercise)));
                if (broken)
                {
                    Assert.Null(check.Exercise);
                    Assert.NotEmpty(check.Problems);
                    Assert.All(check.Problems, p => Assert.NotEmpty(p.Words));
                    Interlocked.Increment(ref refused);
                    return;
                }

                Assert.Empty(check.Problems);
                Assert.Equal(ExerciseVersion.Canonical(exercise), ExerciseVersion.Canonical(check.Exercise!));
                Assert.Equal(ExerciseVersion.Id(exercise), check.Exercise!.VersionId);
                Interlocked.Increment(ref kept);
            },
            iter: 2_000);
        Assert.True(kept > 50, $"{kept} kept");
        Assert.True(refused > 50, $"{refused} refused");
    }

    [Fact]
    public void any_exercise_that_keeps_the_rules_comes_back_from_the_store_and_from_a_written_pack()
    {
        var kept = 0;
        AnyExercise.Of.Sample(
            exercise =>
            {
                if (ExerciseRules.Broken(exercise).Any())
                    return;
                var version = exercise with { VersionId = ExerciseVersion.Id(exercise) };
                Assert.Equal(version.VersionId, ExerciseVersion.Id(Stored(version)));
                var text = PackWriter.Write(new PackHead("000", "A \"document\"", "somebody: here", "unknown", "en"), [version]);
                var reading = SamplePack.Read(text);
                Assert.Empty(reading.Problems);
                Assert.Equal(version.VersionId, Assert.Single(reading.Pack!.Practices).Exercise.VersionId);
                // Exporting what was imported gives the same bytes.
                Assert.Equal(text, PackWriter.Write(HeadOf(reading.Pack), [reading.Pack.Practices[0].Exercise]));
                Interlocked.Increment(ref kept);
            },
            iter: 2_000);
        Assert.True(kept > 50, $"{kept} kept");
    }

    [Fact]
    public void every_shipped_exercise_comes_back_from_its_form_and_from_its_written_pack()
    {
        foreach (var exercise in Shipped.Exercises)
        {
            var check = Checked(exercise);
            Assert.Empty(check.Problems);
            Assert.Equal(exercise.VersionId, check.Exercise!.VersionId);
        }

        foreach (var pack in Shipped.Packs)
        {
            var reading = PackReader.Read(pack.File, PackWriter.Write(HeadOf(pack), pack.Practices.Select(p => p.Exercise)));
            Assert.Empty(reading.Problems);
            Assert.Equal(pack.Practices.Select(p => p.Exercise.VersionId), reading.Pack!.Practices.Select(p => p.Exercise.VersionId));
        }
    }

    [Fact]
    public void nothing_that_a_form_can_hold_makes_the_check_throw()
    {
        var words = Gen.OneOf("", " ", "say", "a: b", "## A1 · x", "```", "\u0000", "\ud800", "<b>", "---", "x\ny", "2", "sealed", "each", "start", "after", "scale", "five", "guess", "done", "none", "say.f", "s.answer");
        var text = Gen.Select(Gen.Int[0, 3], words, (there, w) => there == 0 ? null : w);
        var field = Gen.Select(text, text, text, Gen.Int[-3, 70], text.Array[0, 6], (key, kind, label, n, more) => new FieldForm(
            key, kind, label, label, n % 2 == 0, [.. more.Select(m => new OptionForm(m, label))], n, n < 0 ? null : n * 2, key, kind, label, [.. more.OfType<string>()], kind));
        var step = Gen.Select(Gen.Select(text, text, text, text), Gen.Select(text, text, text, text), Gen.Int[-1, 400], field.Array[0, 3], (a, b, n, fields) =>
            new StepForm(a.Item1, a.Item2, a.Item3, a.Item4, b.Item1, b.Item2, b.Item3, n, b.Item4, a.Item1, n % 2 == 0, n % 3 == 0, a.Item2, a.Item3, n == 0 ? null : fields));
        var form = Gen.Select(Gen.Select(text, text, text, text), Gen.Select(text, text, text, text), Gen.Int[-1, 300], step.Array[0, 3], (a, b, n, steps) => new ExerciseForm(
            a.Item1, a.Item2, n, a.Item3, a.Item4, n % 2 == 0, b.Item1, b.Item2, b.Item3, b.Item4, a.Item1, n % 3 == 0, a.Item2,
            n == 0 ? null : [new SourceForm(b.Item1, b.Item2), new SourceForm(a.Item1, a.Item2)], steps, [new MetricForm(a.Item1, a.Item2, a.Item3, a.Item4, b.Item1)]));
        form.Sample(f =>
        {
            var check = CheckForm.Of(f, "a-form", [], origin: null);
            Assert.Equal(check.Exercise is null, check.Problems.Count > 0);
        }, iter: 3_000);
    }

    private static PackHead HeadOf(Pack pack) => new(pack.Document, pack.Title, pack.Publisher, pack.Date, pack.Language);
}
