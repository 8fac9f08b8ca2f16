using CoachPlatform.Cases;
using CoachPlatform.Library;
using CoachPlatform.Platform;
using CoachPlatform.Vault;

namespace CoachPlatform.Answers;

// These records are the storage format. Their stored names stand in AnswersSetup; a new shape is a new name with an upcaster.

public sealed record RoundOpened(
    Guid CaseId,
    Guid AssignmentId,
    int Occurrence,
    string ExerciseVersionId,
    IReadOnlyList<StepPlan> Plan,
    string? Topic,
    bool Screened,
    DateOnly? DueOn,
    DateTimeOffset? ClosesAt,
    Seat? Opener,
    Guid? Previous) : IRoundEvent;

/// <param name="By">The seat that said “we did it”; null when the step opened by itself.</param>
public sealed record StepOpened(Guid CaseId, StepRef Step, Seat? By) : IRoundEvent;

public sealed record StepSkipped(Guid CaseId, StepRef Step) : IRoundEvent;

public sealed record AnswerGiven(
    Guid CaseId, StepRef Step, Seat Seat, int Version, IReadOnlyDictionary<string, Sealed> Fields, Sharing Sharing, Guid? Entry) : IRoundEvent;

public sealed record AnswerRevised(
    Guid CaseId, StepRef Step, Seat Seat, int Version, IReadOnlyDictionary<string, Sealed> Fields, Sharing Sharing, Guid? Entry) : IRoundEvent;

public sealed record SharingChanged(Guid CaseId, StepRef Step, Seat Seat, Sharing Sharing, Guid? Entry) : IRoundEvent;

public sealed record PromptPassed(Guid CaseId, StepRef Step, Seat Seat) : IRoundEvent;

public sealed record AnswerWithdrawn(Guid CaseId, StepRef Step, Seat Seat, int Version, Guid? Entry) : IRoundEvent;

/// <summary>Somebody else gave it: the key of the step and seat was destroyed in the same commit, and all versions with it.</summary>
/// <param name="Version">The newest version that was destroyed.</param>
/// <param name="Entries">The lines of a log, which share the key; null where there is one answer.</param>
public sealed record AnswerVoided(Guid CaseId, StepRef Step, Seat Seat, int Version, IReadOnlyList<Guid>? Entries) : IRoundEvent;

/// <summary>Both answers of a step are settled. At most once per step. <c>Shared</c>: both shared, so both open.</summary>
public sealed record AnswersRevealed(Guid CaseId, StepRef Step, bool Shared) : IRoundEvent;

/// <summary>Sealed under the proposer's own key, so that a proposal nobody confirmed dies with its proposer's erasure.</summary>
public sealed record JointProposed(
    Guid CaseId, StepRef Step, Seat Seat, int Version, IReadOnlyDictionary<string, Sealed> Fields, Audience Audience, int? Amends) : IRoundEvent;

/// <summary>Sealed anew under the case's joint key: from here on it belongs to both.</summary>
public sealed record JointConfirmed(
    Guid CaseId, StepRef Step, Seat Seat, int Version, IReadOnlyDictionary<string, Sealed> Fields) : IRoundEvent;

/// <summary>
/// What was agreed in an earlier round stands in this one too, until the two agree on something else. Sealed anew under the joint key for this round.
/// </summary>
/// <param name="From">The round it was taken over from.</param>
/// <param name="Seat">Who had proposed it.</param>
public sealed record StepCarried(
    Guid CaseId, StepRef Step, Guid From, Seat Seat, int Version, IReadOnlyDictionary<string, Sealed> Fields, Audience Audience) : IRoundEvent;

/// <summary>One box for each addressed seat, under that seat's key.</summary>
public sealed record CommentMade(
    Guid CaseId, Guid CommentId, Guid StaffId, StepRef? Step, IReadOnlyDictionary<Seat, Sealed> For) : IRoundEvent;

public sealed record RoundDueChanged(Guid CaseId, DateOnly? DueOn) : IRoundEvent;

public sealed record RoundCompleted(Guid CaseId) : IRoundEvent;

/// <summary>The reason is for staff views and never reaches a partner.</summary>
public sealed record RoundClosed(Guid CaseId, Because Because) : IRoundEvent;

public interface IRoundEvent : ICaseEvent;

public enum Because { Withdrawn, TopicClosed, Lapsed, SeatLeft, Separated, CaseClosed }

/// <summary>Who may read: <c>Coach</c> = me and coach, <c>Partner</c> = me, partner and coach, <c>PartnerOnly</c> = me and partner.</summary>
public enum Audience { Me, Coach, Partner, PartnerOnly }

public enum Timing { Now, WhenBoth, InSession, Never }

/// <param name="Fields">Narrows single fields below the answer's audience; never widens.</param>
public sealed record Sharing(Audience Audience, Timing Timing, IReadOnlyDictionary<string, Audience>? Fields = null);

public sealed record StepRef(string Key, int Turn = 1);

/// <param name="Actor">The one seat that acts in this step; null when both do.</param>
/// <param name="Opens">What the step waits for, resolved to steps of this round.</param>
public sealed record StepPlan(StepRef Step, Mode Mode, Seat? Actor, StepOpens Opens, StepRef? About, bool Log, bool Carries);

public sealed record StepOpens(OpensWhen When, StepRef? Step = null, int? Days = null);
