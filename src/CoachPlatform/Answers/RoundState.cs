using System.Text.Json.Serialization;
using CoachPlatform.Cases;
using CoachPlatform.Library;

namespace CoachPlatform.Answers;

public enum StepStatus { NotOpen, Open, Skipped }

public enum Given { Nothing, Answered, Passed, Withdrawn }

/// <summary>What one seat has done in one step. No texts, no numbers: boxes stay in the events.</summary>
/// <param name="Version">The newest version ever given, also after a withdrawal; 0 before the first.</param>
/// <param name="Fields">The keys of the fields that the newest version gives.</param>
/// <param name="ByHand">The author opened the answer to the partner after a reveal that did not.</param>
public sealed record ActorState(
    Given Given = Given.Nothing,
    int Version = 0,
    Sharing? Sharing = null,
    IReadOnlyList<string>? Fields = null,
    DateTimeOffset? GivenAt = null,
    DateTimeOffset? SharedAt = null,
    bool ByHand = false,
    IReadOnlyDictionary<Guid, ActorState>? Entries = null)
{
    /// <summary>The newest version whose key was destroyed because somebody else had given it; null when none was.</summary>
    public int? Voided { get; init; }

    /// <summary>The newest version was voided, and nothing was given since.</summary>
    [JsonIgnore]
    public bool Gone => Version > 0 && Voided == Version;
}

/// <param name="Carried">Something agreed in an earlier round stands: this text itself while it is confirmed, else what it would replace.</param>
/// <param name="Earlier">
/// What was on the table before. Two people who see different things, as under a hold, may each build on what they see; so two of one version can be
/// there, one of each author.
/// </param>
public sealed record JointState(
    int Version, Seat By, Audience Audience, IReadOnlyList<string> Fields, DateTimeOffset ProposedAt, Seat? ConfirmedBy = null, DateTimeOffset? ConfirmedAt = null,
    bool Carried = false, JointState? Earlier = null)
{
    public bool Confirmed => ConfirmedBy is not null;

    /// <summary>What is on the table as a seat may see it: while a hold stands, nothing that the other has proposed or confirmed since then.</summary>
    public JointState? AsSeenBy(Seat seat, DateTimeOffset? heldSince)
    {
        for (var state = this; state is not null; state = state.Earlier)
            if (heldSince is not { } since || (state.ConfirmedBy is { } by ? by == seat || state.ConfirmedAt < since || state.Carried : state.By == seat || state.ProposedAt < since))
                return state with { Earlier = null };
        return null;
    }

    /// <summary>The newest that can still be opened: a proposal goes with its author's key.</summary>
    public JointState? StillOpens(CaseGate gate) => Confirmed || !gate.Emptied(By) ? this : Earlier?.StillOpens(gate);

    /// <summary>With the yes of one seat to the newest proposal of the other. What has been proposed after that one stays on top of it.</summary>
    public JointState Confirm(Seat seat, int version, DateTimeOffset at) =>
        Version == version && By != seat
            ? this with { ConfirmedBy = seat, ConfirmedAt = at, Carried = false, Earlier = this }
            : this with { Earlier = Earlier?.Confirm(seat, version, at) };
}

/// <param name="Shared">Both shared, so both opened.</param>
public sealed record Reveal(bool Shared, DateTimeOffset At);

public sealed record StepState(
    StepPlan Plan,
    StepStatus Status,
    DateTimeOffset? OpenedAt,
    IReadOnlyDictionary<Seat, ActorState> Actors,
    Reveal? Reveal = null,
    JointState? Joint = null)
{
    public StepRef Step => Plan.Step;

    /// <summary>Opened for both. A matched step always opens the same way: whether there was anything to share is nobody's to see.</summary>
    public bool Shown => Reveal is { } reveal && (reveal.Shared || Plan.Mode == Mode.Matched);

    /// <summary>The seats that act in this step.</summary>
    public IReadOnlyList<Seat> Who => Plan.Actor is { } one ? [one] : Seats.Both;

    public ActorState Of(Seat seat) => Actors.TryGetValue(seat, out var state) ? state : new ActorState();

    /// <summary>Both act, each at their own pace: nothing that one may do or see here depends on whether the other has acted.</summary>
    public bool OwnPace => Plan is { Mode: Mode.Individual, Actor: null };

    /// <summary>Whether this sharing, chosen now, opens an answer by hand that the reveal left closed.</summary>
    public bool OpensByHand(Sharing sharing) =>
        Plan.Mode != Mode.Individual && Reveal is not null && sharing.Timing == Timing.Now && sharing.Audience.Partner();

    /// <summary>Whether this step has run its course and what waits for it may open.</summary>
    public bool Done => Status == StepStatus.Skipped || (Plan.Mode == Mode.Joint ? Joint is { Confirmed: true } or { Carried: true } : Reveal is not null);

    /// <summary>Whether one seat's part of the step is over: for steps of individual answers, where the seats go their own pace.</summary>
    public bool DoneFor(Seat seat) =>
        Status == StepStatus.Skipped || (Done && !OwnPace) || Of(seat) is { Given: Given.Answered or Given.Passed } or { Version: > 0 };
}

/// <summary>One occurrence of an assignment: the stream in which both answers meet.</summary>
public sealed record Round(
    Guid Id,
    Guid CaseId,
    Guid AssignmentId,
    int Occurrence,
    string ExerciseVersionId,
    string? Topic,
    bool Screened,
    DateOnly? DueOn,
    DateTimeOffset? ClosesAt,
    Seat? Opener,
    DateTimeOffset OpenedAt,
    IReadOnlyList<StepState> Steps,
    DateTimeOffset? CompletedAt = null,
    Because? ClosedBecause = null,
    DateTimeOffset? ClosedAt = null)
{
    /// <summary>Since when the practice keeps its answers no longer.</summary>
    public DateTimeOffset? ExpiredAt { get; init; }

    public bool Open => CompletedAt is null && ClosedBecause is null;

    /// <summary>Whether nothing can be given any more: it was closed, or the round after it is due though its event is late.</summary>
    public bool ClosedFor(DateTimeOffset now) => ClosedBecause is not null || ExpiredAt is not null || ClosesAt <= now;

    /// <summary>Nothing of it needs the other, so that it can go on when the two are no couple here any more.</summary>
    public bool GoesOnAlone => Steps.All(s => s.OwnPace);

    /// <summary>The calendar has nothing to open here before this moment; null when it never has.</summary>
    public DateTimeOffset? ClockFrom => StepClock.NotBefore(this);

    public StepState? Find(StepRef step) => Steps.FirstOrDefault(s => s.Step == step);

    /// <summary>
    /// Whether the seat may act in the step now: it is open, it acts there, and its own part of an individual step before it is over.
    /// That the round is complete closes nothing: what was exchanged is settled by then, and that individual steps close would tell one that
    /// the other has answered.
    /// </summary>
    public bool OpenFor(StepState step, Seat seat) =>
        ClosedBecause is null && ExpiredAt is null && step.Who.Contains(seat) && ReachedBy(step, seat);

    /// <summary>
    /// Whether the seat has come to the step, so that its screens show it, also when the round has ended since. What follows individual
    /// answers is reached by each seat with its own, whoever acts there and whoever was first: sooner, or by an event of its own, it would
    /// tell that the other has answered.
    /// </summary>
    public bool ReachedBy(StepState step, Seat seat) =>
        step.Plan is { Mode: not Mode.Live, Opens: { When: OpensWhen.After, Step: { } before } } && Find(before) is { OwnPace: true, Plan.Log: false } previous
            ? step.Status != StepStatus.Skipped && (previous.DoneFor(seat) || step.Of(seat) is { Given: not Given.Nothing } or { Version: > 0 })
            : step.Status == StepStatus.Open;

    /// <summary>Folds one event of the round stream; events it does not know leave it as it was.</summary>
    public static Round? Fold(Round? round, Guid id, object @event, DateTimeOffset at) => (@event, round) switch
    {
        (RoundOpened e, _) => new Round(
            id, e.CaseId, e.AssignmentId, e.Occurrence, e.ExerciseVersionId, e.Topic, e.Screened, e.DueOn, e.ClosesAt, e.Opener, at,
            [.. e.Plan.Select(p => Start(p, at))]),
        (_, null) => null,
        (StepOpened e, _) => round.With(e.Step, s => s with { Status = StepStatus.Open, OpenedAt = at }),
        (StepSkipped e, _) => round.With(e.Step, s => s with { Status = StepStatus.Skipped }),
        (AnswerGiven e, _) => round.With(e.Step, e.Seat, e.Entry, a => GivenNow(a, e.Version, e.Sharing, e.Fields.Keys, at)),
        (AnswerRevised e, _) => round.With(e.Step, e.Seat, e.Entry, a => GivenNow(a, e.Version, e.Sharing, e.Fields.Keys, at)),
        (PromptPassed e, _) => round.With(e.Step, e.Seat, null, a => a with { Given = Given.Passed, GivenAt = at }),
        (SharingChanged e, _) => round.With(e.Step, s => s.With(e.Seat, e.Entry, a => a with
        {
            Sharing = e.Sharing,
            SharedAt = at,
            ByHand = s.OpensByHand(e.Sharing),
        })),
        (AnswerWithdrawn e, _) => round.With(e.Step, s => s.With(e.Seat, e.Entry, a => a with
        {
            // Before the reveal a withdrawn answer is simply not given; afterwards it is gone for good. Where each goes at their own pace the
            // reveal must make no difference, since it would tell the author that the other has acted.
            Given = s.Reveal is null || s.OwnPace ? Given.Nothing : Given.Withdrawn,
            Fields = null,
            GivenAt = at,
        })),
        (AnswerVoided e, _) => round.With(e.Step, s => s.With(e.Seat, null, a => a with
        {
            // As a withdrawal, but of all versions and lines at once: they share the key.
            Given = s.Reveal is null || s.OwnPace ? Given.Nothing : a.Given == Given.Passed ? Given.Passed : Given.Withdrawn,
            Fields = null,
            Entries = null,
            GivenAt = at,
            Voided = e.Version,
        })),
        (AnswersRevealed e, _) => round.With(e.Step, s => s with { Reveal = new Reveal(e.Shared, at) }),
        (JointProposed e, _) => round.With(e.Step, s => s with
        {
            Joint = new JointState(e.Version, e.Seat, e.Audience, [.. e.Fields.Keys], at, Carried: s.Joint?.Carried == true, Earlier: s.Joint),
        }),
        (JointConfirmed e, _) => round.With(e.Step, s => s with { Joint = s.Joint!.Confirm(e.Seat, e.Version, at) }),
        (StepCarried e, _) => round.With(e.Step, s => s with
        {
            Joint = new JointState(e.Version, e.Seat, e.Audience, [.. e.Fields.Keys], at, e.Seat.Other(), at, Carried: true),
        }),
        (AnswersExpired, _) => round with { ExpiredAt = at, Steps = [.. round.Steps.Select(Expiry.Of)] },
        (RoundDueChanged e, _) => round with { DueOn = e.DueOn },
        (RoundCompleted, _) => round with { CompletedAt = at },
        (RoundClosed e, _) => round with { ClosedBecause = e.Because, ClosedAt = at },
        _ => round,
    };

    private static StepState Start(StepPlan plan, DateTimeOffset at)
    {
        // A live step opens by the coach alone.
        var open = plan.Opens.When == OpensWhen.Start && plan.Mode != Mode.Live;
        var who = plan.Actor is { } one ? [one] : Seats.Both;
        return new StepState(plan, open ? StepStatus.Open : StepStatus.NotOpen, open ? at : null, who.ToDictionary(s => s, _ => new ActorState()));
    }

    private static ActorState GivenNow(ActorState before, int version, Sharing sharing, IEnumerable<string> fields, DateTimeOffset at) =>
        before with { Given = Given.Answered, Version = version, Sharing = sharing, Fields = [.. fields], GivenAt = at, SharedAt = at };

    private Round With(StepRef step, Func<StepState, StepState> change) =>
        this with { Steps = [.. Steps.Select(s => s.Step == step ? change(s) : s)] };

    private Round With(StepRef step, Seat seat, Guid? entry, Func<ActorState, ActorState> change) => With(step, s => s.With(seat, entry, change));
}

file static class StepChange
{
    public static StepState With(this StepState step, Seat seat, Guid? entry, Func<ActorState, ActorState> change)
    {
        var actor = step.Of(seat);
        var changed = entry is not { } id
            ? change(actor)
            : actor with
            {
                Given = Given.Answered,
                Entries = new Dictionary<Guid, ActorState>(actor.Entries ?? new Dictionary<Guid, ActorState>())
                {
                    [id] = change(actor.Entries?.GetValueOrDefault(id) ?? new ActorState()),
                },
            };
        return step with { Actors = new Dictionary<Seat, ActorState>(step.Actors) { [seat] = changed } };
    }
}
