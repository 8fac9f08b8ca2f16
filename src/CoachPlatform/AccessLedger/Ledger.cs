using CoachPlatform.Answers;
using CoachPlatform.Cases;
using CoachPlatform.Platform;

namespace CoachPlatform.AccessLedger;

// This record is the storage format. Its stored name stands in AccessLedgerSetup.

/// <summary>Somebody other than the author had answers of one author opened. The stream is that of the case and the author's seat.</summary>
/// <param name="Seat">The reading partner's seat; null for staff.</param>
/// <param name="Answers">At most 50.</param>
/// <param name="OpeningKey">Reader, sign-in, route and answers: one sitting gives one line.</param>
/// <param name="Because">Of an operator, why; null for everybody else.</param>
/// <param name="ReleaseId">Put into the file of this release, for somebody outside; null for everything else.</param>
public sealed record AnswersOpened(
    Guid CaseId, ReaderKind Reader, Guid? StaffId, Seat? Seat, string Route, IReadOnlyList<AnswerRef> Answers, Guid OpeningKey, OperatorReason? Because = null, Guid? ReleaseId = null) : ICaseEvent;

public enum ReaderKind { Coach, Partner, Supervisor, Operator }

public sealed record AnswerRef(Guid Round, StepRef Step, Seat Author, int Version, Guid? Entry = null);

/// <summary>Why the people who run an installation open an answer. A closed list, since nobody's words belong in an event.</summary>
public enum OperatorReason { CourtOrder, AskedByAuthor, DangerToLife, Fault }
