using CoachPlatform.Cases;
using CoachPlatform.Live;
using CoachPlatform.Platform.Http;
using CoachPlatform.Practices;
using Marten;

namespace CoachPlatform.Safety;

/// <summary>What one partner sees of it: whether they are asked something now. Neither what they said nor that they said anything.</summary>
/// <param name="With">The other's name, where a person sits in more than one case; null otherwise.</param>
/// <param name="Check">The version of the questions that are asked; null when nothing is.</param>
/// <param name="Coach">Who would read it; null while nobody coaches the case.</param>
public sealed record MySafety(Guid CaseId, string? With, int? Check, string? Coach, IReadOnlyList<EmergencyContact> Emergency, long Position)
{
    public bool Asked => Check is not null;
}

public sealed class ReadMySafety(IDocumentStore store, Memberships memberships)
{
    /// <summary>All cases of one person.</summary>
    public Task<IReadOnlyList<MySafety>> ForAsync(Member member, CancellationToken ct) =>
        memberships.EachCaseAsync(member, (place, named) => InCaseAsync(place, named, ct), ct);

    public Task<MySafety?> InCaseAsync(Member place, CancellationToken ct) => InCaseAsync(place, named: false, ct);

    private async Task<MySafety?> InCaseAsync(Member place, bool named, CancellationToken ct)
    {
        await using var session = store.QuerySession(place.Tenant!);
        var (caseId, seat) = (place.CaseId!.Value, place.Seat!.Value);
        if (await session.LoadAsync<CaseGate>(caseId, ct) is not { } gate)
            return null;
        var mine = await session.LoadAsync<SeatSafety>(SeatSafety.StreamOf(place.Tenant!, caseId, seat), ct);
        var board = await session.LoadAsync<CaseBoard>(caseId, ct);
        var practice = await session.LoadAsync<PracticeProfile>(place.Tenant!, ct);
        var coach = await session.LoadAsync<StaffMember>(gate.Coach, ct);
        var names = named ? (await Names.OfCasesAsync(session, [caseId], ct)).GetValueOrDefault(caseId) : null;
        return new MySafety(caseId, names?.GetValueOrDefault(seat.Other()), mine is { Waits: true } ? mine.CheckVersion : null, coach?.Name, practice?.Emergency ?? [], board?.Feed.Seats[seat] ?? 0);
    }
}
