namespace CoachPlatform.Library.Documents;

/// <summary>The beginnings of an exercise. It stands nowhere but in the answer to whoever asked; nothing of it is given to a couple until a coach has worked it over and published it.</summary>
/// <param name="Steps">What the passage asks the reader to do, a sentence each.</param>
/// <param name="Prompts">What it asks the reader to say.</param>
public sealed record ExerciseDraft(string Title, IReadOnlyList<string> Steps, IReadOnlyList<string> Prompts);

public static class DraftFromPassage
{
    private const int MostSteps = 12;
    private const int MostPrompts = 12;
    private const int LongestSentence = 400;

    /// <summary>Imperative sentences become steps, questions become prompts, both in the order of the passage and each once.</summary>
    public static ExerciseDraft Of(Passage passage)
    {
        var sentences = passage.Paragraphs.SelectMany(p => p.Text.Split('\n')).SelectMany(Sentences.TextsOf).Where(s => s.Length <= LongestSentence).ToList();
        // A question inside quotation marks is one to ask the other person, whatever stands around it.
        var questions = sentences.SelectMany(s => Quoted(s) is { } quoted ? [quoted] : IsQuestion(s) ? [Bare(s)] : Array.Empty<string>());
        return new ExerciseDraft(
            passage.Title,
            [.. sentences.Where(Imperatives.Is).Select(Bare).Distinct().Take(MostSteps)],
            [.. questions.Distinct().Take(MostPrompts)]);
    }

    private static bool IsQuestion(string sentence) => sentence.TrimEnd('”', '"', '’', ')').EndsWith('?');

    private static string? Quoted(string sentence)
    {
        var from = sentence.IndexOfAny(['“', '"']);
        var to = sentence.LastIndexOfAny(['”', '"']);
        return from >= 0 && to > from + 1 && sentence[to - 1] == '?' ? sentence[(from + 1)..to] : null;
    }

    /// <summary>Without the marker of its list.</summary>
    private static string Bare(string sentence)
    {
        var space = sentence.IndexOf(' ', StringComparison.Ordinal);
        var isMarked = space is > 0 and <= 4 && (sentence[0] == '•' || (char.IsAsciiDigit(sentence[0]) && sentence[space - 1] is '.' or ')'));
        return isMarked ? sentence[(space + 1)..] : sentence;
    }
}
