using CoachPlatform.Cases;
using CoachPlatform.Platform;
using CoachPlatform.Platform.Http;
using CoachPlatform.Platform.Mail;
using CoachPlatform.Practices;
using CoachPlatform.Vault;
using Marten;

namespace CoachPlatform.Safety;

/// <summary>A case, locked until the commit, with what each of the two stands at. All that concerns safety queues at the case, and so does every reveal.</summary>
public sealed record SafetyDesk(CaseGate Gate, IReadOnlyDictionary<Seat, SeatSafety> Seats)
{
    public static async Task<SafetyDesk?> OpenAsync(IDocumentSession session, Member member, CancellationToken ct)
    {
        // The case's stream tells of a hold without a seat, and its header must not tell what the event does not.
        session.SetHeader("actor", member.Seat is null ? member.Actor : "system");
        var caseId = member.CaseId!.Value;
        if ((await session.Events.FetchForExclusiveWriting<CaseGate>(caseId, ct)).Aggregate is not { } gate)
            return null;
        var known = (await session.LoadManyAsync<SeatSafety>(ct, [.. Cases.Seats.Both.Select(s => SeatSafety.StreamOf(session.TenantId, caseId, s))])).ToDictionary(s => s.Seat);
        return new SafetyDesk(gate, Cases.Seats.Both.ToDictionary(s => s, s => known.GetValueOrDefault(s) ?? SeatSafety.None(session.TenantId, caseId, s)));
    }

    /// <summary>A concern with the seat it is of; null when there is none.</summary>
    public (SeatSafety Of, Concern Concern)? Find(Guid holdId)
    {
        foreach (var seat in Seats.Values)
            if (seat.Find(holdId) is { } concern)
                return (seat, concern);
        return null;
    }

    /// <summary>Appends to the stream of one seat what is of its own, and to the case's what is of the case, in one commit.</summary>
    public void Append(IDocumentSession session, Seat seat, IReadOnlyList<object> events)
    {
        if (events.OfType<ISafetyEvent>().ToArray() is { Length: > 0 } own)
            session.Events.Append(Seats[seat].Id, own);
        if (events.Where(e => e is HoldPlaced or HoldLifted).ToArray() is { Length: > 0 } holds)
            session.Events.Append(Gate.Id, holds);
    }

    /// <summary>The key that seals what a seat says, held until the commit so that erasure waits; null once it is gone.</summary>
    public async Task<KeyRow?> KeyOfAsync(IDocumentSession session, Seat seat, CancellationToken ct) =>
        (await new KeyRows(session, hold: true).AtAsync(session.TenantId, [KeyScopes.Seat(Gate.Id, seat)], ct)).SingleOrDefault();

    /// <summary>A mail to the coach, which says no more than that a look is asked for. It commits with what it is about.</summary>
    public async Task AskForALookAsync(IDocumentSession session, DateTimeOffset now, CancellationToken ct)
    {
        if (await session.LoadAsync<StaffMember>(Gate.Coach, ct) is { } coach)
            MailOutbox.Queue(session, coach.PersonId, MailKind.CoachLook, now);
    }
}
