using CoachPlatform.Cases;
using CoachPlatform.Platform;

namespace CoachPlatform.Privacy;

// These records are the storage format. Their stored names stand in PrivacySetup; a new shape is a new name with an upcaster.

/// <summary>A person wants all of theirs in one case erased. The stream is that of the case and their seat; no other is touched by it.</summary>
public sealed record ErasureAsked(Guid CaseId, Seat Seat) : ICaseEvent;

/// <summary>A legal hold stands over the case, so it waits. It goes on by itself when the hold is lifted.</summary>
public sealed record ErasureWaiting(Guid CaseId, Seat Seat) : ICaseEvent;

/// <summary>The seat's key and all that it wrapped are destroyed, and the personal rows are gone.</summary>
/// <param name="Keys">The destroyed keys.</param>
/// <param name="Before">The digest of what the other partner has done in the case, before and after: the same.</param>
public sealed record SeatErased(Guid CaseId, Seat Seat, Guid CertificateId, IReadOnlyList<Guid> Keys, string Before, string After) : ICaseEvent;

/// <summary>
/// In the case's own stream, in the same commit: nothing of this seat opens any more. What may be seen is decided from the gate alone, and the gate is
/// folded from the case's stream.
/// </summary>
/// <param name="Last">The other seat was emptied before, so that what the two had agreed on goes too.</param>
public sealed record SeatEmptied(Guid CaseId, Seat Seat, bool Last = false) : ICaseEvent;

/// <summary>How far an erasure has come.</summary>
/// <param name="Waiting">A legal hold stood when it was asked for.</param>
public sealed record Erasure(Guid Id, Guid CaseId, Seat Seat, DateTimeOffset AskedAt, bool Waiting = false, DateTimeOffset? DoneAt = null)
{
    public static Guid StreamOf(string tenant, Guid caseId, Seat seat) => Ids.Named(tenant, caseId.ToString("N"), "privacy", seat.ToString());

    /// <summary>The certificate of a seat: one, however often it is carried out.</summary>
    public static Guid CertificateOf(string tenant, Guid caseId, Seat seat) => Ids.Named(tenant, caseId.ToString("N"), "certificate", seat.ToString());

    /// <summary>Folds one event of the privacy stream; events it does not know leave it as it was.</summary>
    public static Erasure? Fold(Erasure? erasure, Guid id, object @event, DateTimeOffset at) => (@event, erasure) switch
    {
        (ErasureAsked e, _) => erasure ?? new Erasure(id, e.CaseId, e.Seat, at),
        (_, null) => null,
        (ErasureWaiting, _) => erasure with { Waiting = true },
        (SeatErased, _) => erasure with { Waiting = false, DoneAt = at },
        _ => erasure,
    };

    /// <summary>Given how far it has come and the gate: the wish, and that it waits where a legal hold stands. Nothing when it was asked for already.</summary>
    public static IReadOnlyList<object> Decide(Erasure? erasure, CaseGate gate, Seat seat)
    {
        if (erasure is not null)
            return [];
        return gate.LegalHold ? [new ErasureAsked(gate.Id, seat), new ErasureWaiting(gate.Id, seat)] : [new ErasureAsked(gate.Id, seat)];
    }

    /// <summary>What the case's own stream gets when the key goes: whoever is still there leaves first.</summary>
    public static IReadOnlyList<object> Emptying(CaseGate gate, Seat seat)
    {
        if (gate.Emptied(seat))
            return [];
        var emptied = new SeatEmptied(gate.Id, seat, Last: gate.Emptied(seat.Other()));
        return gate.Joined(seat) ? [new SeatLeft(gate.Id, seat), emptied] : [emptied];
    }
}
