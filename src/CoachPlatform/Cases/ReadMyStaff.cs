using CoachPlatform.Live;
using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Http;
using CoachPlatform.Practices;
using Marten;

namespace CoachPlatform.Cases;

/// <summary>Who of the practice may read what one partner gives, and what that partner has allowed them. Nothing of it depends on the other partner.</summary>
/// <param name="With">The other's name, where a person sits in more than one case; null otherwise.</param>
/// <param name="Coach">Null while nobody coaches the case.</param>
public sealed record MyStaff(Guid CaseId, string? With, string Zone, MyCoach? Coach, IReadOnlyList<MySupervisor> Supervisors, long Position);

/// <param name="TookOver">When this coach took over from another; null where they were there from the beginning.</param>
/// <param name="HistoryOpened">Whether I let them read what I gave before that.</param>
public sealed record MyCoach(Guid StaffId, string Name, DateTimeOffset? TookOver, bool HistoryOpened);

public sealed record MySupervisor(Guid StaffId, string Name, bool Allowed);

public sealed class ReadMyStaff(IDocumentStore store, Memberships memberships)
{
    public Task<IReadOnlyList<MyStaff>> ForAsync(Member member, CancellationToken ct) =>
        memberships.EachCaseAsync(member, (place, named) => InCaseAsync(place, named, ct), ct);

    public async Task<MyStaff?> InCaseAsync(Member place, bool named, CancellationToken ct)
    {
        await using var session = store.QuerySession(place.Tenant!);
        var (caseId, seat, tenant) = (place.CaseId!.Value, place.Seat!.Value, place.Tenant!);
        if (await session.LoadAsync<CaseGate>(caseId, ct) is not { } gate)
            return null;
        var staff = await session.Query<StaffMember>().Where(s => s.Tenant == tenant).ToListAsync(ct);
        var board = await session.LoadAsync<CaseBoard>(caseId, ct);
        var names = named ? (await Names.OfCasesAsync(session, [caseId], ct)).GetValueOrDefault(caseId) : null;
        var coach = staff.FirstOrDefault(s => s.Id == gate.Coach);
        return new MyStaff(
            caseId, names?.GetValueOrDefault(seat.Other()), gate.Zone,
            coach is null ? null : new MyCoach(coach.Id, coach.Name, gate.CoachSince == gate.OpenedAt ? null : gate.CoachSince, gate.HistoryOpened?.Contains(seat) == true),
            // Whom one has allowed stays on the list, so that it can be ended whatever has become of them.
            [.. staff.Where(s => s.Id != gate.Coach && (s.Supervises || gate.Allows(seat, s.Id))).OrderBy(s => s.Name, StringComparer.Ordinal).ThenBy(s => s.Id)
                .Select(s => new MySupervisor(s.Id, s.Name, gate.Allows(seat, s.Id)))],
            board?.Feed.Seats[seat] ?? 0);
    }
}

public static class MyStaffRoute
{
    public static void MapMyStaff(this IEndpointRouteBuilder app) =>
        app.MapGet("/api/my/cases/{caseId}/staff", async (Guid caseId, HttpContext http, ReadMyStaff staff, CancellationToken ct) =>
                await staff.InCaseAsync(http.Member(), named: false, ct) is { } view ? Results.Ok(view) : Refusal.NotFound.ToResult())
            .WithMetadata(new AccessAttribute(For.PartnerOfCase)).WithSummary("Who of the practice may read what I give").Produces<MyStaff>();
}
