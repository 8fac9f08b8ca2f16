namespace CoachPlatform.Safety;

/// <summary>The words of the safety questions, and of the answers to them. Implemented with the pages, since the words are theirs.</summary>
public interface ISayQuestions
{
    string Question(SafetyQuestion question);

    /// <param name="value">As it was given: the key of an option, the person's own words, or nothing where it was passed.</param>
    string Answer(SafetyQuestion question, string value);
}
