using CoachPlatform.Library;
using CoachPlatform.Library.Authoring;
using CoachPlatform.Web.Shared;
using CsCheck;

namespace CoachPlatform.Specs.Library.Authoring;

public sealed class FormPreviewSpecs
{
    private static readonly PreviewWords Words = new("Untitled", "A step", "A question", "An answer");

    private static readonly Gen<string?> Text = Gen.OneOf(
        Gen.OneOf(new[] { null, "", " ", "a", "a-b", "A b", "start", "after", "ready", "scale", "five", "each", "me", "x.y" }.Select(word => Gen.Const(() => word)).ToArray()), Gen.String.Select(word => (string?)word));

    private static readonly Gen<string?> Kind = Gen.OneOf(Text, Gen.Enum<FieldKind>().Select(k => (string?)LibraryWords.Word(k)));

    private static readonly Gen<int?> Number = Gen.OneOf(Gen.Const(() => (int?)null), Gen.Int.Select(n => (int?)n), Gen.Int[-3, 12].Select(n => (int?)n));

    private static readonly Gen<FieldForm?> Field = Gen.Select(
        Gen.Select(Text, Kind, Text, Text), Gen.Select(Number, Number, Text, Text), Gen.Select(Text, Text.Array[0, 3], Text), Gen.Select(Text, Text, (k, l) => k == " " ? null : new OptionForm(k, l)).Array[0, 7], Gen.Int[0, 9],
        (a, b, c, options, gone) => gone == 0 ? null : new FieldForm(a.Item1, a.Item2, a.Item3, a.Item4, gone > 5, Given(options), b.Item1, b.Item2, b.Item3, b.Item4, c.Item1, gone == 1 ? null : Given(c.Item2), c.Item3));

    private static readonly Gen<StepForm?> Step = Gen.Select(
        Gen.Select(Text, Text, Text, Text), Gen.Select(Text, Text, Text, Number), Gen.Select(Text, Text, Text, Text), Field.Array[0, 4], Gen.Int[0, 9],
        (a, b, c, fields, gone) => gone == 0 ? null : new StepForm(a.Item1, a.Item2, a.Item3, a.Item4, b.Item1, b.Item2, b.Item3, b.Item4, c.Item1, c.Item2, gone > 4, gone > 6, c.Item3, c.Item4, gone == 1 ? null : Given(fields)));

    private static readonly Gen<ExerciseForm> AnyForm = Gen.Select(Text, Step.Array[0, 4], Gen.Bool, (title, steps, there) => new ExerciseForm(Title: title, Steps: there ? Given(steps) : null));

    /// <summary>A list as JSON brings it: an entry may be null, whatever its type says.</summary>
    private static IReadOnlyList<T> Given<T>(IEnumerable<T?> entries)
        where T : class => [.. entries.Select(entry => entry!)];

    [Fact]
    public void any_form_can_be_drawn() => AnyForm.Sample(form =>
    {
        var steps = FormPreview.Of(form, Words);
        Assert.Equal(form.Steps?.Count ?? 0, steps.Count);
        Assert.Equal(steps.Count, steps.Select(s => s.Key).Distinct().Count());
        foreach (var (step, field) in steps.SelectMany(s => s.Fields.Select(f => (s, f))))
        {
            Assert.False(string.IsNullOrWhiteSpace(field.Label));
            Assert.Equal(step.Fields.Count, step.Fields.Select(f => f.Key).Distinct().Count());
            var shape = FieldView.ShapeOf(step, field);
            Assert.NotEqual(FieldKind.Guess, shape.Kind);
            if (shape.Kind is FieldKind.Scale)
                Assert.InRange(shape.Max!.Value - shape.Min!.Value, 1, 100);
            if (shape.Kind is FieldKind.Five)
                Assert.Equal(5, shape.Options.Count);
            if (shape.Kind is FieldKind.List)
                Assert.InRange(shape.Min ?? 0, 0, shape.Max!.Value);
        }
    });

    [Fact]
    public void what_is_missing_has_a_stand_in()
    {
        var step = Assert.Single(FormPreview.Of(new ExerciseForm(Steps: [new StepForm(Fields: [new FieldForm(Kind: "choice"), new FieldForm(Kind: "scale", Min: 7, Max: 3)])]), Words));
        Assert.Equal("Untitled", step.Title);
        Assert.Equal(["A question", "A question"], step.Fields.Select(f => f.Label));
        Assert.Equal(["An answer", "An answer"], step.Fields[0].Options.Select(o => o.Label));
        Assert.Equal((7, 17), (step.Fields[1].Min, step.Fields[1].Max));
    }

    [Fact]
    public void a_finished_form_is_drawn_as_the_exercise_it_becomes()
    {
        foreach (var exercise in ShippedLibrary.Load(Repository.Path("seeds", "library")).Exercises)
        {
            var drawn = FormPreview.Of(FormOfExercise.Of(exercise), Words);
            Assert.Equal(exercise.Steps.Select(s => (s.Key, s.Title, s.Help, s.Who, s.Mode, s.Opens, s.Audience, s.Doing)), drawn.Select(s => (s.Key, s.Title, s.Help, s.Who, s.Mode, s.Opens, s.Audience, s.Doing)));
            Assert.Equal(
                exercise.Steps.SelectMany(s => s.Fields).Select(f => (f.Key, f.Kind, f.Label, f.Required, f.Low, f.High, f.Guesses, string.Join('|', f.Options), string.Join('|', f.Items))),
                drawn.SelectMany(s => s.Fields).Select(f => (f.Key, f.Kind, f.Label, f.Required, f.Low, f.High, f.Guesses, string.Join('|', f.Options), string.Join('|', f.Items))));
        }
    }
}
