using CoachPlatform.Answers;
using CoachPlatform.Assignments;
using CoachPlatform.Cases;
using CoachPlatform.Library;
using CoachPlatform.Vault;

namespace CoachPlatform.Specs;

/// <summary>The round's side of a story, in few words: plans, and the events that partners cause.</summary>
internal static class Play
{
    public static readonly Sharing Shared = new(Audience.Partner, Timing.WhenBoth);
    public static readonly Sharing Private = new(Audience.Me, Timing.WhenBoth);

    private static readonly Lazy<ShippedLibrary> Library = new(() => ShippedLibrary.Load(Path.Combine(AppContext.BaseDirectory, "seeds", "library")));

    public static IReadOnlyList<Exercise> Exercises => Library.Value.Exercises;

    public static Exercise Exercise(string slug) => Library.Value.Newest(slug) ?? throw new ArgumentException($"No exercise {slug} is shipped.");

    /// <summary>A round of a shipped exercise.</summary>
    public static RoundOpened Round(string slug) => Round([.. PlanSteps.Of(Exercise(slug), Told.AssignmentId, 1, opener: null)]);

    public static RoundOpened Round(params StepPlan[] plan) =>
        new(Couple.CaseId, Told.AssignmentId, 1, "version", plan, Topic: null, Screened: false, DueOn: null, ClosesAt: null, Opener: null, Previous: null);

    public static StepPlan Step(
        string key, Mode mode, Seat? actor = null, OpensWhen when = OpensWhen.Start, string? waitsFor = null, string? about = null, bool log = false) =>
        new(new StepRef(key), mode, actor, new StepOpens(when, waitsFor is null ? null : new StepRef(waitsFor)), about is null ? null : new StepRef(about), log, Carries: false);

    /// <summary>The text stands in the box as it is, so that a spec can see where it comes out.</summary>
    public static IReadOnlyDictionary<string, Sealed> Boxes(string text = "text", params string[] fields) =>
        (fields.Length == 0 ? ["x"] : fields).ToDictionary(f => f, f => new Sealed(Guid.Empty, $"{text}/{f}"));

    public static AnswerGiven Given(Seat seat, string step, Sharing? sharing = null, int version = 1, Guid? entry = null) =>
        new(Couple.CaseId, new StepRef(step), seat, version, Boxes(), sharing ?? Shared, entry);

    public static AnswerRevised Revised(Seat seat, string step, int version, Sharing? sharing = null, Guid? entry = null) =>
        new(Couple.CaseId, new StepRef(step), seat, version, Boxes(), sharing ?? Shared, entry);

    public static PromptPassed Passed(Seat seat, string step) => new(Couple.CaseId, new StepRef(step), seat);

    public static AnswerWithdrawn Withdrawn(Seat seat, string step, int version = 1, Guid? entry = null) => new(Couple.CaseId, new StepRef(step), seat, version, entry);

    public static AnswerVoided Voided(Seat seat, string step, int version = 1, params Guid[] entries) =>
        new(Couple.CaseId, new StepRef(step), seat, version, entries.Length == 0 ? null : entries);

    public static SharingChanged Changed(Seat seat, string step, Sharing sharing, Guid? entry = null) => new(Couple.CaseId, new StepRef(step), seat, sharing, entry);

    public static AnswersRevealed Revealed(string step, bool shared = true) => new(Couple.CaseId, new StepRef(step), shared);

    public static StepOpened OpenedBy(string step, Seat? by = null) => new(Couple.CaseId, new StepRef(step), by);

    public static StepSkipped Skipped(string step) => new(Couple.CaseId, new StepRef(step));

    public static JointProposed Proposed(Seat seat, string step, int version = 1, Audience audience = Audience.Partner) =>
        new(Couple.CaseId, new StepRef(step), seat, version, Boxes(), audience, version == 1 ? null : version - 1);

    public static JointConfirmed Confirmed(Seat seat, string step, int version = 1) => new(Couple.CaseId, new StepRef(step), seat, version, Boxes());

    public static RoundCompleted Completed { get; } = new(Couple.CaseId);

    public static RoundClosed Closed { get; } = new(Couple.CaseId, Because.Withdrawn);
}
