using Marten;

namespace CoachPlatform.Programmes;

/// <summary>
/// When a run is worth looking at. A row of its own beside the run's state: it hangs on the template and on the time zone, which no fold may ask.
/// It may be thrown away; a run without one is looked at, and gets a new one.
/// </summary>
/// <param name="Id">Of the run.</param>
/// <param name="LookFrom">The calendar has nothing to do before it.</param>
/// <param name="Awaits">Rounds whose end is worth a look at once.</param>
public sealed record RunWatch(Guid Id, DateTimeOffset LookFrom, IReadOnlyList<Guid> Awaits)
{
    /// <summary>The runs to look at now, as <c>id, tenant_id</c>, with <c>@now</c>.</summary>
    public const string Due = $"""
        select r.id, r.tenant_id from {Platform.Store.Schema}.mt_doc_programme_run r
          left join {Platform.Store.Schema}.mt_doc_run_watch w on w.id = r.id and w.tenant_id = r.tenant_id
         where r.running and (w.id is null or w.look_from <= @now or exists (
            select 1 from jsonb_array_elements_text(w.data -> 'awaits') a(round)
              join {Platform.Store.Schema}.mt_doc_round d on d.id = a.round::uuid and d.tenant_id = r.tenant_id
             where d.data ->> 'completedAt' is not null or d.data ->> 'closedBecause' is not null))
        """;

    /// <summary>Asks for a look at the run: something about it was changed elsewhere.</summary>
    public static void Now(IDocumentSession session, Guid run) => session.Delete<RunWatch>(run);
}
