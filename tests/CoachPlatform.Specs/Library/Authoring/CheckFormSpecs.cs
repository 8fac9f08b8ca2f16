using CoachPlatform.Library;
using CoachPlatform.Library.Authoring;

namespace CoachPlatform.Specs.Library.Authoring;

/// <summary>A reason stands at the control that it is about, in words that need no file.</summary>
public class CheckFormSpecs
{
    private static ExerciseForm Whole { get; } = new(
        "One moment", "once", 10, "responsiveness", "none", Why: "To tell one thing.",
        Steps: [new StepForm("say", "Tell it", null, "each", "sealed", "start", Fields: [new FieldForm("what", "long", "What happened?"), new FieldForm("felt", "scale", "How heard?", Low: "not", High: "fully")])],
        Metrics: [new MetricForm("heard", "How heard", "0–10", "say.felt", "higher")]);

    private static FormCheck Of(ExerciseForm form, Exercise? origin = null) => CheckForm.Of(form, "one-moment", [], origin);

    private static ExerciseForm WithStep(Func<StepForm, StepForm> change) => Whole with { Steps = [change(Whole.Steps![0])] };

    private static ExerciseForm WithField(Func<FieldForm, FieldForm> change) => WithStep(s => s with { Fields = [change(s.Fields![0]), s.Fields[1]] });

    private static Exercise Copied(string topic = "none", params string[] flags) => Of(Whole).Exercise! with { Topic = topic, Flags = flags };

    [Fact]
    public void what_is_whole_is_an_exercise_of_the_practices_own()
    {
        var exercise = Of(Whole).Exercise!;

        Assert.Equal(("one-moment", "One moment", Mode.Sealed), (exercise.Slug, exercise.Title, exercise.Mode));
        Assert.Equal([new Source("own", "One moment")], exercise.Sources);
        Assert.Equal("To tell one thing.", exercise.Digest);
        Assert.Empty(exercise.Practices);
    }

    [Fact]
    public void an_empty_form_says_what_is_needed_and_where()
    {
        var problems = Of(new ExerciseForm()).Problems;

        Assert.Equal(
            ["cadence", "dimension", "minutes", "steps", "title", "topic", "why"], problems.Where(p => p.Path != "").Select(p => p.Path).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal("This is needed.", problems.Single(p => p.Path == "title").Words);
        Assert.Equal("Add a step.", problems.Single(p => p.Path == "steps").Words);
    }

    [Theory]
    [InlineData("steps.0.title")]
    [InlineData("steps.0.who")]
    [InlineData("steps.0.mode")]
    [InlineData("steps.0.opens")]
    [InlineData("steps.0.fields")]
    [InlineData("steps.0.fields.0.label")]
    [InlineData("steps.0.fields.0.kind")]
    [InlineData("steps.0.fields.0.options")]
    [InlineData("steps.0.fields.0.max")]
    [InlineData("steps.0.fields.0.guesses")]
    [InlineData("steps.0.fields.1.low")]
    [InlineData("steps.0.after")]
    [InlineData("steps.0.days")]
    [InlineData("steps.0.days missing")]
    [InlineData("metrics.0.from")]
    [InlineData("caution", true)]
    public void a_reason_stands_where_it_belongs(string path, bool fits = false)
    {
        var form = path switch
        {
            "steps.0.title" => Whole with { Steps = [Whole.Steps![0] with { Title = " " }, Whole.Steps[0] with { Key = "more" }] },
            "steps.0.who" => WithStep(s => s with { Who = "nobody" }),
            "steps.0.mode" => WithStep(s => s with { Mode = null }),
            "steps.0.opens" => WithStep(s => s with { Opens = "never" }),
            "steps.0.fields" => WithStep(s => s with { Fields = [] }),
            "steps.0.fields.0.label" => WithField(f => f with { Label = "" }),
            "steps.0.fields.0.kind" => WithField(f => f with { Kind = "tarot" }),
            "steps.0.fields.0.options" => WithField(f => f with { Kind = "choice", Options = [new OptionForm("one", "One")] }),
            "steps.0.fields.0.max" => WithField(f => f with { Max = 0 }),
            "steps.0.fields.0.guesses" => WithField(f => f with { Kind = "guess" }),
            "steps.0.fields.1.low" => WithStep(s => s with { Fields = [s.Fields![0], s.Fields[1] with { High = null }] }),
            "steps.0.after" => WithStep(s => s with { Opens = "after" }),
            "steps.0.days" => WithStep(s => s with { Opens = "after-days", After = "say", Days = 400 }),
            "steps.0.days missing" => WithStep(s => s with { Opens = "ready", After = "say" }),
            "metrics.0.from" => Whole with { Metrics = [Whole.Metrics![0] with { From = null }] },
            _ => Whole with { Caution = "Not when tired." },
        };

        var check = Of(form);

        Assert.Equal(fits, check.Exercise is not null);
        if (!fits)
            Assert.Contains(path.Split(' ')[0], check.Problems.Select(p => p.Path));
        Assert.All(check.Problems, p => Assert.DoesNotContain("step ‘say’:", p.Words, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("choice", 2)]
    [InlineData("rank", 2)]
    [InlineData("five", 5)]
    public void an_answer_without_words_is_asked_for_at_its_own_place(string kind, int answers)
    {
        var form = WithField(f => f with { Kind = kind, Max = kind == "rank" ? 1 : null, Options = [.. Enumerable.Range(1, answers).Select(n => new OptionForm($"option-{n}", n == 1 ? "Uphill" : ""))] });

        Assert.Equal(Enumerable.Range(1, answers - 1).Select(n => new FormProblem($"steps.0.fields.0.options.{n}.label", "This is needed.")), Of(form).Problems);
    }

    [Theory]
    [InlineData("steps.0.fields.0.options.1.label", "‘Uphill’ stands here twice.")]
    [InlineData("steps.0.fields.0.max", "The lowest is greater than the highest.")]
    [InlineData("minutes", "This must be between 1 and 240.")]
    public void reasons_name_no_member_of_a_file(string path, string words)
    {
        var form = path switch
        {
            "minutes" => Whole with { Minutes = 1000 },
            "steps.0.fields.0.max" => WithField(f => f with { Kind = "count", Min = 5, Max = 3 }),
            _ => WithField(f => f with { Kind = "five", Options = [new("1", "Uphill"), new("2", "Uphill"), new("3", "Down"), new("4", "Left"), new("5", "Right")] }),
        };

        Assert.Contains(new FormProblem(path, words), Of(form).Problems);
    }

    [Fact]
    public void a_copy_keeps_topic_and_flags_and_may_add_to_them()
    {
        Assert.Equal(["topic"], Of(Whole, Copied("money")).Problems.Select(p => p.Path));
        Assert.Equal(["topic"], Of(Whole with { Topic = "health" }, Copied("money")).Problems.Select(p => p.Path));
        Assert.Equal(["screened"], Of(Whole, Copied("none", "screened")).Problems.Select(p => p.Path));
        Assert.Equal(["caution"], Of(Whole, Copied("none", "caution")).Problems.Select(p => p.Path));
        Assert.NotNull(Of(Whole with { Topic = "money", Screened = true, Caution = "Slowly." }, Copied()).Exercise);
        Assert.Equal(["caution", "intimate", "screened"], Of(Whole with { Topic = "intimacy", Screened = true, Caution = "Slowly." }, Copied("intimacy", "intimate")).Exercise!.Flags);
    }

    [Theory]
    [InlineData("Words.\n\n## Another heading\n\nMore.")]
    [InlineData("Words\n---\nmore")]
    [InlineData("```exercise\nslug: x\n```")]
    [InlineData("<script>alert(1)</script>")]
    public void words_that_no_pack_could_hold_are_refused_before_they_are_published(string digest) =>
        Assert.Equal("digest", Assert.Single(Of(Whole with { Digest = digest }).Problems).Path);

    [Fact]
    public void too_much_of_anything_is_said_with_the_number()
    {
        Assert.Contains(Of(Whole with { Title = new string('x', 301) }).Problems, p => p.Path == "title" && p.Words.Contains("301", StringComparison.Ordinal));
        Assert.Contains(Of(WithStep(s => s with { Help = new string('x', 2_001) })).Problems, p => p.Path == "steps.0.help");
        Assert.Contains(Of(Whole with { Steps = [.. Enumerable.Range(0, 21).Select(i => Whole.Steps![0] with { Key = $"s{i}" })] }).Problems, p => p.Path == "steps");
    }
}
