using CoachPlatform.AccessLedger;
using CoachPlatform.Answers;
using CoachPlatform.Assignments;
using CoachPlatform.Cases;
using CoachPlatform.Consent;
using CoachPlatform.Library;
using CoachPlatform.Library.Authoring;
using CoachPlatform.Library.Documents;
using CoachPlatform.Practices;
using CoachPlatform.Privacy;
using CoachPlatform.Privacy.Releases;
using CoachPlatform.Programmes;
using CoachPlatform.Safety;
using CoachPlatform.Vault;

namespace CoachPlatform.Specs.Storage;

/// <summary>One event of each shape ever shipped, with every member set at least once.</summary>
internal static class StoredEvents
{
    private static readonly Guid Case = Id(1);
    private static readonly StepRef Step = new("say", 2);
    private static readonly DateTimeOffset At = new(2026, 3, 2, 9, 30, 0, 123, 456, TimeSpan.Zero);
    private static readonly Sealed Box = new(Id(9), "AQ==");

    private static readonly Dictionary<string, Sealed> Fields = new() { ["did-it"] = Box, ["learned"] = Box };

    private static readonly Sharing Sharing = new(Audience.PartnerOnly, Timing.WhenBoth, new Dictionary<string, Audience> { ["learned"] = Audience.Me });

    /// <summary>Stored name and event.</summary>
    public static IReadOnlyDictionary<string, object> All { get; } = new Dictionary<string, object>
    {
        ["practice-opened-v1"] = new PracticeOpened(Id(2)),
        ["staff-joined-v1"] = new StaffJoined(Id(3), Role.Owner),
        ["staff-joined-v1+invitation"] = new StaffJoined(Id(3), Role.Coach, Id(4)),
        ["staff-invited-v1"] = new StaffInvited(Id(4), [Role.Coach, Role.Supervisor], At),
        ["staff-invitation-revoked-v1"] = new StaffInvitationRevoked(Id(4)),
        ["role-changed-v1"] = new RoleChanged(Id(3), [Role.Owner, Role.Supervisor]),
        ["staff-left-v1"] = new StaffLeft(Id(3)),
        ["retention-set-v1"] = new RetentionSet([new RetentionRule(Id(19), RetentionOf.Answers, 18), new RetentionRule(Id(20), RetentionOf.Cases, 60)]),
        ["retention-applied-v1"] = new RetentionApplied(Id(19), [Id(9), Id(10)]),

        ["document-imported-v1"] = new DocumentImported(Id(13), "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", 4, 2),
        ["passages-settled-v1"] = new PassagesSettled(Id(13), 1),
        ["document-withdrawn-v1"] = new DocumentWithdrawn(Id(13)),

        ["exercise-published-v1"] = new ExercisePublished(Id(14), "3f2a", "9c1e"),
        ["exercise-retired-v1"] = new ExerciseRetired(Id(14)),
        ["exercise-restored-v1"] = new ExerciseRestored(Id(14)),

        ["case-opened-v1"] = new CaseOpened(Case, Id(3), "Europe/Madrid", 1),
        ["seat-invited-v1"] = new SeatInvited(Case, Seat.A, Id(4), At),
        ["invitation-revoked-v1"] = new InvitationRevoked(Case, Id(4)),
        ["seat-joined-v1"] = new SeatJoined(Case, Seat.B, Id(4), "terms-2026-11"),
        ["data-consent-given-v1"] = new DataConsentGiven(Case, Seat.B, "data-consent-2026-11"),
        ["secrets-policy-proposed-v1"] = new SecretsPolicyProposed(Case, 1, SecretsPolicy.Limited),
        ["secrets-policy-accepted-v1"] = new SecretsPolicyAccepted(Case, Seat.A, 1),
        ["secrets-policy-in-force-v1"] = new SecretsPolicyInForce(Case, 1),

        ["case-paused-v1"] = new CasePaused(Case),
        ["case-resumed-v1"] = new CaseResumed(Case),
        ["seat-rested-v1"] = new SeatRested(Case, Seat.A),
        ["seat-returned-v1"] = new SeatReturned(Case, Seat.A),
        ["seat-left-v1"] = new SeatLeft(Case, Seat.B),
        ["leaving-told-v1"] = new LeavingTold(Case, Seat.B),
        ["case-separated-v1"] = new CaseSeparated(Case),
        ["case-closed-v1"] = new CaseClosed(Case),
        ["seat-released-v1"] = new SeatReleased(Case, Seat.A),
        ["data-consent-withdrawn-v1"] = new DataConsentWithdrawn(Case, Seat.B, "data-consent-2026-11"),
        ["coach-changed-v1"] = new CoachChanged(Case, Id(3), Id(15)),
        ["history-opened-v1"] = new HistoryOpened(Case, Seat.A, Id(15)),
        ["supervision-allowed-v1"] = new SupervisionAllowed(Case, Seat.B, Id(16)),
        ["supervision-ended-v1"] = new SupervisionEnded(Case, Seat.B, Id(16)),
        ["legal-hold-placed-v1"] = new LegalHoldPlaced(Case, Id(3)),
        ["legal-hold-lifted-v1"] = new LegalHoldLifted(Case, Id(3)),
        ["release-proposed-v1"] = new ReleaseProposed(Case, Id(30), new ReleaseScope([ReleaseKind.Answers, ReleaseKind.Agreements], [Id(6)], Box, Box)),
        ["release-agreed-v1"] = new ReleaseAgreed(Case, Id(30), Seat.B),
        ["release-taken-back-v1"] = new ReleaseTakenBack(Case, Id(30)),
        ["release-taken-back-v1+seat"] = new ReleaseTakenBack(Case, Id(30), Seat.A),
        ["release-made-v1"] = new ReleaseMade(Case, Id(30), Id(3)),
        ["release-lapsed-v1"] = new ReleaseLapsed(Case, Id(30)),
        ["safety-asked-v1"] = new SafetyAsked(Case, Seat.A, 1),
        ["safety-answered-v1"] = new SafetyAnswered(Case, Seat.A, Id(20), 1, new Dictionary<string, Sealed> { ["home"] = Box, ["words"] = Box }),
        ["concern-raised-v1"] = new ConcernRaised(Case, Seat.B, Id(17), Box),
        ["concern-raised-v1+answers"] = new ConcernRaised(Case, Seat.B, Id(17), null, Id(20)),
        ["concern-taken-up-v1"] = new ConcernTakenUp(Case, Seat.B, Id(17), Id(3)),
        ["concern-noted-v1"] = new ConcernNoted(Case, Seat.B, Id(17), Id(21), Id(3), Box),
        ["concern-closed-v1"] = new ConcernClosed(Case, Seat.B, Id(17), Id(22), Id(3), Box),
        ["hold-placed-v1"] = new HoldPlaced(Case, Id(17)),
        ["hold-lifted-v1"] = new HoldLifted(Case, Id(17)),

        ["topics-asked-v1"] = new TopicsAsked(Case, ["intimacy", "money"]),
        ["topic-granted-v1"] = new TopicGranted(Case, Seat.A, "intimacy", "topics-2026-11"),
        ["topic-declined-v1"] = new TopicDeclined(Case, Seat.B, "intimacy", "topics-2026-11"),
        ["topic-withdrawn-v1"] = new TopicWithdrawn(Case, Seat.A, "intimacy", "topics-2026-11"),
        ["topic-opened-v1"] = new TopicOpened(Case, "intimacy"),
        ["topic-closed-v1"] = new TopicClosed(Case, "intimacy"),

        ["assignment-made-v1"] = new AssignmentMade(
            Case, "3f2a", new DateOnly(2026, 3, 9), Cadence.OnDemand, "Europe/Madrid", "intimacy", true, Id(5), StartRule.Either, 3, Box),
        ["due-changed-v1"] = new DueChanged(Case, new DateOnly(2026, 3, 10)),
        ["cadence-changed-v1"] = new CadenceChanged(Case, Cadence.Monthly, At),
        ["cadence-changed-v1+from"] = new CadenceChanged(Case, Cadence.Monthly, At, new Recounted(2, At)),
        ["assignment-paused-v1"] = new AssignmentPaused(Case),
        ["assignment-paused-v1+run"] = new AssignmentPaused(Case, Id(5)),
        ["assignment-resumed-v1"] = new AssignmentResumed(Case),
        ["rest-taken-v1"] = new RestTaken(Case, Seat.A),
        ["rest-ended-v1"] = new RestEnded(Case, Seat.A),
        ["assignment-withdrawn-v1"] = new AssignmentWithdrawn(Case),
        ["assignment-finished-v1"] = new AssignmentFinished(Case),
        ["assignment-made-v1+many"] = new AssignmentMade(
            Case, "3f2a", new DateOnly(2026, 3, 9), Cadence.OnDemand, "Europe/Madrid", "intimacy", true, Id(5), StartRule.Either, 3, Box, Many: true),
        ["occurrence-opened-v1"] = new OccurrenceOpened(Case, 1, Id(6), At),
        ["occurrence-opened-v1+hiddenFrom"] = new OccurrenceOpened(Case, 1, Id(6), At, HiddenFrom: Seat.B),
        ["occurrence-opened-v1+next"] = new OccurrenceOpened(Case, 1, Id(6), At, At.AddDays(7)),
        ["occurrences-missed-v1"] = new OccurrencesMissed(Case, 2, 4),
        ["opening-asked-v1"] = new OpeningAsked(Case, Seat.B),

        ["run-started-v1"] = new RunStarted(Case, "9c1e", new Dictionary<string, string> { ["pulse"] = "3f2a" }, new DateOnly(2026, 3, 9)),
        ["step-assigned-v1"] = new StepAssigned(Case, "pulse", Id(7)),
        ["step-finished-v1"] = new StepFinished(Case, "pulse", Id(6)),
        ["step-left-out-v1"] = new StepLeftOut(Case, "pulse"),
        ["step-allowed-v1"] = new StepAllowed(Case, "pulse"),
        ["step-changed-v1"] = new StepChanged(Case, "pulse", new StepTerms(StepOpening.After("plan", 3), Cadence.Weekly, 6, 9)),
        ["run-paused-v1"] = new RunPaused(Case),
        ["run-resumed-v1"] = new RunResumed(Case),
        ["run-ended-v1"] = new RunEnded(Case, RunEnd.ByCoach),

        ["programme-published-v1"] = new ProgrammePublished(Id(15), "9c1e", "3f2a"),
        ["programme-retired-v1"] = new ProgrammeRetired(Id(15)),
        ["programme-restored-v1"] = new ProgrammeRestored(Id(15)),

        ["round-opened-v1"] = new RoundOpened(
            Case, Id(7), 1, "3f2a",
            [
                new StepPlan(new StepRef("say"), Mode.Sealed, null, new StepOpens(OpensWhen.Start), null, false, false),
                new StepPlan(Step, Mode.Joint, Seat.B, new StepOpens(OpensWhen.AfterDays, new StepRef("say"), 6), new StepRef("say"), true, true),
            ],
            "intimacy", true, new DateOnly(2026, 3, 9), At, Seat.A, Id(8)),
        ["step-opened-v1"] = new StepOpened(Case, Step, Seat.A),
        ["step-skipped-v1"] = new StepSkipped(Case, Step),
        ["answer-given-v1"] = new AnswerGiven(Case, Step, Seat.A, 1, Fields, Sharing, Id(10)),
        ["answer-revised-v1"] = new AnswerRevised(Case, Step, Seat.B, 2, Fields, Sharing with { Fields = null }, null),
        ["sharing-changed-v1"] = new SharingChanged(Case, Step, Seat.A, Sharing, Id(10)),
        ["prompt-passed-v1"] = new PromptPassed(Case, Step, Seat.B),
        ["erasure-asked-v1"] = new ErasureAsked(Case, Seat.A),
        ["erasure-waiting-v1"] = new ErasureWaiting(Case, Seat.A),
        ["seat-erased-v1"] = new SeatErased(Case, Seat.B, Id(12), [Id(9), Id(10)], "9f86d081", "9f86d081"),
        ["seat-emptied-v1"] = new SeatEmptied(Case, Seat.B, Last: true),

        ["answers-expired-v1"] = new AnswersExpired(Case),
        ["answer-voided-v1"] = new AnswerVoided(Case, Step, Seat.A, 2, [Id(10), Id(11)]),
        ["answer-withdrawn-v1"] = new AnswerWithdrawn(Case, Step, Seat.A, 2, Id(10)),
        ["answers-revealed-v1"] = new AnswersRevealed(Case, Step, true),
        ["joint-proposed-v1"] = new JointProposed(Case, Step, Seat.A, 2, Fields, Audience.Partner, 1),
        ["step-carried-v1"] = new StepCarried(Case, Step, new Guid("00000000-0000-7000-8000-000000000011"), Seat.A, 2, Fields, Audience.Partner),
        ["joint-confirmed-v1"] = new JointConfirmed(Case, Step, Seat.B, 2, Fields),
        ["comment-made-v1"] = new CommentMade(Case, Id(11), Id(3), Step, new Dictionary<Seat, Sealed> { [Seat.A] = Box, [Seat.B] = Box }),
        ["round-due-changed-v1"] = new RoundDueChanged(Case, new DateOnly(2026, 3, 10)),
        ["round-completed-v1"] = new RoundCompleted(Case),
        ["round-closed-v1"] = new RoundClosed(Case, Because.Withdrawn),

        ["answers-opened-v1"] = new AnswersOpened(Case, ReaderKind.Partner, Id(3), Seat.B, "screen", [new AnswerRef(Id(6), Step, Seat.A, 2, Id(10))], Id(12)),
        ["answers-opened-v1+operator"] = new AnswersOpened(
            Case, ReaderKind.Operator, null, null, "operator", [new AnswerRef(Id(6), Step, Seat.A, 2, Id(10))], Id(12), OperatorReason.CourtOrder),
        ["answers-opened-v1+release"] = new AnswersOpened(
            Case, ReaderKind.Coach, Id(3), null, "release", [new AnswerRef(Id(6), Step, Seat.A, 2, Id(10))], Id(12), ReleaseId: Id(30)),

        ["export-requested-v1"] = new ExportRequested(Case, Seat.A, Id(15)),
        ["export-requested-v1+staff"] = new ExportRequested(Case, null, Id(15), Id(3)),
        ["export-ready-v1"] = new ExportReady(Case, Seat.B, Id(15), "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", At),
        ["export-collected-v1"] = new ExportCollected(Case, Seat.A, Id(15)),
        ["export-dropped-v1"] = new ExportDropped(Case, Seat.A, Id(15), ExportEnd.MovedOn),
    };

    private static Guid Id(int n) => new($"00000000-0000-7000-8000-{n:x12}");
}
