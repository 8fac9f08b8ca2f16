using CoachPlatform.Answers;
using CoachPlatform.Cases;
using CoachPlatform.Library;
using JasperFx.Events;

namespace CoachPlatform.Live;

/// <summary>The last movement of a case in one word, for the board. What is not a movement to a coach leaves it as it was.</summary>
internal static class LastMoves
{
    /// <param name="round">The round of the event, after it; null for an event of the case.</param>
    public static LastMove After(LastMove before, IEvent e, Round? round = null) => e.Data switch
    {
        SeatInvited => new LastMove(Move.Invited, e.Timestamp),
        SeatJoined x => new LastMove(Move.Joined, e.Timestamp, x.Seat),
        RoundOpened => new LastMove(Move.RoundOpened, e.Timestamp),
        StepOpened x => new LastMove(Move.StepOpened, e.Timestamp, x.By),
        AnswerGiven x => new LastMove(Move.Answered, e.Timestamp, x.Seat),
        AnswerRevised x => new LastMove(Move.Answered, e.Timestamp, x.Seat),
        // In a live step passing counts as in, and is told as such.
        PromptPassed x when round?.Find(x.Step)?.Plan.Mode == Mode.Live => new LastMove(Move.Answered, e.Timestamp, x.Seat),
        PromptPassed x => new LastMove(Move.Passed, e.Timestamp, x.Seat),
        AnswerWithdrawn x => new LastMove(Move.Withdrawn, e.Timestamp, x.Seat),
        AnswerVoided x => new LastMove(Move.Withdrawn, e.Timestamp, x.Seat),
        SharingChanged x => new LastMove(Move.SharingChanged, e.Timestamp, x.Seat),
        AnswersRevealed => new LastMove(Move.Opened, e.Timestamp),
        JointProposed x => new LastMove(Move.Proposed, e.Timestamp, x.Seat),
        JointConfirmed x => new LastMove(Move.Agreed, e.Timestamp, x.Seat),
        RoundDueChanged => new LastMove(Move.DueChanged, e.Timestamp),
        CasePaused => new LastMove(Move.Paused, e.Timestamp),
        CaseResumed => new LastMove(Move.Resumed, e.Timestamp),
        SeatLeft x => new LastMove(Move.Left, e.Timestamp, x.Seat),
        CaseSeparated => new LastMove(Move.Parted, e.Timestamp),
        CaseClosed => new LastMove(Move.CaseClosed, e.Timestamp),
        // A round that ends with its case says nothing more than that.
        RoundClosed { Because: Because.SeatLeft or Because.Separated or Because.CaseClosed } => before,
        RoundClosed => new LastMove(Move.Closed, e.Timestamp),
        _ => before,
    };
}
