using CoachPlatform.Answers;
using CoachPlatform.Library;
using CoachPlatform.Platform;
using CoachPlatform.Programmes;
using CoachPlatform.Vault;
using Marten;
using Npgsql;

namespace CoachPlatform.Assignments;

/// <summary>
/// Asks the rows again and again what the calendar has to open. Each row says from when it is worth asking, so nothing that was scheduled can get lost,
/// be left over after a withdrawal, or fire twice: after a crash, a restore or on several nodes the state decides. What fails is left alone for a
/// while and holds up nothing else.
/// </summary>
/// <remarks><c>Coach:Clock:EverySeconds</c>: how long between two looks; 5 when not set.</remarks>
public sealed partial class Clockwork(
    NpgsqlDataSource database, IDocumentStore store, LibraryShelf shelf, KeyRing ring, Carried carried, RunDesk runs, Readiness readiness, TimeProvider clock, IConfiguration configuration, ILogger<Clockwork> log)
    : BackgroundService
{
    private const string Due = $"""
        select 'assignment', id, tenant_id, mt_version::text from {Store.Schema}.mt_doc_assignment where next_at <= @now and paused_at is null
        union all
        select 'round', id, tenant_id, '' from {Store.Schema}.mt_doc_round where clock_from <= @now
        union all
        select 'run', id, tenant_id, '' from ({RunWatch.Due}) run
        """;

    private readonly Dictionary<Guid, (int Times, DateTimeOffset Until)> failed = [];

    /// <summary>What is due and cannot open yet, as its row stood, and from when to ask again.</summary>
    private Dictionary<Guid, (string Row, DateTimeOffset From)> waiting = [];

    /// <summary>One look: opens everything that is due now.</summary>
    public async Task LookAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var due = await DueAsync(now, ct);
        // What is not due any more, or was changed since, waits no longer.
        waiting = due.Where(d => waiting.TryGetValue(d.Id, out var w) && w.Row == d.Row).ToDictionary(d => d.Id, d => waiting[d.Id]);
        foreach (var (kind, id, tenant, row) in due)
        {
            if ((failed.TryGetValue(id, out var failure) && failure.Until > now) || (waiting.TryGetValue(id, out var wait) && wait.From > now))
                continue;
            try
            {
                await (kind switch
                {
                    "assignment" => OpenAsync(tenant, id, row, now, ct),
                    "run" => LookAtRun.RunAsync(store, runs, tenant, id, now, ct),
                    _ => OpenDueSteps.RunAsync(store, tenant, id, now, ct),
                });
                failed.Remove(id);
            }
            catch (Exception e) when (!ct.IsCancellationRequested)
            {
                var times = failure.Times + 1;
                failed[id] = (times, now.AddSeconds(Math.Min(3600, 5 * Math.Pow(2, times))));
                NotOpened(log, kind, id, e.GetType().Name);
            }
        }
    }

    private async Task OpenAsync(string tenant, Guid id, string row, DateTimeOffset now, CancellationToken ct)
    {
        if (await OpenOccurrence.RunAsync(store, tenant, id, shelf, ring, carried, now, ct) is { } from)
            waiting[id] = (row, from);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var pause = TimeSpan.FromSeconds(configuration.GetValue("Coach:Clock:EverySeconds", 5.0));
        try
        {
            while (true)
            {
                try
                {
                    // While the application still writes its own beginnings, the clock is not the couples'.
                    if (readiness.WaitsFor is null)
                        await LookAsync(stoppingToken);
                }
                catch (Exception e) when (!stoppingToken.IsCancellationRequested)
                {
                    CouldNotLook(log, e.GetType().Name);
                }

                await Task.Delay(pause, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The application stops.
        }
    }

    private async Task<List<(string Kind, Guid Id, string Tenant, string Row)>> DueAsync(DateTimeOffset now, CancellationToken ct)
    {
        await using var command = database.CreateCommand(Due);
        command.Parameters.Add(new NpgsqlParameter("now", now));
        await using var rows = await command.ExecuteReaderAsync(ct);
        var due = new List<(string, Guid, string, string)>();
        while (await rows.ReadAsync(ct))
            due.Add((rows.GetString(0), rows.GetGuid(1), rows.GetString(2), rows.GetString(3)));
        return due;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "What is due in {Kind} {Id} could not be opened: {Problem}. It is tried again later.")]
    private static partial void NotOpened(ILogger log, string kind, Guid id, string problem);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The calendar could not be asked: {Problem}")]
    private static partial void CouldNotLook(ILogger log, string problem);
}
