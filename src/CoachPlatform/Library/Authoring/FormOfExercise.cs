namespace CoachPlatform.Library.Authoring;

/// <summary>Puts an exercise into the form in which it can be changed. What is usual is left out, as in a pack.</summary>
internal static class FormOfExercise
{
    public static ExerciseForm Of(Exercise exercise) => new(
        exercise.Title, LibraryWords.Word(exercise.Cadence), exercise.Minutes, exercise.Dimension, exercise.Topic, exercise.Flags.Contains("screened"),
        exercise.Caution, exercise.Why, exercise.Digest, exercise.Debrief, exercise.Start is { } start ? LibraryWords.Word(start) : null, exercise.Many,
        exercise.Teller is { } teller ? LibraryWords.Word(teller) : null,
        [.. exercise.Sources.Select(s => new SourceForm(s.Document, s.Section))],
        [.. exercise.Steps.Select(Of)],
        [.. exercise.Metrics.Select(m => new MetricForm(m.Key, m.Label, m.Unit, m.From, m.Better, m.Counts.Count == 0 ? null : m.Counts, m.LeavesOut.Count == 0 ? null : m.LeavesOut))]);

    private static StepForm Of(Step step) => new(
        step.Key, step.Title, step.Help, LibraryWords.Word(step.Who), LibraryWords.Word(step.Mode), LibraryWords.Word(step.Opens.When), step.Opens.Step, step.Opens.Days,
        step.About, step.Occurs == Occurs.Every ? null : LibraryWords.Word(step.Occurs), step.Log, step.Carries,
        step.Audience == StepEntry.UsualAudience(step.Mode) ? null : step.Audience, step.Doing, [.. step.Fields.Select(Of)]);

    // The rest of a guess is that of the field it guesses.
    private static FieldForm Of(Field field) => field.Kind == FieldKind.Guess
        ? new FieldForm(field.Key, LibraryWords.Word(field.Kind), field.Label, field.Help, !field.Required, Guesses: field.Guesses, Audience: field.Audience)
        : new FieldForm(
            field.Key, LibraryWords.Word(field.Kind), field.Label, field.Help, !field.Required,
            field.Options.Count == 0 ? null : [.. field.Options.Select(o => new OptionForm(o.Key, o.Label))],
            field.Min, field.Max, field.Low, field.High, null, field.Items.Count == 0 ? null : field.Items, field.Audience);
}
