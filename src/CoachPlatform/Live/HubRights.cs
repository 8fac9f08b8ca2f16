using CoachPlatform.Platform;
using Npgsql;

namespace CoachPlatform.Live;

/// <summary>Which hub groups still have somebody who may listen there.</summary>
public sealed class HubRights(NpgsqlDataSource database)
{
    private const string Sql = $"""
        select g from (
            select 'coach:' || replace(id::text, '-', '') as g from {Store.Schema}.mt_doc_staffmember where data->>'leftAt' is null and data->'roles' @> '["Coach"]'
            union all
            select 'case:' || replace(case_id::text, '-', '') || ':' || (data->>'seat') from {Store.Schema}.mt_doc_seatholder where person_id is not null) all_groups
        where g = any(@groups)
        """;

    public async Task<IReadOnlySet<string>> StandingAsync(IReadOnlyCollection<string> groups, CancellationToken ct)
    {
        var standing = new HashSet<string>();
        if (groups.Count == 0)
            return standing;
        await using var command = database.CreateCommand(Sql);
        command.Parameters.Add(new NpgsqlParameter("groups", groups.ToArray()));
        await using var rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
            standing.Add(rows.GetString(0));
        return standing;
    }
}
