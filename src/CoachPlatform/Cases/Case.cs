using CoachPlatform.Consent;
using CoachPlatform.Platform;

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
    DateTimeOffset? JoinedAt = null)
{
    /// <summary>The version of the terms that this person was shown; null where it was not kept.</summary>
    public string? Terms { get; init; }

    /// <summary>Of the words on what is kept about them.</summary>
    public string? Consent { get; init; }
}

/// <summary>What a case allows now. Small, inline, and read by every decision and every question of sight.</summary>
/// <param name="Topics">By key; a topic that nobody has touched is not there.</param>
/// <param name="ProposedPolicy">The newest version that was put to both.</param>
/// <param name="Policy">The one in force; while none is, the one that was put to both.</param>
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
    IReadOnlyDictionary<string, TopicState>? Topics = null)
{
    /// <summary>Another policy that was proposed while one is in force; it may hold already, see <see cref="PolicyInTime"/>.</summary>
    public PolicyChange? NextPolicy { get; init; }

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
        _ => gate,
    };

    public bool Joined(Seat seat) => Seats[seat].Status == SeatStatus.Joined;

    /// <summary>Whether this seat may write: it has accepted the policy that was put to it.</summary>
    public bool MayWrite(Seat seat) => Joined(seat) && Seats[seat].AcceptedPolicy is not null;

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

    /// <summary>Whether this topic is offered to the couple now; true where there is none.</summary>
    public bool Offers(string? topic, DateTimeOffset now) => topic is null || OffersFrom(topic) <= now;

    private CaseGate With(Seat seat, Func<SeatState, SeatState> change) =>
        this with { Seats = Seats.ToDictionary(p => p.Key, p => p.Key == seat ? change(p.Value) : p.Value) };

    private CaseGate Revoked(Guid invitationId)
    {
        foreach (var (seat, state) in Seats)
            if (state.InvitationId == invitationId)
                return With(seat, _ => new SeatState());
        return this;
    }

    private CaseGate Settled() => Standing == Standing.Forming && Seats.Values.All(s => s.Status == SeatStatus.Joined)
        ? this with { Standing = Standing.Active }
        : this;
}
