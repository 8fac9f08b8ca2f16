using CoachPlatform.Live;
using CoachPlatform.Platform;
using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Http;
using CoachPlatform.Practices;
using CoachPlatform.Privacy;
using Marten;
using Npgsql;

namespace CoachPlatform.Cases;

/// <summary>One case of the practice as its owner sees it: who they are, who coaches them, and whether a legal hold stands. Nothing of what they wrote.</summary>
/// <param name="Coach">Empty while nobody coaches the case.</param>
/// <param name="Since">Since when it stands; null where none does.</param>
public sealed record CaseHold(Guid CaseId, IReadOnlyDictionary<Seat, string> Names, string Coach, string Zone, bool Stands, DateTimeOffset? Since);

/// <summary>What one partner may know of a legal hold on their case: that it stands, and whether their own erasure waits for it.</summary>
/// <param name="With">The other's name, where a person sits in more than one case; null otherwise.</param>
public sealed record MyLegalHold(Guid CaseId, string? With, string Zone, bool Stands, DateTimeOffset? Since, bool ErasureWaits, long Position);

public sealed class ReadLegalHolds(IDocumentStore store, NpgsqlDataSource database, Memberships memberships)
{
    private const string All = $"""
        select id, (data->>'coach')::uuid, data->>'zone', coalesce((data->>'legalHold')::boolean, false), (data->>'legalHoldSince')::timestamptz
        from {Store.Schema}.mt_doc_casegate where tenant_id = @tenant and (@all or id = @case) order by 4 desc, id
        """;

    /// <summary>Every case of the practice, those under a hold first.</summary>
    public Task<IReadOnlyList<CaseHold>> OfPracticeAsync(Member owner, CancellationToken ct) => OfAsync(owner.Tenant!, null, ct);

    public async Task<CaseHold?> OfCaseAsync(Member owner, Guid caseId, CancellationToken ct) => (await OfAsync(owner.Tenant!, caseId, ct)).SingleOrDefault();

    /// <summary>In each case of one partner.</summary>
    public Task<IReadOnlyList<MyLegalHold>> OfPersonAsync(Member member, CancellationToken ct) =>
        memberships.EachCaseAsync(member, (place, named) => OfSeatAsync(place, named, ct), ct);

    public async Task<MyLegalHold?> OfSeatAsync(Member place, bool named, CancellationToken ct)
    {
        await using var session = store.QuerySession(place.Tenant!);
        var (caseId, seat) = (place.CaseId!.Value, place.Seat!.Value);
        if (await session.LoadAsync<CaseGate>(caseId, ct) is not { } gate)
            return null;
        var names = named ? (await Names.OfCasesAsync(session, [caseId], ct)).GetValueOrDefault(caseId) : null;
        var erasure = await session.LoadAsync<Erasure>(Erasure.StreamOf(place.Tenant!, caseId, seat), ct);
        var board = await session.LoadAsync<CaseBoard>(caseId, ct);
        return new MyLegalHold(caseId, names?.GetValueOrDefault(seat.Other()), gate.Zone, gate.LegalHold, gate.LegalHoldSince, erasure is { DoneAt: null }, board?.Feed.Seats[seat] ?? 0);
    }

    private async Task<IReadOnlyList<CaseHold>> OfAsync(string tenant, Guid? caseId, CancellationToken ct)
    {
        var found = new List<(Guid CaseId, Guid Coach, string Zone, bool Stands, DateTimeOffset? Since)>();
        await using (var command = database.CreateCommand(All))
        {
            command.Parameters.Add(new NpgsqlParameter("tenant", tenant));
            command.Parameters.Add(new NpgsqlParameter("all", caseId is null));
            command.Parameters.Add(new NpgsqlParameter("case", caseId ?? Guid.Empty));
            await using var rows = await command.ExecuteReaderAsync(ct);
            while (await rows.ReadAsync(ct))
                found.Add((rows.GetGuid(0), rows.GetGuid(1), rows.GetString(2), rows.GetBoolean(3), await rows.IsDBNullAsync(4, ct) ? null : rows.GetFieldValue<DateTimeOffset>(4)));
        }

        await using var session = store.QuerySession(tenant);
        var names = await Names.OfCasesAsync(session, [.. found.Select(f => f.CaseId)], ct);
        var staff = (await session.LoadManyAsync<StaffMember>(ct, [.. found.Select(f => f.Coach).Distinct()])).ToDictionary(s => s.Id, s => s.Name);
        return [.. found.Select(f => new CaseHold(f.CaseId, names.GetValueOrDefault(f.CaseId) ?? new Dictionary<Seat, string>(), staff.GetValueOrDefault(f.Coach, ""), f.Zone, f.Stands, f.Since))];
    }
}

public static class LegalHoldRoutes
{
    public static void MapLegalHolds(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/practice/legal-holds", async (HttpContext http, ReadLegalHolds holds, CancellationToken ct) => Results.Ok(await holds.OfPracticeAsync(http.Member(), ct)))
            .WithMetadata(new AccessAttribute(For.Owner)).WithSummary("Every case of the practice, and whether a legal hold stands over it").Produces<IReadOnlyList<CaseHold>>();
        app.MapGet("/api/my/cases/{caseId}/legal-hold", async (Guid caseId, HttpContext http, ReadLegalHolds holds, CancellationToken ct) =>
                await holds.OfSeatAsync(http.Member(), named: false, ct) is { } hold ? Results.Ok(hold) : Refusal.NotFound.ToResult())
            .WithMetadata(new AccessAttribute(For.PartnerOfCase)).WithSummary("Whether a legal hold stands over my case").Produces<MyLegalHold>();
    }
}
