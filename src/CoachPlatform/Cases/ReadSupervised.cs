using CoachPlatform.Platform;
using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Http;
using CoachPlatform.Practices;
using Marten;
using Npgsql;

namespace CoachPlatform.Cases;

/// <param name="Coach">Who coaches the case; empty while nobody does.</param>
public sealed record SupervisedCase(Guid CaseId, IReadOnlyDictionary<Seat, string> Names, string Coach);

/// <summary>The cases in which both partners let a supervisor read along. A case with one yes is not among them, nor is it anywhere else.</summary>
public sealed class ReadSupervised(IDocumentStore store, NpgsqlDataSource database)
{
    private const string Sql = $"""
        select id, data->>'coach' from {Store.Schema}.mt_doc_casegate
         where tenant_id = @tenant and (select count(*) from jsonb_each(data->'supervision') s where s.value @> to_jsonb(@staff::text)) = 2
         order by id
        """;

    public async Task<IReadOnlyList<SupervisedCase>> ForAsync(Member member, CancellationToken ct)
    {
        var cases = new List<(Guid Id, Guid Coach)>();
        await using (var command = database.CreateCommand(Sql))
        {
            command.Parameters.Add(new NpgsqlParameter("tenant", member.Tenant!));
            command.Parameters.Add(new NpgsqlParameter("staff", member.StaffId!.Value.ToString()));
            await using var rows = await command.ExecuteReaderAsync(ct);
            while (await rows.ReadAsync(ct))
                cases.Add((rows.GetGuid(0), Guid.Parse(rows.GetString(1))));
        }

        await using var session = store.QuerySession(member.Tenant!);
        var names = await Names.OfCasesAsync(session, [.. cases.Select(c => c.Id)], ct);
        var coaches = (await session.LoadManyAsync<StaffMember>(ct, [.. cases.Select(c => c.Coach).Distinct()])).ToDictionary(s => s.Id, s => s.Name);
        // A coach does not supervise their own case.
        return [.. cases.Where(c => c.Coach != member.StaffId).Select(c => new SupervisedCase(c.Id, names.GetValueOrDefault(c.Id) ?? new Dictionary<Seat, string>(), coaches.GetValueOrDefault(c.Coach, "")))];
    }
}

public static class SupervisionRoutes
{
    public static void MapSupervision(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/supervision", async (HttpContext http, ReadSupervised supervised, CancellationToken ct) => Results.Ok(await supervised.ForAsync(http.Member(), ct)))
            .WithMetadata(new AccessAttribute(For.Supervisor)).WithSummary("The cases in which both partners let me read along").Produces<IReadOnlyList<SupervisedCase>>();
        app.MapGet("/api/supervision/{caseId}", async (Guid caseId, HttpContext http, ReadCase cases, CancellationToken ct) =>
                await cases.ForAsync(http.Member(), caseId, ct) is { } view ? Results.Ok(view) : Refusal.NotFound.ToResult())
            .WithMetadata(new AccessAttribute(For.SupervisorOfCase)).WithSummary("One of these cases with its rounds").Produces<CaseView>();
    }
}
