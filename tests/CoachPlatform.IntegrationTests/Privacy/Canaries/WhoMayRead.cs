using CoachPlatform.Cases;
using CoachPlatform.IntegrationTests.Support;
using CoachPlatform.Library;

namespace CoachPlatform.IntegrationTests.Privacy.Canaries;

/// <summary>
/// The rules of sight in plain words over what is known of a case. Where the acts alone do not tell (what had waited for a hold to end, for instance), what
/// may be read is the wider answer and what must be there the narrower one.
/// </summary>
internal static class WhoMayRead
{
    /// <param name="sure">True: it must be where the answers of the round are read. False: it may be, there or anywhere.</param>
    public static bool Answer(Client who, KnownAnswer answer, string field, string mark, bool sure)
    {
        var known = answer.Step.Round.Case;
        if (answer.Destroyed(mark))
            return false;
        if (known.SeatOf(who) is { } seat)
            return seat == answer.Seat
                ? !sure || (answer.Stands(field, mark) && answer.Step.Round.Reached(answer.Step, seat))
                : answer.Stands(field, mark) && Partner(answer, field, seat, sure);
        return who == known.Coach && answer.Stands(field, mark) && Coach(answer, field, sure);
    }

    public static bool Joint(Client who, KnownStep step, KnownProposal proposal, bool sure)
    {
        var known = step.Round.Case;
        if (known.SeatOf(who) is not { } seat)
        {
            return who == known.Coach && proposal is { ConfirmedAt: not null, Audience: "partner" } && TopicOpen(step.Round, sure)
                && (!sure || !known.WasHeld);
        }

        if (seat == proposal.By)
            return !sure || (Newest(step, proposal) && !known.WasHeld && StillOpen(step.Round, seat));
        if (step.Round.Topic is { Offered: false })
            return false;
        if (known.HeldFor(step.Round, seat) is { } since && proposal.At >= since)
            return false;
        if (proposal.ConfirmedAt is not null)
            return !sure || !known.WasHeld;
        // Which of several is on the table for whom, where two see different things, is not told by the acts.
        return known.WasHeld && step.Round.Screened
            ? !sure
            : Newest(step, proposal) && (sure ? StillOpen(step.Round, seat) : !step.Round.Withdrawn && !known.EndedFor(seat));
    }

    private static bool Newest(KnownStep step, KnownProposal proposal) => step.Proposals[^1] == proposal;

    private static bool StillOpen(KnownRound round, Seat reader) =>
        !round.Withdrawn && round.Case is { Closed: false, Apart: false, Left.Count: 0 } && !round.Case.EndedFor(reader) && round.Topic is not { Offered: false };

    private static bool Partner(KnownAnswer answer, string field, Seat reader, bool sure)
    {
        var (step, round) = (answer.Step, answer.Step.Round);
        var known = round.Case;
        if (round.Topic is { Offered: false } || !round.Reached(step, reader) || answer.Timing == "never" || !answer.Reaches(field, "partner", "partnerOnly"))
            return false;
        if (answer.GivenAt > known.EndedAt && (step.OwnPace || known.EndedFor(reader)))
            return false;
        // A hold that ended while nothing went on here may count on.
        if (sure && known.WasHeld && round.Screened && known.HeldFor(round, reader) is null)
            return false;
        if (answer.SharedAt >= known.HeldFor(round, reader) && (step.OwnPace || !step.ForBoth || answer.ByHand))
            return false;
        if (step.Of.Mode == Mode.Matched)
            return false;
        if (!step.ForBoth && step.Of.Mode != Mode.Live)
            return true;
        if (step.OwnPace)
            return answer.Timing == "now" || Opened(step, sure);
        return Opened(step, sure) && (step.Opening!.Shared || answer.ByHand);
    }

    private static bool Coach(KnownAnswer answer, string field, bool sure)
    {
        var (step, round) = (answer.Step, answer.Step.Round);
        if (!TopicOpen(round, sure) || step.Of.Mode == Mode.Matched || answer.Timing == "never" || !answer.Reaches(field, "partner", "coach"))
            return false;
        if (answer.SharedAt <= round.Case.CoachSince && round.Case.CoachSince > 0 && !round.Case.HistoryOpened.Contains(answer.Seat))
            return false;
        return (answer.Timing == "now" && step.Of.Mode != Mode.Live) || Opened(step, sure);
    }

    private static bool TopicOpen(KnownRound round, bool sure) => round.Topic is not { } topic || (topic.WasClosed ? !sure && topic.BothSayYes : topic.BothSayYes);

    private static bool Opened(KnownStep step, bool sure) => step.Opening is { } opening && (opening.Sure || !sure);
}
