using CoachPlatform.Cases;
using CoachPlatform.Practices;
using Npgsql;

namespace CoachPlatform.Platform.Http;

/// <summary>Finds the place of a person in the case that a route names, in one round trip. What it does not find does not exist for that person.</summary>
public sealed class Memberships(NpgsqlDataSource database)
{
    private const string Schema = Store.Schema;

    // A case, assignment, round or run is named by its own id; the practice follows from the row, never from the browser. Whoever has left it
    // has no place there, and only who coaches has cases; a supervisor has those in which both seats allow it.
    private const string Place = $"""
        with place as (
            select id as case_id, tenant_id from {Schema}.mt_doc_casegate where @kind = 'caseId' and id = @id
            union all select case_id, tenant_id from {Schema}.mt_doc_assignment where @kind = 'assignmentId' and id = @id
            union all select case_id, tenant_id from {Schema}.mt_doc_round where @kind = 'roundId' and id = @id
            union all select case_id, tenant_id from {Schema}.mt_doc_programme_run where @kind = 'runId' and id = @id)
        select p.case_id, p.tenant_id, h.data->>'seat' as seat, null::uuid as staff, null as roles, false as coach, false as along
          from place p join {Schema}.mt_doc_seatholder h on h.case_id = p.case_id and h.person_id = @person
        union all
        select p.case_id, p.tenant_id, null, s.id, s.data->>'roles', g.data->>'coach' = s.id::text and s.data->'roles' @> '["Coach"]',
               s.data->'roles' @> '["Supervisor"]' and (select count(*) from jsonb_each(g.data->'supervision') a where a.value @> to_jsonb(s.id::text)) = 2
          from place p
          join {Schema}.mt_doc_staffmember s on s.tenant = p.tenant_id and s.person_id = @person and s.data->>'leftAt' is null
          join {Schema}.mt_doc_casegate g on g.id = p.case_id
        """;

    private const string Anywhere = $"""
        select null::uuid, s.tenant, null, s.id, s.data->>'roles', false, false from {Schema}.mt_doc_staffmember s where s.person_id = @person and s.data->>'leftAt' is null
        union all
        select h.case_id, h.data->>'tenant', h.data->>'seat', null, null, false, false from {Schema}.mt_doc_seatholder h where h.person_id = @person
        """;

    /// <summary>All places of a person in the case behind <paramref name="kind"/> and <paramref name="id"/>; its coach has <c>CaseId</c> set, and so has a supervisor who reads along there.</summary>
    public Task<IReadOnlyList<Member>> InCaseAsync(Guid person, Guid signIn, string kind, Guid id, CancellationToken ct) =>
        QueryAsync(Place, person, signIn, ct, new NpgsqlParameter("kind", kind), new NpgsqlParameter("id", id));

    /// <summary>All places of a person, staff first.</summary>
    public Task<IReadOnlyList<Member>> OfAsync(Guid person, Guid signIn, CancellationToken ct) => QueryAsync(Anywhere, person, signIn, ct);

    /// <summary>One view for each case in which a person sits, without those of which nothing is there.</summary>
    /// <param name="read">Of one place; <c>named</c>, where there are several, so that they can be told apart.</param>
    public async Task<IReadOnlyList<T>> EachCaseAsync<T>(Member member, Func<Member, bool, Task<T?>> read, CancellationToken ct)
        where T : class
    {
        var places = (await OfAsync(member.PersonId, member.SignIn, ct)).Where(p => p.Seat is not null).ToList();
        var views = new List<T>();
        foreach (var place in places)
            if (await read(place, places.Count > 1) is { } view)
                views.Add(view);
        return views;
    }

    private async Task<IReadOnlyList<Member>> QueryAsync(string sql, Guid person, Guid signIn, CancellationToken ct, params NpgsqlParameter[] parameters)
    {
        await using var command = database.CreateCommand(sql);
        command.Parameters.Add(new NpgsqlParameter("person", person));
        command.Parameters.AddRange(parameters);
        await using var rows = await command.ExecuteReaderAsync(ct);
        var members = new List<Member>();
        while (await rows.ReadAsync(ct))
        {
            Guid? caseId = rows.IsDBNull(0) ? null : rows.GetGuid(0);
            var tenant = rows.GetString(1);
            var (coaches, along) = (rows.GetBoolean(5), rows.GetBoolean(6));
            members.Add(rows.IsDBNull(2)
                ? new Member(person, signIn, tenant, rows.GetGuid(3), Roles(rows.GetString(4)), coaches || along ? caseId : null, ReadsAlong: along && !coaches)
                : new Member(person, signIn, tenant, CaseId: caseId, Seat: Enum.Parse<Seat>(rows.GetString(2))));
        }

        return members;
    }

    private static IReadOnlyList<Role> Roles(string json) => System.Text.Json.JsonSerializer.Deserialize<List<Role>>(json, Store.Json)!;
}
