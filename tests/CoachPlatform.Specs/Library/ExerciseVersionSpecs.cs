using CoachPlatform.Library;

namespace CoachPlatform.Specs.Library;

public class ExerciseVersionSpecs
{
    // Assignments pin versions by this id for as long as they are kept: when this fails, the canonical form has changed under them.
    private const string Pinned = "a3880fb0372f7f6b397c295ca70a16a04f64cf82808a77643be2c54eb1500ce7";

    [Fact]
    public void a_known_entry_has_the_id_it_always_had() => Assert.Equal(Pinned, SamplePack.TheExercise(SamplePack.Text).VersionId);

    [Theory]
    [InlineData("title: A small thing\npractice: [A1]", "practice:   [ A1 ]\n\ntitle:   'A  small thing'  # a remark")]
    [InlineData("low: Far\n        high: Near", "high: Near\n        low: Far")]
    [InlineData("opens: {ready: plan, days: 6}", "opens:\n      days: 6\n      ready: plan")]
    [InlineData("label: How close?", "label: How close?\n        required: true\n        min: 0\n        max: 10")]
    [InlineData("why: It is good to do things.", "why: >\n  It is good\n  to do things.")]
    [InlineData("Take one small thing and do it.", "Take one small thing\nand   do it.  ")]
    [InlineData("# For human readers", "# For other readers")]
    [InlineData("why: It", "many: false\nwhy: It")]
    [InlineData("who: pair", "who: pair\n    occurs: every")]
    public void writing_it_otherwise_leaves_the_id(string find, string put) =>
        Assert.Equal(SamplePack.TheExercise(SamplePack.Text).VersionId, SamplePack.TheExercise(SamplePack.With(find, put)).VersionId);

    [Fact]
    public void line_endings_leave_the_id() =>
        Assert.Equal(SamplePack.TheExercise(SamplePack.Text).VersionId, SamplePack.TheExercise("\uFEFF" + SamplePack.Text.ReplaceLineEndings("\r\n")).VersionId);

    [Theory]
    [InlineData("It may be **very** small.", "It may be **quite** small.")]
    [InlineData("· Doing things together", "· Doing something together")]
    [InlineData("document: \"000\"", "document: \"001\"")]
    [InlineData("label: Which drink?", "label: What drink?")]
    [InlineData("- tea: Tea", "- tea: Herbal tea")]
    [InlineData("days: 6", "days: 5")]
    [InlineData("label: What?", "label: What?\n        required: false")]
    [InlineData("label: What?", "label: What?\n        max: 200")]
    [InlineData("better: higher", "better: neither")]
    [InlineData("minutes: 10", "minutes: 11")]
    [InlineData("minutes: 10", "minutes: 10\nstart: clock")]
    public void a_changed_word_or_number_changes_the_id(string find, string put) =>
        Assert.NotEqual(SamplePack.TheExercise(SamplePack.Text).VersionId, SamplePack.TheExercise(SamplePack.With(find, put)).VersionId);

    [Fact]
    public void each_key_for_starting_telling_and_occurring_changes_the_id()
    {
        var exercise = SamplePack.TheExercise(SamplePack.Text);
        Exercise[] all =
        [
            exercise, exercise with { Start = StartedBy.Clock }, exercise with { Start = StartedBy.Both }, exercise with { Many = true },
            exercise with { Teller = TellerRule.Alternate }, exercise with { Teller = TellerRule.Opener },
            .. new[] { Occurs.First, Occurs.Later }.Select(o => exercise with { Steps = [exercise.Steps[0] with { Occurs = o }, exercise.Steps[1]] }),
        ];
        Assert.Equal(all.Length, all.Select(ExerciseVersion.Id).Distinct().Count());
    }

    [Fact]
    public void a_text_cannot_pass_for_another_member()
    {
        var exercise = SamplePack.TheExercise(SamplePack.Text);
        Assert.NotEqual(
            ExerciseVersion.Id(exercise with { Why = "Because.", Debrief = "Talk." }),
            ExerciseVersion.Id(exercise with { Why = "Because.\ndigest=x\ndebrief=Talk.", Debrief = null }));
    }
}
