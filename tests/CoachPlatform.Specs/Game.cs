using CoachPlatform.Answers;
using CoachPlatform.Cases;
using CoachPlatform.Platform.Commands;
using CoachPlatform.Safety;
using CoachPlatform.Vault;

namespace CoachPlatform.Specs;

/// <summary>Plays acts against the real decisions and keeps what was stored. Every text is a canary that names its author and place.</summary>
internal sealed class Game
{
    private int entries;

    /// <param name="at">When the round opens; with what was given where it is left out.</param>
    public Game(IEnumerable<object> given, RoundOpened round, DateTimeOffset? at = null)
    {
        Told = new Told();
        foreach (var e in given)
            Keep(e);
        Now = at ?? Now;
        Keep(round);
    }

    public Told Told { get; private set; }

    public CaseGate Gate => Told.Gate;

    public Round Round => Told.Round;

    public DateTimeOffset Now { get; private set; } = Couple.Now;

    /// <summary>Everything stored so far, in the order of the store.</summary>
    public List<(object Event, DateTimeOffset At)> Stored { get; } = [];

    public Guid NewEntry() => new($"00000000-0000-7000-8000-{++entries:x12}");

    public void Wait() => Now = Now.AddSeconds(1);

    /// <summary>Days go by, and the calendar looks.</summary>
    public void Morning(DateTimeOffset now)
    {
        Now = now;
        foreach (var e in StepClock.Decide(Round, Gate, Now).Events)
            Keep(e);
    }

    /// <summary>The next round takes its place.</summary>
    public void Lapse()
    {
        if (Round.ClosedBecause is null)
            Keep(new RoundClosed(Couple.CaseId, Because.Lapsed));
    }

    /// <summary>Each act is a moment of its own, whether or not it is refused.</summary>
    public Decision Do(Act act)
    {
        Wait();
        return DoNow(act);
    }

    /// <summary>As <see cref="Do"/>, at the moment of the act before.</summary>
    public Decision DoNow(Act act)
    {
        var decision = Decide(act);
        foreach (var e in decision.Events)
            Keep(e);
        return decision;
    }

    public Game Copy()
    {
        var copy = new Game([], (RoundOpened)Stored.Single(s => s.Event is RoundOpened).Event) { Told = Told, Now = Now, entries = entries };
        copy.Stored.Clear();
        copy.Stored.AddRange(Stored);
        return copy;
    }

    private void Keep(object @event)
    {
        Stored.Add((@event, Now));
        Told = Told.After(@event, Now);
    }

    private Decision Decide(Act act) => act switch
    {
        Act.Answer a => Answer(a),
        Act.Pass a => PassPrompt.Decide(Round, Gate, a.By, a.Step, Now),
        Act.Withdraw a => WithdrawAnswer.Decide(Round, Gate, a.By, a.Step, a.Entry, Now),
        Act.Void a => VoidAnswer.Decide(Round, Gate, a.By, a.Step, Now),
        Act.Share a => ChangeSharing.Decide(Round, Gate, a.By, a.Step, a.Entry, a.Sharing, Now),
        Act.Done a => SayDone.Decide(Round, Gate, a.By, a.Step, Now),
        Act.Propose a => Propose(a),
        Act.Confirm a => ConfirmJoint.Decide(Round, Gate, a.By, a.Step, JointVersion(a.Step, a.By), Canaries($"joint {a.Step.Key} {JointVersion(a.Step, a.By)} agreed by {a.By}", ["x"]), Now),
        Act.Join a => Gate.Seats[a.By].Status is SeatStatus.Joined or SeatStatus.Left ? Decision.Nothing : Join(a.By),
        Act.Hold a => Gate.Holds?.Any(h => h.Id == a.Id) == true ? Decision.Nothing : Decision.Of(new HoldPlaced(Couple.CaseId, a.Id)),
        Act.Lift a => new Decision([new HoldLifted(Couple.CaseId, a.Id), .. WhatFollows.After(Round, CaseGate.Fold(Gate, new HoldLifted(Couple.CaseId, a.Id), Now)!, Now)]),
        Act.Leave a => Stands(LeaveCase.Decide(Gate, a.By, withdrawsConsent: false)),
        Act.Tell a => Stands(TellLeaving.Decide(Gate, a.By)),
        Act.Part => Stands(Separate.Decide(Gate)),
        Act.Pause => Stands(PauseCase.Decide(Gate)),
        Act.Resume => Stands(ResumeCase.Decide(Gate)),
        Act.CloseCase => Stands(CloseCase.Decide(Gate)),
        Act.Close => Round.ClosedBecause is null && Round.CompletedAt is null ? Decision.Of(new RoundClosed(Couple.CaseId, Because.Withdrawn)) : Decision.Nothing,
        Act.Due a => Round.DueOn == a.On ? Decision.Nothing : Decision.Of(new RoundDueChanged(Couple.CaseId, a.On)),
        _ => throw new ArgumentException(act.ToString()),
    };

    private Decision Stands(Decision decision) => decision.Refusal is not null
        ? decision
        : new Decision([.. decision.Events, .. StandingChange.Follows(Round, Gate, decision.Events.Aggregate(Gate, (g, e) => CaseGate.Fold(g, e, Now)!), Now)]);

    private Decision Answer(Act.Answer a)
    {
        var before = Round.Find(a.Step)?.Of(a.By);
        if (a.Entry is { } entry)
            before = before?.Entries?.GetValueOrDefault(entry);
        var version = before?.Version ?? 0;
        var fields = Canaries($"{a.By} {a.Step.Key}#{a.Step.Turn} {a.Entry:N} v{version + 1}", a.Fields);
        return AnswerRound.Decide(Round, Gate, new AnswerRound.Command(a.By, a.Step, a.Entry, a.Revise ? version : null, fields, a.Sharing), Now);
    }

    private Decision Propose(Act.Propose a)
    {
        var version = JointVersion(a.Step, a.By);
        return ProposeJoint.Decide(
            Round, Gate, a.By, a.Step, a.Stale ? version - 1 : version, Canaries($"joint {a.Step.Key} {version + 1} by {a.By}", ["x"]), a.Audience, Now);
    }

    private Decision Join(Seat seat)
    {
        var invited = Gate.Seats[seat].Status == SeatStatus.Invited ? Gate : CaseGate.Fold(Gate, Couple.Invited(seat), Now)!;
        var joined = JoinSeat.Decide(invited, seat, Couple.Invitation(seat), Gate.ProposedPolicy, conflict: false);
        var gate = joined.Events.Aggregate(invited, (g, e) => CaseGate.Fold(g, e, Now)!);
        return new Decision([Couple.Invited(seat), .. joined.Events, .. WhatFollows.After(Round, gate, Now)], joined.Refusal);
    }

    private int JointVersion(StepRef step, Seat by) => Round.Find(step)?.Joint?.AsSeenBy(by, Gate.HeldFor(Round))?.Version ?? 0;

    private static Dictionary<string, Sealed> Canaries(string text, IEnumerable<string> fields) => fields.ToDictionary(f => f, f => new Sealed(Guid.Empty, $"{text} {f}"));
}
