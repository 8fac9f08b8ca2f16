using CoachPlatform.Cases;
using Marten;

namespace CoachPlatform.Practices;

/// <summary>What people are called. Names live in personal rows alone, and are joined to ids only when something is shown.</summary>
public static class Names
{
    /// <summary>What stands for a name that was erased.</summary>
    public const string Erased = "Partner";

    public static async Task<string?> OfPersonAsync(IDocumentStore store, Guid person, CancellationToken ct)
    {
        await using var session = store.QuerySession();
        var staff = await session.Query<StaffMember>().FirstOrDefaultAsync(s => s.PersonId == person, ct);
        return staff?.Name ?? (await session.Query<SeatHolder>().FirstOrDefaultAsync(h => h.PersonId == person, ct))?.Name;
    }

    /// <summary>Who coaches a case; while nobody does, the practice speaks for itself.</summary>
    public static async Task<string> OfCoachAsync(IQuerySession session, CaseGate gate, CancellationToken ct) =>
        (await session.LoadAsync<StaffMember>(gate.Coach, ct))?.Name ?? (await session.LoadAsync<PracticeProfile>(session.TenantId, ct))?.Name ?? "";

    /// <summary>The names of both seats of each case.</summary>
    public static async Task<IReadOnlyDictionary<Guid, IReadOnlyDictionary<Seat, string>>> OfCasesAsync(
        IQuerySession session, IReadOnlyCollection<Guid> cases, CancellationToken ct)
    {
        var ids = cases.ToArray();
        var holders = await session.Query<SeatHolder>().Where(h => h.CaseId.In(ids)).ToListAsync(ct);
        // Both seats of a case have a row from its beginning on; one that has none was erased.
        return ids.Distinct().ToDictionary(
            id => id,
            id => (IReadOnlyDictionary<Seat, string>)Seats.Both.ToDictionary(s => s, s => holders.FirstOrDefault(h => h.CaseId == id && h.Seat == s)?.Name ?? Erased));
    }
}
