using CoachPlatform.Cases;
using CoachPlatform.Platform;
using CoachPlatform.Practices;
using CoachPlatform.Vault;
using Marten;

namespace CoachPlatform.Privacy;

/// <summary>
/// Carries an erasure out, in one commit: whoever is still there leaves, the seat's key goes with all that it wrapped, the personal rows go, and the
/// journal and the certificate say so. Whoever is sealing a last answer holds the key until then, so it comes before and is erased, or finds no key.
/// Carried out again, it changes nothing.
/// </summary>
public sealed class EraseSeat(
    IDocumentStore store, IEnumerable<IErasedWithSeat> personal, SigningKey signing, Signer signer, Backups backups, JournalKeeper journal, TimeProvider clock)
{
    /// <param name="again">The line of the journal, on a database restored from before it: what it says is done once more.</param>
    /// <returns>Whether it is done; not while a legal hold stands, nor where it is not asked for.</returns>
    public async Task<bool> RunAsync(string tenant, Guid caseId, Seat seat, CancellationToken ct, JournalLine? again = null)
    {
        var now = clock.GetUtcNow();
        await using var session = store.LightweightSession(tenant);
        session.SetHeader("actor", $"seat:{seat}");
        var gate = (await session.Events.FetchForExclusiveWriting<CaseGate>(caseId, ct)).Aggregate;
        var erasure = await session.LoadAsync<Erasure>(Erasure.StreamOf(tenant, caseId, seat), ct);
        if (gate is null || gate.Emptied(seat))
            return await WithoutCaseAsync(session, gate, again, ct);
        if (again is null && (erasure is not { DoneAt: null } || gate.LegalHold))
            return false;

        var before = again?.Before ?? await DigestAsync(session, caseId, seat.Other(), ct);
        var keys = await DestroyAsync(session, gate, seat, again, ct);
        await RemoveRowsAsync(session, personal, caseId, seat, ct);
        var after = again?.After ?? await DigestAsync(session, caseId, seat.Other(), ct);

        var certificate = Erasure.CertificateOf(tenant, caseId, seat);
        session.Events.Append(gate.Id, Erasure.Emptying(gate, seat));
        List<object> own = [new SeatErased(caseId, seat, certificate, keys, before, after)];
        if (erasure is null)
            own.Insert(0, new ErasureAsked(caseId, seat));
        session.Events.Append(Erasure.StreamOf(tenant, caseId, seat), own);
        Journal.Add(session, again ?? new JournalLine(certificate, now, Shredded.Seat, tenant, caseId, keys, seat, Certificate: certificate, Before: before, After: after));
        if (again is null)
            CertificateRows.Give(session, certificate, (await CertifyAsync(session, certificate, caseId, seat, keys, before, after, now, ct)).Written(), now + CertificateRows.TicketLasts);
        await session.SaveChangesAsync(ct);
        if (again is null)
            await journal.TryCopyAsync(ct);
        return true;
    }

    /// <summary>Nothing to fold it into, or done before: what may still lie about is destroyed all the same.</summary>
    private static async Task<bool> WithoutCaseAsync(IDocumentSession session, CaseGate? gate, JournalLine? again, CancellationToken ct)
    {
        if (again is null)
            return gate is not null;
        await KeyRows.DestroyAsync(session, again.Keys, ct);
        Journal.Add(session, again);
        await session.SaveChangesAsync(ct);
        return true;
    }

    /// <summary>The key of the seat, and of what belongs to both with the second of them.</summary>
    private static async Task<IReadOnlyList<Guid>> DestroyAsync(IDocumentSession session, CaseGate gate, Seat seat, JournalLine? again, CancellationToken ct)
    {
        string[] scopes = gate.Emptied(seat.Other()) ? [KeyScopes.Seat(gate.Id, seat), KeyScopes.Joint(gate.Id)] : [KeyScopes.Seat(gate.Id, seat)];
        var keys = await new KeyRows(session).AtAsync(session.TenantId, scopes, ct);
        return await KeyRows.DestroyAsync(session, [.. again?.Keys ?? [], .. keys.Where(k => scopes.Contains(k.Scope)).Select(k => k.Id)], ct);
    }

    /// <summary>All that is kept of who sat there, besides sealed words.</summary>
    internal static async Task RemoveRowsAsync(IDocumentSession session, IEnumerable<IErasedWithSeat> personal, Guid caseId, Seat seat, CancellationToken ct)
    {
        var person = (await session.LoadAsync<SeatHolder>(SeatHolder.IdOf(session.TenantId, caseId, seat), ct))?.PersonId;
        var elsewhere = person is not null
            && (await session.Query<SeatHolder>().AnyAsync(h => h.PersonId == person && !(h.CaseId == caseId && h.Tenant == session.TenantId), ct)
                || await session.Query<StaffMember>().AnyAsync(s => s.PersonId == person, ct));
        var who = new ErasedSeat(session.TenantId, caseId, seat, person, person is not null && !elsewhere);
        foreach (var rows in personal)
            await rows.RemoveAsync(session, who, ct);
    }

    private static Task<string> DigestAsync(IDocumentSession session, Guid caseId, Seat partner, CancellationToken ct) =>
        PartnerDigest.OfAsync(async command => await session.ExecuteReaderAsync(command, ct), session.TenantId, caseId, partner, ct);

    private async Task<SignedCertificate> CertifyAsync(
        IDocumentSession session, Guid id, Guid caseId, Seat seat, IReadOnlyList<Guid> keys, string before, string after, DateTimeOffset now, CancellationToken ct)
    {
        // To the second: a certificate is for people.
        var at = new DateTimeOffset(now.Ticks - (now.Ticks % TimeSpan.TicksPerSecond), TimeSpan.Zero);
        return SignedCertificate.Of(
            new ErasureCertificate(
                ErasureCertificate.Name, id, at, caseId, seat, keys, before, after, at + backups.KeptFor, CertificateWords.Covers, CertificateWords.Leaves),
            signer, await signing.OfAsync(session, ct));
    }
}
