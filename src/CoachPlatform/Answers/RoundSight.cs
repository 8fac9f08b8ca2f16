using CoachPlatform.Cases;
using CoachPlatform.Library;

namespace CoachPlatform.Answers;

/// <summary>One round as one reader may see it, before any box is opened: only states, and which fields may be read. Pure.</summary>
public sealed record RoundSight(Guid RoundId, Guid CaseId, Guid AssignmentId, DateOnly? DueOn, DateTimeOffset OpenedAt, bool Open, IReadOnlyList<StepSight> Steps)
{
    public static RoundSight Of(Reader reader, Round round, CaseGate gate, DateTimeOffset now)
    {
        // To a partner a round whose topic is not offered is over, whether or not its own events say so yet.
        if (reader is Reader.Partner && !gate.Offers(round.Topic, now))
            round = round with { ClosedBecause = Because.TopicClosed };
        // And so is one that needs two, where the two are no couple here any more.
        if (reader is Reader.Partner own && gate.EndedFor(own.Seat) && round.ClosedBecause is null && !round.GoesOnAlone)
            round = round with { ClosedBecause = Because.SeatLeft };
        var steps = round.Steps.Where(s => Visible(reader, round, s, gate)).ToList();
        // While the coach has opened none yet, the first stands for the round: waiting, without a word of what it asks.
        if (steps.Count == 0 && reader is Reader.Partner && round.Steps.FirstOrDefault(s => s is { Plan.Mode: Mode.Live, Status: StepStatus.NotOpen }) is { } first)
            steps.Add(first);
        return new RoundSight(
            round.Id, round.CaseId, round.AssignmentId, round.DueOn, round.OpenedAt, reader is Reader.Partner ? !round.ClosedFor(now) : round.Open,
            [.. steps.Select(s => StepSight.Of(reader, round, s, gate, now))]);
    }

    /// <summary>A couple's screen never names a step that is not open; the coach's shows the whole plan.</summary>
    private static bool Visible(Reader reader, Round round, StepState step, CaseGate gate) =>
        reader is Reader.Partner partner
            ? round.ReachedBy(step, partner.Seat) || SayDone.MayOpen(round, step, gate.HeldFor(round))
            : reader.ReadsAsCoach(gate);
}

/// <summary>One step as one reader may see it.</summary>
/// <param name="WaitsForDoing">Not open: either partner may say “we did it”.</param>
/// <param name="MayAct">The reader may answer, revise, propose or pass now.</param>
/// <param name="Shown">Both shared, so both opened together; the moment of it.</param>
public sealed record StepSight(
    StepRef Step, Mode Mode, StepStatus Status, bool WaitsForDoing, bool MayAct, bool Revealed, DateTimeOffset? Shown, JointState? Joint, IReadOnlyList<AnswerSight> Answers)
{
    public static StepSight Of(Reader reader, Round round, StepState step, CaseGate gate, DateTimeOffset now)
    {
        step = step with { Joint = step.Joint?.StillOpens(gate) };
        var seat = (reader as Reader.Partner)?.Seat;
        var offered = seat is null ? gate.IsOpen(round.Topic) : gate.Offers(round.Topic, now);
        var mayAct = seat is { } own && !round.ClosedFor(now) && round.OpenFor(step, own) && MayStillWrite(step, own, gate.HeldFor(round));
        var joint = JointOf(reader, round, step, gate, offered);
        return new StepSight(
            step.Step, step.Plan.Mode, seat is { } by && round.ReachedBy(step, by) ? StepStatus.Open : step.Status, SayDone.MayOpen(round, step, gate.HeldFor(round)) && round.Open && !round.ClosedFor(now), mayAct,
            // That an individual step is settled says what the other did.
            step.Reveal is not null && (seat is null || (offered && step.Plan.Mode != Mode.Individual)),
            !offered || step.Plan.Mode == Mode.Individual ? null : step.Shown ? step.Reveal!.At : null,
            joint,
            seat is not null && step is { Plan.Mode: Mode.Live, Status: StepStatus.NotOpen } ? [] : [.. Authors(step, seat).SelectMany(a => Each(reader, round, step, a, gate, now))])
        {
            MayOpen = seat is null && LiveSteps.MayOpen(round, step),
            MayReveal = seat is null && LiveSteps.MayReveal(round, step),
        };
    }

    /// <summary>For the coach: a live step that can be opened now.</summary>
    public bool MayOpen { get; init; }

    /// <summary>For the coach: a live step in which both are in.</summary>
    public bool MayReveal { get; init; }

    /// <summary>What stands on the table as the reader sees it, without what was there before.</summary>
    private static JointState? JointOf(Reader reader, Round round, StepState step, CaseGate gate, bool offered)
    {
        if (!offered)
            return null;
        if (reader is not Reader.Partner(var seat))
            return step.Joint is { } newest ? newest with { Earlier = null } : null;
        var seen = step.Joint?.AsSeenBy(seat, gate.EndedFor(seat) ? (round.Screened ? gate.End!.HeldSince : null) : gate.HeldFor(round));
        return seen is { Confirmed: false } && round.ClosedBecause is not null ? null : seen;
    }

    private static bool MayStillWrite(StepState step, Seat own, DateTimeOffset? held) => step.Plan.Mode switch
    {
        Mode.Joint => step.Joint?.AsSeenBy(own, held) is not { Confirmed: true, Carried: false },
        Mode.Individual => true,
        Mode.Sealed or Mode.Matched or Mode.Live => step.Reveal is null,
    };

    /// <summary>The reader's own first; for staff in the order in which the seats are drawn.</summary>
    private static IEnumerable<Seat> Authors(StepState step, Seat? own) => own is { } mine ? step.Who.OrderBy(s => s == mine ? 0 : 1) : step.Who;

    private static IEnumerable<AnswerSight> Each(Reader reader, Round round, StepState step, Seat author, CaseGate gate, DateTimeOffset now)
    {
        var actor = step.Of(author);
        if (!step.Plan.Log)
            return [SightOf(null, actor)];
        return (actor.Entries ?? new Dictionary<Guid, ActorState>()).Select(e => SightOf(e.Key, e.Value)).Where(a => a.Sight is not Sight.Nothing);

        AnswerSight SightOf(Guid? entry, ActorState state)
        {
            var sight = WhatMaySee.Of(reader, new AnswerOf(step.Step, author, entry), round, gate, now);
            // How a live answer was given, or that it was passed, the coach does not learn before it opens.
            return new AnswerSight(author, entry, sight, sight is Sight.Tick tick && step is { Plan.Mode: Mode.Live, Reveal: null } ? new ActorState(tick.Given) : KnownTo(reader, sight, state));
        }
    }

    /// <summary>A partner who may read some fields learns nothing of the others, of when they were written or of how they are shared.</summary>
    private static ActorState? KnownTo(Reader reader, Sight sight, ActorState state) => sight switch
    {
        Sight.Own => state,
        Sight.Read read when reader is Reader.Partner => new ActorState(state.Given, state.Version, Fields: read.Fields),
        Sight.Read or Sight.Tick => state,
        _ => null,
    };
}

/// <param name="State">What has been given; only where the sight allows to know it.</param>
public sealed record AnswerSight(Seat Author, Guid? Entry, Sight Sight, ActorState? State);
