using CoachPlatform.Cases;
using CoachPlatform.Platform;
using CoachPlatform.Vault;

namespace CoachPlatform.Privacy.Releases;

// These records are the storage format. Their stored names stand in ReleasesSetup; a new shape is a new name with an upcaster.

/// <summary>What may go out. <c>Answers</c>: those that both have seen. <c>Agreements</c>: what both wrote and confirmed together.</summary>
public enum ReleaseKind { Answers, Agreements }

/// <param name="To">To whom, in the coach's words, under the practice's key for the case.</param>
/// <param name="Purpose">What for, in the same way.</param>
public sealed record ReleaseScope(IReadOnlyList<ReleaseKind> Kinds, IReadOnlyList<Guid> Rounds, Sealed To, Sealed Purpose);

/// <summary>The coach asks both to let something of the case go to somebody outside.</summary>
public sealed record ReleaseProposed(Guid CaseId, Guid ReleaseId, ReleaseScope Scope) : ICaseEvent;

/// <summary>One partner agrees. The other is told of it only once both have.</summary>
public sealed record ReleaseAgreed(Guid CaseId, Guid ReleaseId, Seat Seat) : ICaseEvent;

/// <summary>
/// A partner takes the agreement back, or the coach the proposal. Once both had agreed it ends for good, in the same way whoever it was; before that a
/// partner's own word alone goes.
/// </summary>
/// <param name="Seat">Null when it is the coach.</param>
public sealed record ReleaseTakenBack(Guid CaseId, Guid ReleaseId, Seat? Seat = null) : ICaseEvent;

/// <summary>Both had agreed, and the coach has the file made. From here on it cannot be taken back.</summary>
public sealed record ReleaseMade(Guid CaseId, Guid ReleaseId, Guid StaffId) : ICaseEvent;

/// <summary>Its days were over.</summary>
public sealed record ReleaseLapsed(Guid CaseId, Guid ReleaseId) : ICaseEvent;

public enum ReleaseStage { Open, Agreed, Made, Ended }

/// <summary>One release as the gate knows it.</summary>
/// <param name="AfterEnd">The couple had ended for both when it was proposed. One that is older ends with the couple.</param>
/// <param name="Agreed">Who has agreed; shown to nobody before both have.</param>
public sealed record Release(
    Guid Id, DateTimeOffset ProposedAt, IReadOnlyList<ReleaseKind> Kinds, bool AfterEnd, IReadOnlyList<Seat> Agreed,
    DateTimeOffset? BothAt = null, DateTimeOffset? MadeAt = null, DateTimeOffset? EndedAt = null)
{
    /// <summary>How long a proposal waits for both, and a common yes for the coach.</summary>
    public static TimeSpan Stands { get; } = TimeSpan.FromDays(30);

    /// <summary>When its days are over.</summary>
    public DateTimeOffset Until => (BothAt ?? ProposedAt) + Stands;

    /// <summary>Whether its days are over and no event says so yet.</summary>
    public bool Lapses(DateTimeOffset now) => MadeAt is null && EndedAt is null && now >= Until;

    public ReleaseStage StageAt(CaseGate gate, DateTimeOffset now) => Stage(gate.Standing == Standing.Closed || Seats.Both.All(gate.EndedFor), now);

    /// <summary>As one partner may know it: another's leaving, of which they are not told, changes nothing.</summary>
    public ReleaseStage StageFor(CaseGate gate, Seat seat, DateTimeOffset now) => Stage(gate.Standing == Standing.Closed || gate.EndedFor(seat), now);

    /// <summary>Folds one event of the case's stream over all its releases.</summary>
    public static IReadOnlyList<Release>? Fold(CaseGate gate, object @event, DateTimeOffset at) => @event switch
    {
        ReleaseProposed e => [.. gate.Releases ?? [], new Release(e.ReleaseId, at, e.Scope.Kinds, gate.Standing == Standing.Closed || Seats.Both.All(gate.EndedFor), [])],
        ReleaseAgreed e => With(gate, e.ReleaseId, r => r.After(e.Seat, at)),
        ReleaseTakenBack { Seat: { } seat } e => With(gate, e.ReleaseId, r => r.BothAt is null ? r with { Agreed = [.. r.Agreed.Where(s => s != seat)] } : r.Ended(at)),
        ReleaseTakenBack e => With(gate, e.ReleaseId, r => r.Ended(at)),
        ReleaseMade e => With(gate, e.ReleaseId, r => r with { MadeAt = at }),
        ReleaseLapsed e => With(gate, e.ReleaseId, r => r.Ended(at)),
        _ => gate.Releases,
    };

    /// <summary>Whatever has not gone out ends: somebody else sits there, or somebody else coaches, than those who were asked and asked.</summary>
    public static IReadOnlyList<Release>? EndAll(CaseGate gate, DateTimeOffset at) => gate.Releases is { } all ? [.. all.Select(r => r.Ended(at))] : null;

    private Release After(Seat seat, DateTimeOffset at)
    {
        IReadOnlyList<Seat> agreed = [.. Agreed.Union([seat]).Order()];
        return this with { Agreed = agreed, BothAt = agreed.Count == Seats.Both.Count ? BothAt ?? at : null };
    }

    private Release Ended(DateTimeOffset at) => MadeAt is null ? this with { EndedAt = EndedAt ?? at } : this;

    private ReleaseStage Stage(bool coupleEnded, DateTimeOffset now) =>
        MadeAt is not null ? ReleaseStage.Made
        : EndedAt is not null || now >= Until || (coupleEnded && !AfterEnd) ? ReleaseStage.Ended
        : BothAt is not null ? ReleaseStage.Agreed
        : ReleaseStage.Open;

    private static IReadOnlyList<Release> With(CaseGate gate, Guid id, Func<Release, Release> change) => [.. (gate.Releases ?? []).Select(r => r.Id == id ? change(r) : r)];
}
