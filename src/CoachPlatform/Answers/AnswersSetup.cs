using CoachPlatform.Platform;
using JasperFx.Events;
using JasperFx.Events.Projections;
using Marten;
using Marten.Events.Aggregation;

namespace CoachPlatform.Answers;

public static class AnswersSetup
{
    private static readonly StoredEvents Events = new()
    {
        ["round-opened-v1"] = typeof(RoundOpened),
        ["step-opened-v1"] = typeof(StepOpened),
        ["step-skipped-v1"] = typeof(StepSkipped),
        ["answer-given-v1"] = typeof(AnswerGiven),
        ["answer-revised-v1"] = typeof(AnswerRevised),
        ["sharing-changed-v1"] = typeof(SharingChanged),
        ["prompt-passed-v1"] = typeof(PromptPassed),
        ["answer-withdrawn-v1"] = typeof(AnswerWithdrawn),
        ["answer-voided-v1"] = typeof(AnswerVoided),
        ["answers-revealed-v1"] = typeof(AnswersRevealed),
        ["joint-proposed-v1"] = typeof(JointProposed),
        ["joint-confirmed-v1"] = typeof(JointConfirmed),
        ["step-carried-v1"] = typeof(StepCarried),
        ["comment-made-v1"] = typeof(CommentMade),
        ["answers-expired-v1"] = typeof(AnswersExpired),
        ["round-due-changed-v1"] = typeof(RoundDueChanged),
        ["round-completed-v1"] = typeof(RoundCompleted),
        ["round-closed-v1"] = typeof(RoundClosed),
    };

    public static void AddAnswers(this StoreOptions options)
    {
        Events.AddTo(options);
        options.Projections.Add(new RoundStates(Events.Values), ProjectionLifecycle.Inline);
        options.Schema.For<Round>().DocumentAlias("round").Duplicate(r => r.CaseId, pgType: "uuid")
            .Duplicate(r => r.ClockFrom!, pgType: "timestamp with time zone");
    }
}

/// <summary>Keeps <see cref="Round"/> in the transaction of the events it is folded from.</summary>
public sealed class RoundStates : SingleStreamProjection<Round, Guid>
{
    /// <param name="events">Its own stream's. Without the list every write to any stream would look here for a document.</param>
    public RoundStates(IEnumerable<Type> events) => IncludedEventTypes.AddRange(events);

    public override Round? Evolve(Round? snapshot, Guid id, IEvent e) => Round.Fold(snapshot, id, e.Data, e.Timestamp);
}
