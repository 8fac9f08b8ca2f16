using CoachPlatform.Consent;
using CoachPlatform.Platform;
using CoachPlatform.Privacy;
using CoachPlatform.Privacy.Releases;
using CoachPlatform.Safety;

namespace CoachPlatform.Cases;

// These records are the storage format. Their stored names stand in CasesSetup; a new shape is a new name with an upcaster.

public sealed record CaseOpened(Guid CaseId, Guid Coach, string Zone, int PolicyVersion) : ICaseEvent;

public sealed record SeatInvited(Guid CaseId, Seat Seat, Guid InvitationId, DateTimeOffset Expires) : ICaseEvent;

public sealed record InvitationRevoked(Guid CaseId, Guid InvitationId) : ICaseEvent;

/// <param name="Terms">The version of the terms that the person was shown.</param>
public sealed record SeatJoined(Guid CaseId, Seat Seat, Guid InvitationId, string Terms) : ICaseEvent;

public sealed record DataConsentGiven(Guid CaseId, Seat Seat, string Text) : ICaseEvent;

public sealed record SecretsPolicyProposed(Guid CaseId, int PolicyVersion, SecretsPolicy Policy) : ICaseEvent;

public sealed record SecretsPolicyAccepted(Guid CaseId, Seat Seat, int PolicyVersion) : ICaseEvent;

public sealed record SecretsPolicyInForce(Guid CaseId, int PolicyVersion) : ICaseEvent;

/// <summary>
/// What the coach promises about words that one partner shares with the coach alone.
/// <c>None</c>: no promise to keep them from the other. <c>Limited</c>: the coach keeps them, and may ask the writer to share them.
/// </summary>
public enum SecretsPolicy { None, Limited }

public enum Standing { Forming, Active, Paused, OneLeft, Apart, Closed }

public enum SeatStatus { Empty, Invited, Joined, Left }

/// <summary>One seat as the case stream knows it. Who the person is stands in <see cref="SeatHolder"/>, never here.</summary>
public sealed record SeatState(
    SeatStatus Status = SeatStatus.Empty,
    Guid? InvitationId = null,
    DateTimeOffset? InvitationExpires = null,
    int? AcceptedPolicy = null,
    DateTimeOffset? JoinedAt = null,
    DateTimeOffset? RestingSince = null,
    bool LeavingTold = false,
    bool Emptied = false)
{
    /// <summary>The version of the terms that this person was shown; null where it was not kept.</summary>
    public string? Terms { get; init; }

    /// <summary>Of the words on what is kept about them.</summary>
    public string? Consent { get; init; }
}

/// <summary>What a case allows now. Small, inline, and read by every decision and every question of sight.</summary>
/// <param name="Coach">Empty while nobody coaches the case.</param>
/// <param name="Topics">By key; a topic that nobody has touched is not there.</param>
/// <param name="ProposedPolicy">The newest version that was put to both.</param>
/// <param name="Policy">The one in force; while none is, the one that was put to both.</param>
/// <param name="PausedAt">Since when the coach lets the case rest.</param>
/// <param name="End">How things stood when one left or the two parted; null while they are a couple here.</param>
/// <param name="Holds">Those that stand, oldest first.</param>
/// <param name="HistoryOpened">The seats that let the present coach read what was given before the coach took over.</param>
/// <param name="Supervision">Which supervisors each seat lets read along.</param>
public sealed record CaseGate(
    Guid Id,
    Guid Coach,
    DateTimeOffset CoachSince,
    string Zone,
    Standing Standing,
    IReadOnlyDictionary<Seat, SeatState> Seats,
    int ProposedPolicy,
    SecretsPolicy Policy,
    int? PolicyInForce,
    DateTimeOffset OpenedAt,
    IReadOnlyDictionary<string, TopicState>? Topics = null,
    DateTimeOffset? PausedAt = null,
    CoupleEnd? End = null,
    IReadOnlyList<Hold>? Holds = null,
    IReadOnlyList<Seat>? HistoryOpened = null,
    IReadOnlyDictionary<Seat, IReadOnlyList<Guid>>? Supervision = null,
    bool LegalHold = false)
{
    /// <summary>Another policy that was proposed while one is in force; it may hold already, see <see cref="PolicyInTime"/>.</summary>
    public PolicyChange? NextPolicy { get; init; }

    /// <summary>What was proposed to go to somebody outside, oldest first.</summary>
    public IReadOnlyList<Release>? Releases { get; init; }

    /// <summary>Since when a legal hold stands; null while none does.</summary>
    public DateTimeOffset? LegalHoldSince { get; init; }

    /// <summary>Folds one event of the case stream; events it does not know leave it as it was.</summary>
    public static CaseGate? Fold(CaseGate? gate, object @event, DateTimeOffset at) => (@event, gate) switch
    {
        (CaseOpened e, _) => new CaseGate(
            e.CaseId, e.Coach, at, e.Zone, Standing.Forming,
            Cases.Seats.Both.ToDictionary(s => s, _ => new SeatState()),
            e.PolicyVersion, SecretsPolicy.None, PolicyInForce: null, at),
        (_, null) => null,
        (SecretsPolicyProposed or SecretsPolicyInForce, _) => PolicyChange.Fold(gate, @event, at),
        (SeatInvited e, _) => gate.With(e.Seat, s => s with { Status = SeatStatus.Invited, InvitationId = e.InvitationId, InvitationExpires = e.Expires }),
        (InvitationRevoked e, _) => gate.Revoked(e.InvitationId),
        (SeatJoined e, _) => gate.With(e.Seat, s => s with { Status = SeatStatus.Joined, InvitationId = null, InvitationExpires = null, JoinedAt = at, Terms = e.Terms }).Settled(),
        (SecretsPolicyAccepted e, _) => gate.With(e.Seat, s => s with { AcceptedPolicy = e.PolicyVersion }),
        (DataConsentGiven e, _) => gate.With(e.Seat, s => s with { Consent = e.Text }),
        (TopicsAsked or TopicGranted or TopicDeclined or TopicWithdrawn or TopicOpened or TopicClosed, _) => gate with { Topics = TopicState.Fold(gate.Topics, @event, at) },
        (CasePaused, _) => (gate with { PausedAt = at }).Stilled(at).Settled(),
        (CaseResumed, _) => (gate with { PausedAt = null, Still = gate.End is null ? null : gate.Still }).Settled(),
        (SeatRested e, _) => gate.With(e.Seat, s => s with { RestingSince = at }),
        (SeatReturned e, _) => gate.With(e.Seat, s => s with { RestingSince = null }),
        (SeatReleased e, _) => (gate with { Topics = TopicState.Without(gate.Topics, e.Seat), Releases = Privacy.Releases.Release.EndAll(gate, at) }).Supervised(e.Seat, _ => []).With(e.Seat, _ => new SeatState()).Settled(),
        (SeatLeft e, _) => gate.With(e.Seat, s => s with { Status = SeatStatus.Left, RestingSince = null }).Ended(at).Settled(),
        (SeatEmptied e, _) => gate.With(e.Seat, s => s with { Emptied = true }),
        (LeavingTold e, _) => gate.With(e.Seat, s => s with { LeavingTold = true }),
        (CaseSeparated, _) => gate.Ended(at) with { Standing = Standing.Apart },
        (CaseClosed, _) => gate.Stilled(at) with { Standing = Standing.Closed },
        (DataConsentWithdrawn e, _) => gate with { ConsentWithdrawn = [.. (gate.ConsentWithdrawn ?? []).Union([e.Seat]).Order()] },
        (HoldPlaced e, _) => gate with { Holds = [.. (gate.Holds ?? []).Where(h => h.Id != e.HoldId), new Hold(e.HoldId, at)] },
        (HoldLifted e, _) => gate with { Holds = [.. (gate.Holds ?? []).Where(h => h.Id != e.HoldId)] },
        (CoachChanged e, _) => gate with { Coach = e.To ?? Guid.Empty, CoachSince = at, HistoryOpened = null, Releases = Privacy.Releases.Release.EndAll(gate, at) },
        (HistoryOpened e, _) when e.StaffId == gate.Coach => gate with { HistoryOpened = [.. (gate.HistoryOpened ?? []).Union([e.Seat]).Order()] },
        (SupervisionAllowed e, _) => gate.Supervised(e.Seat, ids => [.. ids.Where(i => i != e.Supervisor), e.Supervisor]),
        (SupervisionEnded e, _) => gate.Supervised(e.Seat, ids => [.. ids.Where(i => i != e.Supervisor)]),
        (ReleaseProposed or ReleaseAgreed or ReleaseTakenBack or ReleaseMade or ReleaseLapsed, _) => gate with { Releases = Privacy.Releases.Release.Fold(gate, @event, at) },
        (LegalHoldPlaced, _) => gate with { LegalHold = true, LegalHoldSince = gate.LegalHoldSince ?? at },
        (LegalHoldLifted, _) => gate with { LegalHold = false, LegalHoldSince = null },
        _ => gate,
    };

    public Release? Release(Guid id) => Releases?.FirstOrDefault(r => r.Id == id);

    public bool Joined(Seat seat) => Seats[seat].Status == SeatStatus.Joined;

    /// <summary>Whether everything of this seat was erased, so that nothing of it opens any more.</summary>
    public bool Emptied(Seat seat) => Seats[seat].Emptied;

    /// <summary>Whether this seat may write: it has accepted the policy that was put to it.</summary>
    public bool MayWrite(Seat seat) => Seats[seat].Status is SeatStatus.Joined or SeatStatus.Left && Seats[seat].AcceptedPolicy is not null;

    /// <summary>Whether anything goes on here: neither paused nor ended.</summary>
    public bool Moves => Standing is Standing.Forming or Standing.Active;

    /// <summary>Whether anything may open to a partner now.</summary>
    public bool OpensNow => Standing == Standing.Active && PolicyInForce is not null;

    public TopicState Topic(string topic) => Topics?.GetValueOrDefault(topic) ?? TopicState.Untouched;

    /// <summary>Whether both have said yes to this topic; true where there is none.</summary>
    public bool IsOpen(string? topic) => topic is null || Topic(topic).OpenSince is not null;

    /// <summary>
    /// From when anything of a topic is offered to the couple: the first morning after it has opened. At the instant itself it would tell the one
    /// who had said yes before that the other just has. Null while it is not open.
    /// </summary>
    public DateTimeOffset? OffersFrom(string topic) => Topic(topic).OpenSince is { } since ? LocalDay.NextMorning(since, Zone) : null;

    /// <summary>
    /// Whether this topic is offered to the couple now; true where there is none. While nothing moves in the case, no morning comes: the days go on for
    /// whoever has left as for whoever has been left, and neither may find something new in them.
    /// </summary>
    public bool Offers(string? topic, DateTimeOffset now) => topic is null || OffersFrom(topic) <= (Still?.Since < now ? Still.Since : now);

    /// <summary>Since when nothing passes between the two in screened exercises: the oldest hold that stands; null when none does.</summary>
    public DateTimeOffset? HeldSince => Holds is { Count: > 0 } holds ? holds.Min(h => h.Since) : null;

    /// <summary>Whether a hold keeps this from beginning and from opening.</summary>
    public bool Freezes(bool screened) => screened && HeldSince is not null;

    /// <summary>Since when a hold stands over this round for the two; null where none does.</summary>
    public DateTimeOffset? HeldFor(Answers.Round round) => round.Screened ? HeldForPartners : null;

    /// <summary>Since when nothing moves here; null while the case goes on.</summary>
    public Stillness? Still { get; init; }

    /// <summary>The seats that have taken back their consent to what is kept.</summary>
    public IReadOnlyList<Seat>? ConsentWithdrawn { get; init; }

    /// <summary>A hold that is lifted while nothing moves opens nothing before it goes on.</summary>
    private DateTimeOffset? HeldForPartners => Still?.HeldSince is { } then && !(HeldSince < then) ? then : HeldSince;

    /// <summary>Whether a round is not there for a seat: the other has started it under a hold that still stands.</summary>
    public bool Hides(Answers.Round round, Seat seat) =>
        round.Opener == seat.Other() && round.Screened && (EndedFor(seat) ? End!.HeldSince : HeldForPartners) <= round.OpenedAt;

    /// <summary>
    /// Whether the couple has ended as this seat may know it: it has left itself, the two have parted, or the other has left and lets it know. Until then
    /// the other's leaving looks like a pause.
    /// </summary>
    public bool EndedFor(Seat seat) =>
        End is not null && (Standing == Standing.Apart || Seats[seat].Status == SeatStatus.Left || Seats[seat.Other()].LeavingTold || Standing == Standing.Closed);

    /// <summary>Whether the case rests as this seat may know it.</summary>
    public bool PausedFor(Seat seat) => Standing is Standing.Paused || (Standing is Standing.OneLeft && !EndedFor(seat));

    /// <summary>Both partners let this supervisor read along.</summary>
    public bool SupervisedBy(Guid staff) => Cases.Seats.Both.All(s => Allows(s, staff));

    public bool Allows(Seat seat, Guid supervisor) => Supervision?.GetValueOrDefault(seat)?.Contains(supervisor) == true;

    private CaseGate Supervised(Seat seat, Func<IReadOnlyList<Guid>, IReadOnlyList<Guid>> change) => this with
    {
        Supervision = Cases.Seats.Both.ToDictionary(s => s, s => (Supervision?.GetValueOrDefault(s) ?? []) is var ids && s == seat ? change(ids) : ids),
    };

    /// <summary>The first end counts: what was shown by then stays shown. Where the coach has closed the case before, nothing is left to end.</summary>
    private CaseGate Ended(DateTimeOffset at) => Standing == Standing.Closed ? this : Stilled(at) with { End = End ?? new CoupleEnd(at, HeldForPartners) };

    private CaseGate Stilled(DateTimeOffset at) => this with { Still = Still ?? new Stillness(at, HeldSince) };

    private CaseGate With(Seat seat, Func<SeatState, SeatState> change) =>
        this with { Seats = Seats.ToDictionary(p => p.Key, p => p.Key == seat ? change(p.Value) : p.Value) };

    private CaseGate Revoked(Guid invitationId)
    {
        foreach (var (seat, state) in Seats)
            if (state.InvitationId == invitationId)
                return With(seat, _ => new SeatState());
        return this;
    }

    private CaseGate Settled() => this with
    {
        Standing = Standing is Standing.Apart or Standing.Closed ? Standing
            : Seats.Values.All(s => s.Status == SeatStatus.Left) ? Standing.Apart
            : Seats.Values.Any(s => s.Status == SeatStatus.Left) ? Standing.OneLeft
            : PausedAt is not null ? Standing.Paused
            : Seats.Values.All(s => s.Status == SeatStatus.Joined) ? Standing.Active
            : Standing.Forming,
    };
}
