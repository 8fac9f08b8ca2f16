using CoachPlatform.Cases;
using CoachPlatform.Platform;

namespace CoachPlatform.Safety;

/// <summary>Where one partner stands with the safety questions and their concerns. Ids and times; what was said is in the stream, sealed.</summary>
/// <param name="Waits">Asked, and has not answered since.</param>
/// <param name="Concerns">In the order in which they were raised, closed ones among them.</param>
public sealed record SeatSafety(
    Guid Id, Guid CaseId, Seat Seat, bool Waits, int CheckVersion, DateTimeOffset? AskedAt, SafetyAnswer? Answer, IReadOnlyList<Concern> Concerns)
{
    public static SeatSafety None(string tenant, Guid caseId, Seat seat) => new(StreamOf(tenant, caseId, seat), caseId, seat, false, 0, null, null, []);

    public static Guid StreamOf(string tenant, Guid caseId, Seat seat) => Ids.Named(tenant, caseId.ToString("N"), "safety", seat.ToString());

    /// <summary>Whether the questions that were asked last have been answered, or passed one by one.</summary>
    public bool Answered => AskedAt is not null && !Waits;

    public bool HasTold => Answer is not null || Concerns.Count > 0;

    public Concern? Find(Guid holdId) => Concerns.FirstOrDefault(c => c.HoldId == holdId);

    /// <summary>Folds one event of the safety stream.</summary>
    public static SeatSafety Fold(SeatSafety? state, Guid id, ISafetyEvent @event, DateTimeOffset at)
    {
        var before = state ?? new SeatSafety(id, @event.CaseId, @event.Seat, false, 0, null, null, []);
        return @event switch
        {
            SafetyAsked e => before with { Waits = true, CheckVersion = e.CheckVersion, AskedAt = at },
            SafetyAnswered e => before with { Waits = false, Answer = new SafetyAnswer(e.AnswerId, e.CheckVersion, at) },
            ConcernRaised e => before with { Concerns = [.. before.Concerns, new Concern(e.HoldId, at, e.AnswerId)] },
            ConcernTakenUp e => before.With(e.HoldId, c => c with { TakenUpAt = at, TakenUpBy = e.StaffId }),
            ConcernClosed e => before.With(e.HoldId, c => c with { ClosedAt = at, ClosedBy = e.StaffId }),
            _ => before,
        };
    }

    private SeatSafety With(Guid holdId, Func<Concern, Concern> change) => this with { Concerns = [.. Concerns.Select(c => c.HoldId == holdId ? change(c) : c)] };
}

public sealed record SafetyAnswer(Guid Id, int CheckVersion, DateTimeOffset At);

/// <param name="AnswerId">The answers that say so; null where the person raised it by hand.</param>
public sealed record Concern(
    Guid HoldId, DateTimeOffset RaisedAt, Guid? AnswerId = null, DateTimeOffset? TakenUpAt = null, Guid? TakenUpBy = null, DateTimeOffset? ClosedAt = null, Guid? ClosedBy = null)
{
    public bool Open => ClosedAt is null;
}
