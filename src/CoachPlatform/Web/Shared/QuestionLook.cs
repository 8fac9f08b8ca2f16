using CoachPlatform.Safety;

namespace CoachPlatform.Web.Shared;

/// <summary>The words of the safety questions, by key. Another meaning needs another version of <see cref="SafetyCheck"/>.</summary>
public static class QuestionLook
{
    public static string Of(SafetyQuestion question) => question.Key switch
    {
        "home" => QuestionWords.Home,
        "afraid" => QuestionWords.Afraid,
        "forced" => QuestionWords.Forced,
        "phone" => QuestionWords.Phone,
        _ => QuestionWords.Words,
    };

    public static string Option(string key) => key switch
    {
        "yes" => QuestionWords.Yes,
        "sometimes" => QuestionWords.Sometimes,
        "no" => QuestionWords.No,
        _ => key,
    };

    /// <summary>An answer read back: the option's words, or the person's own.</summary>
    public static string Answer(SafetyQuestion question, string value) =>
        value.Length == 0 ? QuestionWords.Passed : question.Options.Count > 0 ? Option(value) : value;
}
