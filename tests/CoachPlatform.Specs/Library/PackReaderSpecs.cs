using CoachPlatform.Library;

namespace CoachPlatform.Specs.Library;

public class PackReaderSpecs
{
    [Fact]
    public void reads_the_front_matter_the_section_and_the_exercise()
    {
        var pack = SamplePack.Read(SamplePack.Text).Pack!;
        Assert.Equal(("000", "A document", "somebody", "2021-11", "en"), (pack.Document, pack.Title, pack.Publisher, pack.Date, pack.Language));
        var practice = Assert.Single(pack.Practices);
        Assert.Equal(11, practice.Line);
        Assert.Equal(["A1"], practice.Ids);
        var exercise = practice.Exercise;
        Assert.Equal(new Source("000", "Doing things together"), Assert.Single(exercise.Sources));
        Assert.Equal("Take one small thing and do it.\n\nIt may be **very** small.", exercise.Digest);
        Assert.Equal(Mode.Sealed, exercise.Mode);
        Assert.Equal(new Opens(OpensWhen.Ready, "plan", 6), exercise.Find("review")!.Opens);
        Assert.Equal("partner", exercise.Find("plan")!.Audience);
    }

    [Fact]
    public void fills_in_usual_bounds_and_gives_a_guess_the_options_of_what_it_guesses()
    {
        var exercise = SamplePack.TheExercise(SamplePack.Text);
        Assert.Equal(300, exercise.Find("plan")!.Find("what")!.Max);
        var review = exercise.Find("review")!;
        Assert.Equal((0, 10), (review.Find("close")!.Min, review.Find("close")!.Max));
        Assert.Equal(["tea", "coffee"], review.Find("guess-drink")!.Options.Select(o => o.Key));
    }

    [Fact]
    public void the_single_step_of_an_exercise_may_go_by_its_title()
    {
        var text = SamplePack.Text[..SamplePack.Text.IndexOf("  - key: review", StringComparison.Ordinal)].Replace("    title: The plan\n", "").Replace("mode: sealed", "mode: joint") + "```\n";
        Assert.Equal("A small thing", SamplePack.TheExercise(text).Steps[0].Title);
    }

    [Fact]
    public void names_every_problem_of_a_file_at_once_in_the_order_of_its_lines()
    {
        var text = SamplePack.With("minutes: 10", "minutes: ten").Replace("kind: scale", "kind: scales").Replace("language: en", "lang: en");
        var reading = SamplePack.Read(text);
        Assert.Null(reading.Pack);
        Assert.Contains(reading.Problems, p => p.Line == SamplePack.LineOf(text, "minutes: ten"));
        Assert.Contains(reading.Problems, p => p.Line == SamplePack.LineOf(text, "kind: scales"));
        Assert.Contains(reading.Problems, p => p.Line == SamplePack.LineOf(text, "lang: en"));
        Assert.Equal(reading.Problems.OrderBy(p => p.Line), reading.Problems);
        Assert.All(reading.Problems, p => Assert.Equal("sample.md", p.File));
    }

    [Fact]
    public void lines_are_those_of_the_file_whatever_its_line_endings()
    {
        var text = SamplePack.With("minutes: 10", "minutes: ten");
        Assert.Equal(SamplePack.Read(text).Problems, SamplePack.Read(text.ReplaceLineEndings("\r\n")).Problems);
    }

    [Theory]
    [InlineData("")]
    [InlineData("just words")]
    [InlineData("---\n---\n")]
    [InlineData("---\n- a\n---\n## A1 · x\n")]
    [InlineData("---\n{: [\n---\n")]
    [InlineData("## A1 · x\n\n```exercise\n")]
    public void what_is_no_pack_is_refused_and_nothing_is_thrown(string text)
    {
        var reading = SamplePack.Read(text);
        Assert.Null(reading.Pack);
        Assert.NotEmpty(reading.Problems);
    }

    [Theory]
    [InlineData("anchors", "why: &a It")]
    [InlineData("tags", "why: !!str It")]
    public void yaml_that_can_grow_without_bound_is_refused(string _, string why)
    {
        var problem = Assert.Single(SamplePack.Read(SamplePack.With("why: It", why)).Problems);
        Assert.Contains("Anchors and tags", problem.Reason);
    }

    [Fact]
    public void an_alias_is_refused() =>
        Assert.Contains("aliases are not read", Assert.Single(SamplePack.Read(SamplePack.With("practice: [A1]", "practice: *a")).Problems).Reason);

    [Fact]
    public void deep_nesting_is_refused_without_exhausting_the_stack()
    {
        var text = SamplePack.With("practice: [A1]", "practice: " + new string('[', 50_000) + new string(']', 50_000));
        Assert.Contains("nested too deeply", Assert.Single(SamplePack.Read(text).Problems).Reason);
    }
}
