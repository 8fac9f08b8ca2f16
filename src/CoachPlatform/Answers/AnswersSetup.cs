using JasperFx.Events;
using JasperFx.Events.Projections;
using Marten;
using Marten.Events.Aggregation;

namespace CoachPlatform.Answers;

public static class AnswersSetup
{
    public static void AddAnswers(this StoreOptions options)
    {
        var events = options.Events;
        events.MapEventType<RoundOpened>("round-opened-v1");
        events.MapEventType<StepOpened>("step-opened-v1");
        events.MapEventType<StepSkipped>("step-skipped-v1");
        events.MapEventType<AnswerGiven>("answer-given-v1");
        events.MapEventType<AnswerRevised>("answer-revised-v1");
        events.MapEventType<SharingChanged>("sharing-changed-v1");
        events.MapEventType<PromptPassed>("prompt-passed-v1");
        events.MapEventType<AnswerWithdrawn>("answer-withdrawn-v1");
        events.MapEventType<AnswersRevealed>("answers-revealed-v1");
        events.MapEventType<JointProposed>("joint-proposed-v1");
        events.MapEventType<JointConfirmed>("joint-confirmed-v1");
        events.MapEventType<CommentMade>("comment-made-v1");
        events.MapEventType<RoundDueChanged>("round-due-changed-v1");
        events.MapEventType<RoundCompleted>("round-completed-v1");
        events.MapEventType<RoundClosed>("round-closed-v1");

        options.Projections.Add(new RoundStates(), ProjectionLifecycle.Inline);
        options.Schema.For<Round>().DocumentAlias("round").Duplicate(r => r.CaseId, pgType: "uuid");
    }
}

/// <summary>Keeps <see cref="Round"/> in the transaction of the events it is folded from.</summary>
public sealed class RoundStates : SingleStreamProjection<Round, Guid>
{
    public override Round? Evolve(Round? snapshot, Guid id, IEvent e) => Round.Fold(snapshot, id, e.Data, e.Timestamp);
}
