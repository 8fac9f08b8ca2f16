using CoachPlatform.Platform.Commands;

namespace CoachPlatform.Safety;

/// <summary>
/// The questions that each is asked alone, in the versions that there have been. Their words stand with the screens, by version and key. Pure.
/// </summary>
public static class SafetyCheck
{
    public const int Version = 1;
    public const int LongestText = 5000;

    /// <summary>What the author's ledger calls them: words that say nothing to somebody who looks over a shoulder.</summary>
    public const string Title = "A few questions for you alone";

    private static readonly string[] HowMuch = ["yes", "sometimes", "no"];

    private static readonly IReadOnlyList<SafetyQuestion> First =
    [
        new("home", HowMuch, ["sometimes", "no"]),
        new("afraid", HowMuch, ["sometimes", "yes"]),
        new("forced", HowMuch, ["sometimes", "yes"]),
        // That the other looks at the phone is for the coach to know before they write. It is no danger by itself.
        new("phone", HowMuch, []),
        new("words", [], []),
    ];

    /// <summary>The questions of a version; empty for one that has never been.</summary>
    public static IReadOnlyList<SafetyQuestion> Of(int version) => version == Version ? First : [];

    /// <summary>What is wrong with these answers, one entry for each question; null when nothing is. Any question may be left out.</summary>
    public static Refusal? Check(IReadOnlyDictionary<string, string> answers)
    {
        var errors = new Dictionary<string, string[]>();
        foreach (var (key, value) in answers)
        {
            if (First.FirstOrDefault(q => q.Key == key) is not { } question)
                return Refusal.Field("unknown-field", $"answers.{key}", "There is no such question.");
            if (question.Options.Count > 0 && value.Length > 0 && !question.Options.Contains(value))
                errors[$"answers.{key}"] = ["Choose one of the answers, or none."];
            else if (value.Length > LongestText)
                errors[$"answers.{key}"] = [$"Keep it to {LongestText:N0} characters. Yours has {value.Length:N0}."];
        }

        return errors.Count > 0 ? Refusal.Invalid("fields-invalid", "Some of it does not fit yet. Nothing is lost.", errors) : null;
    }

    /// <summary>Whether an answer says that the person is not safe.</summary>
    public static bool SaysUnsafe(IReadOnlyDictionary<string, string> answers) => First.Any(q => answers.TryGetValue(q.Key, out var value) && q.Unsafe.Contains(value));
}

/// <param name="Options">Keys of the answers; none for words of one's own.</param>
/// <param name="Unsafe">Those of them that raise a concern.</param>
public sealed record SafetyQuestion(string Key, IReadOnlyList<string> Options, IReadOnlyList<string> Unsafe);
