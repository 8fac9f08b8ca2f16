using CoachPlatform.Safety;

namespace CoachPlatform.Web.Shared;

/// <summary>The questions in the words that the pages have for them.</summary>
internal sealed class SayQuestions : ISayQuestions
{
    public string Question(SafetyQuestion question) => QuestionLook.Of(question);

    public string Answer(SafetyQuestion question, string value) => QuestionLook.Answer(question, value);
}
