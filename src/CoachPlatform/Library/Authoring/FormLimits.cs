namespace CoachPlatform.Library.Authoring;

/// <summary>How much a form takes: enough for anything a couple would want to read on a phone.</summary>
public static class FormLimits
{
    public const int Line = 300;
    public const int Words = 2_000;
    public const int Digest = 20_000;
    public const int Steps = 20;
    public const int Fields = 30;

    /// <summary>Bytes of one saved draft.</summary>
    public const int Request = 512_000;

    public static IEnumerable<FormProblem> Broken(ExerciseForm form) =>
    [
        .. OfExercise(form),
        .. (form.Steps ?? []).SelectMany((s, i) => OfStep(s, $"steps.{i}")),
        .. (form.Metrics ?? []).SelectMany((m, i) => Longer(($"metrics.{i}.label", m.Label, Line), ($"metrics.{i}.unit", m.Unit, Line))),
        .. (form.Sources ?? []).SelectMany((s, i) => Longer(($"sources.{i}.document", s.Document, Line), ($"sources.{i}.section", s.Section, Line))),
    ];

    private static IEnumerable<FormProblem> OfExercise(ExerciseForm form)
    {
        if (form.Steps?.Count > Steps)
            yield return new FormProblem("steps", $"An exercise has at most {Steps} steps.");
        foreach (var problem in Longer(
                     ("title", form.Title, Line), ("why", form.Why, Words), ("caution", form.Caution, Words), ("debrief", form.Debrief, Words), ("digest", form.Digest, Digest)))
            yield return problem;
    }

    private static IEnumerable<FormProblem> OfStep(StepForm step, string path)
    {
        if (step.Fields?.Count > Fields)
            yield return new FormProblem($"{path}.fields", $"A step asks for at most {Fields} things.");
        foreach (var problem in Longer(($"{path}.title", step.Title, Line), ($"{path}.help", step.Help, Words), ($"{path}.doing", step.Doing, Words)))
            yield return problem;
        foreach (var (field, i) in (step.Fields ?? []).Select((f, i) => (f, i)))
        {
            var at = $"{path}.fields.{i}";
            foreach (var problem in Longer(($"{at}.label", field.Label, Line), ($"{at}.help", field.Help, Words), ($"{at}.low", field.Low, Line), ($"{at}.high", field.High, Line)))
                yield return problem;
            foreach (var problem in (field.Options ?? []).SelectMany((o, n) => Longer(($"{at}.options.{n}.label", o.Label, Line))))
                yield return problem;
        }
    }

    private static IEnumerable<FormProblem> Longer(params IEnumerable<(string Path, string? Text, int Most)> texts) =>
        texts.Where(t => t.Text?.Length > t.Most).Select(t => new FormProblem(t.Path, $"Keep it to {t.Most:N0} characters. Yours has {t.Text!.Length:N0}."));
}
