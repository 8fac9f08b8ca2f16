using CoachPlatform.Library;
using CsCheck;

namespace CoachPlatform.Specs.Library;

/// <summary>What is exported can be imported: a written exercise is read back as the same version, or refused for the rule it breaks.</summary>
public class PackRoundTripProperties
{
    private static readonly ShippedLibrary Shipped = ShippedLibrary.Load(Path.Combine(AppContext.BaseDirectory, "seeds", "library"));

    private static readonly PackHead Head = new("000", "A document", "somebody", "unknown", "en");

    [Fact]
    public void any_exercise_that_keeps_the_rules_is_read_back_as_the_same_version_and_any_other_is_refused()
    {
        var (kept, refused) = (0, 0);
        var seen = new HashSet<string>();
        AnyExercise.Of.Sample(
            exercise =>
            {
                var broken = ExerciseRules.Broken(exercise).ToList();
                foreach (var written in new[] { PackWriter.Write(Head, [exercise]), WrittenPack.Of(exercise) })
                {
                    var reading = SamplePack.Read(written);
                    if (broken.Count > 0)
                    {
                        Assert.Equal(broken.Select(b => b.Reason).Order(StringComparer.Ordinal), reading.Problems.Select(p => p.Reason).Order(StringComparer.Ordinal));
                        continue;
                    }

                    Assert.Empty(reading.Problems);
                    var read = Assert.Single(reading.Pack!.Practices).Exercise;
                    Assert.Equal(ExerciseVersion.Canonical(exercise), ExerciseVersion.Canonical(read));
                    Assert.Equal(ExerciseVersion.Id(exercise), read.VersionId);
                    Assert.Equal((exercise.Start, exercise.Many, exercise.Teller), (read.Start, read.Many, read.Teller));
                    Assert.Equal(exercise.Steps.Select(s => s.Occurs), read.Steps.Select(s => s.Occurs));
                    lock (seen)
                        seen.UnionWith([$"start {read.Start}", $"many {read.Many}", $"teller {read.Teller}", .. read.Steps.Select(s => $"occurs {s.Occurs}")]);
                }

                _ = broken.Count > 0 ? Interlocked.Increment(ref refused) : Interlocked.Increment(ref kept);
            },
            iter: 3_000);
        // A generator that never gets past the rules, or never meets one, would prove nothing.
        Assert.True(kept > 50, $"{kept} kept");
        Assert.True(refused > 50, $"{refused} refused");
        Assert.Superset(new HashSet<string> { "start ", "start Clock", "start Coach", "start Either", "start Both", "many True", "teller Alternate", "teller Opener", "occurs First", "occurs Later" }, seen);
    }

    [Fact]
    public void every_shipped_exercise_is_read_back_as_the_same_version()
    {
        foreach (var exercise in Shipped.Exercises)
            Assert.Equal(exercise.VersionId, SamplePack.TheExercise(WrittenPack.Of(exercise)).VersionId);
    }
}
