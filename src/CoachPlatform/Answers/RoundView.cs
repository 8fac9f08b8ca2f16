using CoachPlatform.Cases;
using CoachPlatform.Library;

namespace CoachPlatform.Answers;

/// <summary>One round as one reader sees it, with the texts that this reader may read now. What is not here was never opened.</summary>
/// <param name="Position">The reader's position in this case, for live pages.</param>
/// <param name="Word">The coach's word to both.</param>
/// <param name="Zone">Where the couple lives; dates on screens are of this zone.</param>
public sealed record RoundView(
    Guid RoundId,
    Guid CaseId,
    Guid AssignmentId,
    int Occurrence,
    Exercise Exercise,
    DateOnly? DueOn,
    DateTimeOffset OpenedAt,
    bool Open,
    string? Word,
    IReadOnlyList<StepView> Steps,
    IReadOnlyList<CommentView> Comments,
    IReadOnlyDictionary<Seat, string> Names,
    string CoachName,
    string Zone,
    long Position)
{
    /// <summary>How the case stands for the partner who reads; null for the coach.</summary>
    public MyStanding? Standing { get; init; }

    /// <summary>For the coach: false while the topic of the round is not open, and nothing of it can be read.</summary>
    public bool TopicOpen { get; init; } = true;

    /// <summary>What the coach promises about words that are shared with them alone: the policy in force, or the one put to both while none is.</summary>
    public SecretsPolicy Policy { get; init; }
}

/// <param name="Opened">When both answers opened together; null when they did not.</param>
/// <param name="Scores">By guesser: how well each guessed, where this reader may read both the guesses and what they are about.</param>
public sealed record StepView(
    Step Step,
    StepRef Ref,
    bool Skipped,
    bool NotOpenYet,
    bool WaitsForDoing,
    bool MayAct,
    bool Revealed,
    DateTimeOffset? Opened,
    IReadOnlyList<AnswerView> Answers,
    JointView? Joint,
    IReadOnlyDictionary<Seat, GuessScore> Scores)
{
    /// <summary>For the coach: a live step that can be opened now.</summary>
    public bool MayOpen { get; init; }

    /// <summary>For the coach: a live step in which both are in.</summary>
    public bool MayReveal { get; init; }
}

/// <summary><c>Nothing</c>: not given. <c>Own</c> and <c>Read</c> carry values, <c>Matches</c> what both marked; the others carry none.</summary>
public enum AnswerStatus { Nothing, Own, Read, Matches, Waiting, NotShared, Sealed, Passed, Withdrawn, Withheld, Gone }

/// <param name="Values">By field key; only what this reader may read.</param>
/// <param name="Sharing">Own answers only.</param>
/// <param name="ByHand">Own answers only: opened to the other by hand, after a reveal that did not.</param>
/// <param name="Version">Own answers, and for the coach; how often the other partner revised is nobody's business.</param>
public sealed record AnswerView(
    Seat Author,
    string Name,
    bool Mine,
    Guid? Entry,
    AnswerStatus Status,
    IReadOnlyDictionary<string, FieldValue> Values,
    Sharing? Sharing,
    int? Version,
    DateTimeOffset? GivenAt,
    bool ByHand = false)
{
    /// <summary>For the coach: keys of fields that were shared with the coach and not with the other partner.</summary>
    public IReadOnlyList<string> ForCoachAlone { get; init; } = [];
}

/// <param name="Mine">The reader made the newest proposal.</param>
public sealed record JointView(
    int Version, Seat By, string ByName, bool Mine, bool Confirmed, Audience Audience, IReadOnlyDictionary<string, FieldValue> Values, DateTimeOffset? At)
{
    /// <summary>Agreed in an earlier round and taken over from it; <c>At</c> is when this one opened.</summary>
    public bool Carried { get; init; }
}

/// <param name="To">The addressed seats, for the coach; a partner is told of none but their own.</param>
public sealed record CommentView(Guid Id, string By, string Text, DateTimeOffset At, IReadOnlyList<Seat> To);
