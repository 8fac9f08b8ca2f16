using CoachPlatform.Library.Documents;

namespace CoachPlatform.Library.Authoring;

/// <summary>What a coach finds before the first word is written.</summary>
internal static class NewForm
{
    private const int Minutes = 10;

    /// <summary>One empty step that each answers.</summary>
    public static ExerciseForm Empty { get; } = Begin(null, [], [new StepForm("say", null, null, "each", "sealed", "start", Fields: [new FieldForm("answer", "long")])]);

    /// <summary>What a passage asks to do becomes what the couple does, what it asks to say becomes questions. All of it waits to be worked over.</summary>
    public static ExerciseForm Of(SourceDocument document, Passage passage)
    {
        var draft = DraftFromPassage.Of(passage);
        var questions = draft.Prompts.Select((p, i) => new FieldForm($"answer-{i + 1}", "long", Cut(p, FormLimits.Line))).ToList();
        if (questions.Count == 0)
            questions.Add(new FieldForm("answer-1", "long"));
        var steps = draft.Steps.Select((s, i) => new StepForm(
            $"do-{i + 1}", Cut(s, FormLimits.Line), null, "each", "individual", "start", Fields: [new FieldForm("done", "done", null)]));
        return Begin(
            Cut(draft.Title, FormLimits.Line), [new SourceForm(document.Id.ToString("D"), OneLine(passage.Title))],
            [.. steps.Take(FormLimits.Steps - 1), new StepForm("say", null, null, "each", "sealed", "start", Fields: [.. questions.Take(FormLimits.Fields)])]);
    }

    private static ExerciseForm Begin(string? title, IReadOnlyList<SourceForm> sources, IReadOnlyList<StepForm> steps) => new(
        title, LibraryWords.Word(Cadence.Once), Minutes, Topic: "none", Sources: sources, Steps: steps, Metrics: []);

    private static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string Cut(string text, int most) => text.Length <= most ? text : text[..(most - 1)] + "…";
}
