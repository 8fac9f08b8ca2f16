using CoachPlatform.Cases;
using CoachPlatform.Platform;
using CoachPlatform.Platform.Http;
using Marten;
using Npgsql;

namespace CoachPlatform.Practices;

/// <summary>The practice as its staff may see it: everybody sees who works there, the owner also what stands open.</summary>
/// <param name="Me">The <c>StaffId</c> of who asks.</param>
/// <param name="Owns">Whether who asks owns the practice; only then the lists below hold anything.</param>
/// <param name="WithoutCoach">Cases that nobody coaches: their rounds go on, and nobody of the practice reads them.</param>
public sealed record PracticeView(
    string Name, string Zone, DateTimeOffset Now, Guid Me, bool Owns, IReadOnlyList<PracticeStaff> Staff, IReadOnlyList<StandingInvitation> Invitations, IReadOnlyList<PracticeCase> WithoutCoach)
{
    /// <summary>Whose couples the owner has asked for, and these; null when nobody's.</summary>
    public CoupleList? Of { get; init; }
}

public sealed record CoupleList(PracticeStaff Coach, IReadOnlyList<PracticeCase> Cases);

/// <param name="Cases">How many couples this person coaches; only for the owner.</param>
public sealed record PracticeStaff(Guid StaffId, string Name, IReadOnlyList<Role> Roles, int? Cases);

public sealed record StandingInvitation(Guid InvitationId, IReadOnlyList<Role> Roles, DateTimeOffset Expires);

public sealed record PracticeCase(Guid CaseId, IReadOnlyDictionary<Seat, string> Names);

public sealed class ReadPractice(IDocumentStore store, NpgsqlDataSource database, TimeProvider clock)
{
    /// <param name="of">The <c>StaffId</c> of a coach whose couples the owner wants to see.</param>
    public async Task<PracticeView> ForAsync(Member member, Guid? of, CancellationToken ct)
    {
        var tenant = member.Tenant!;
        await using var session = store.QuerySession(tenant);
        var profile = await session.LoadAsync<PracticeProfile>(tenant, ct);
        var staff = (await session.Query<StaffMember>().Where(s => s.Tenant == tenant).ToListAsync(ct)).Where(s => s.Active).OrderBy(s => s.Name, StringComparer.CurrentCultureIgnoreCase).ThenBy(s => s.Id).ToList();
        var owns = member.Roles!.Contains(Role.Owner);
        if (!owns)
            return new PracticeView(profile?.Name ?? "", profile?.Zone ?? "Etc/UTC", clock.GetUtcNow(), member.StaffId!.Value, owns, [.. staff.Select(s => new PracticeStaff(s.Id, s.Name, s.Roles, null))], [], []);

        var coached = await CoachedAsync(tenant, ct);
        var coaches = staff.Where(s => s.Coaches).Select(s => s.Id).ToHashSet();
        var orphans = coached.Where(c => !coaches.Contains(c.Coach)).ToList();
        var asked = staff.FirstOrDefault(s => s.Id == of && s.Coaches);
        var theirs = coached.Where(c => c.Coach == asked?.Id).ToList();
        var names = await Names.OfCasesAsync(session, [.. orphans.Concat(theirs).Select(c => c.CaseId)], ct);
        PracticeCase Couple((Guid CaseId, Guid Coach) c) => new(c.CaseId, names.GetValueOrDefault(c.CaseId) ?? new Dictionary<Seat, string>());
        var practice = await session.Events.AggregateStreamAsync<Practice>(Guid.ParseExact(tenant, "N"), token: ct);
        return new PracticeView(
            profile?.Name ?? "", profile?.Zone ?? "Etc/UTC", clock.GetUtcNow(), member.StaffId!.Value, owns,
            [.. staff.Select(s => new PracticeStaff(s.Id, s.Name, s.Roles, coached.Count(c => c.Coach == s.Id)))],
            [.. practice!.Invitations.Values.OrderBy(i => i.Expires).Select(i => new StandingInvitation(i.InvitationId, i.Roles, i.Expires))],
            [.. orphans.Select(Couple)])
        {
            Of = asked is null ? null : new CoupleList(new PracticeStaff(asked.Id, asked.Name, asked.Roles, theirs.Count), [.. theirs.Select(Couple)]),
        };
    }

    /// <summary>Who else coaches here.</summary>
    public async Task<IReadOnlyList<PracticeStaff>> ColleaguesAsync(Member member, CancellationToken ct)
    {
        await using var session = store.QuerySession(member.Tenant!);
        var staff = await session.Query<StaffMember>().Where(s => s.Tenant == member.Tenant).ToListAsync(ct);
        return [.. staff.Where(s => s.Coaches && s.Id != member.StaffId).OrderBy(s => s.Name, StringComparer.CurrentCultureIgnoreCase).ThenBy(s => s.Id).Select(s => new PracticeStaff(s.Id, s.Name, s.Roles, null))];
    }

    /// <summary>Which case has which coach, and nothing else of it.</summary>
    private async Task<List<(Guid CaseId, Guid Coach)>> CoachedAsync(string tenant, CancellationToken ct)
    {
        await using var command = database.CreateCommand($"select id, (data->>'coach')::uuid from {Store.Schema}.mt_doc_casegate where tenant_id = @tenant order by id");
        command.Parameters.Add(new NpgsqlParameter("tenant", tenant));
        await using var rows = await command.ExecuteReaderAsync(ct);
        var coached = new List<(Guid, Guid)>();
        while (await rows.ReadAsync(ct))
            coached.Add((rows.GetGuid(0), rows.GetGuid(1)));
        return coached;
    }
}

public static class PracticeRoutes
{
    public static void MapPractice(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/practice", async (HttpContext http, ReadPractice practice, CancellationToken ct) => Results.Ok(await practice.ForAsync(http.Member(), null, ct)))
            .WithMetadata(new AccessAttribute(For.Staff)).WithSummary("Who works here, and what the owner has to see to").Produces<PracticeView>();
        app.MapRetention();
        app.MapFindInvitation();
        app.MapJoinPractice();
    }
}
