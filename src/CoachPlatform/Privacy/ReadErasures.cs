using CoachPlatform.Cases;
using CoachPlatform.Platform.Http;
using CoachPlatform.Practices;
using Marten;

namespace CoachPlatform.Privacy;

/// <summary>One case of mine, as the page that erases shows it.</summary>
/// <param name="Waiting">I have asked, and a legal hold stands in the way.</param>
/// <param name="Keeps">The account stays, since there is another case or place of mine.</param>
public sealed record MyErasure(Guid CaseId, string Own, string Other, string Coach, bool Waiting, bool Keeps)
{
    /// <summary>A legal hold stands, so asking would wait.</summary>
    public bool Held { get; init; }
}

public sealed class ReadErasures(IDocumentStore store, Memberships memberships)
{
    public async Task<IReadOnlyList<MyErasure>> ForAsync(Member member, CancellationToken ct)
    {
        var places = await memberships.OfAsync(member.PersonId, member.SignIn, ct);
        var mine = new List<MyErasure>();
        foreach (var place in places.Where(p => p.Seat is not null))
        {
            await using var session = store.QuerySession(place.Tenant!);
            var (caseId, seat) = (place.CaseId!.Value, place.Seat!.Value);
            if (await session.LoadAsync<CaseGate>(caseId, ct) is not { } gate)
                continue;
            var names = (await Names.OfCasesAsync(session, [caseId], ct))[caseId];
            var coach = (await session.LoadAsync<StaffMember>(gate.Coach, ct))?.Name ?? "";
            var erasure = await session.LoadAsync<Erasure>(Erasure.StreamOf(place.Tenant!, caseId, seat), ct);
            mine.Add(new MyErasure(caseId, names[seat], names[seat.Other()], coach, erasure is not null, places.Count > 1) { Held = gate.LegalHold });
        }

        return mine;
    }
}
