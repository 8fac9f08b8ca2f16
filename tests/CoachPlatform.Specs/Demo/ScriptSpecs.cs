using System.Globalization;
using CoachPlatform.Platform.Demo;

namespace CoachPlatform.Specs.Demo;

public class ScriptSpecs
{
    [Fact]
    public void a_couple_s_story_begins_with_its_case_and_its_joining()
    {
        var story = SampleScript.Read(SampleScript.Text).Couples[0].Story;
        Assert.Equal(
            ["OpenCase", "Invite", "Invite", "Join", "Join", "Assign", "Propose", "Confirm", "Read"],
            story.Select(l => l.Act.GetType().Name));
        Assert.Equal(new CoachPlatform.Platform.Demo.Act.Read("coach", "soup"), story[^1].Act);
        Assert.Equal([13, 15, 17, 19], story.Skip(5).Select(l => l.Line));
    }

    [Theory]
    [InlineData("-24d 09:10", "2026-10-19T07:10:00Z")] // Summer time still.
    [InlineData("-2d 20:00", "2026-11-10T19:00:00Z")]
    [InlineData("-2h", "2026-11-12T09:00:00Z")]
    [InlineData("-6m", "2026-11-12T10:54:00Z")]
    public void a_moment_counts_back_from_now(string moment, string expected) =>
        Assert.Equal(DateTimeOffset.Parse(expected, CultureInfo.InvariantCulture), Moment.Parse(moment)!.Before(SampleScript.Now, "Europe/Madrid"));

    [Theory]
    [InlineData("24d 09:10")]
    [InlineData("-24d")]
    [InlineData("-24d 24:10")]
    [InlineData("-6s")]
    [InlineData("+5d")]
    public void anything_else_is_no_moment(string text) => Assert.Null(Moment.Parse(text));

    [Theory]
    [InlineData("-3d 09:00", "three days ago", "sample.yaml:13: a line: ‘three days ago’ is no moment; write -24d 09:10, -2h or -6m.")]
    [InlineData("confirm: {by", "agree: {by", "sample.yaml:17: A line says when and one thing that happens: assign, due, takeBack, answer, pass, propose, confirm, done, share, withdraw, comment, read, each with keys and values.")]
    [InlineData("due: +2d", "due: Friday", "sample.yaml:14: assign: ‘Friday’ is no span; write +5d.")]
    [InlineData("due: +2d", "till: +2d", "sample.yaml:14: assign: ‘till’ is not a key that is known here.")]
    [InlineData("Europe/Madrid", "Europe/Harbour", "sample.yaml:2: the script: ‘Europe/Harbour’ is no time zone that is known.")]
    [InlineData("as: soup, ", "", "sample.yaml:14: assign: ‘as’ is missing.")]
    public void what_cannot_be_read_is_named_with_its_line(string words, string others, string problem) =>
        Assert.Equal([problem], SampleScript.ProblemsWith(words, others));

    [Theory]
    [InlineData("exercise: plan-something-small", "exercise: plan-something-huge", "sample.yaml:13: The library has no exercise ‘plan-something-huge’.")]
    [InlineData("fields: {what: Soup", "fields: {dish: Soup", "sample.yaml:15: The step ‘plan’ has no field ‘dish’.")]
    [InlineData("when: +3d 19:30", "when: soon", "sample.yaml:15: when: Give a day, such as 2026-03-14, or a day and time, such as 2026-03-14T19:30.")]
    [InlineData("confirm: {by: ben, round: soup", "confirm: {by: theo, round: soup", "sample.yaml:17: ‘theo’ is none of this couple.")]
    [InlineData("confirm: {by: ben, round: soup, step: plan", "confirm: {by: ben, round: soup, step: review", "sample.yaml:17: The step ‘review’ is not written together.")]
    [InlineData("read: {round: soup}", "read: {round: stew}", "sample.yaml:19: No line above gives a round ‘stew’.")]
    [InlineData("at: -2h", "at: -2d 19:00", "sample.yaml:17: This happens before the line above it.")]
    [InlineData("at: -6m", "at: -0d 23:00", "sample.yaml:19: This is still to come.")]
    public void what_cannot_be_played_is_named_with_its_line(string words, string others, string problem) =>
        Assert.Contains(problem, SampleScript.ProblemsWith(words, others));

    [Fact]
    public void the_sample_itself_is_right() => Assert.Empty(SampleScript.ProblemsWith("practice: Harbour", "practice: Bay"));
}
