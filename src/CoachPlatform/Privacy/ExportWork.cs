using CoachPlatform.Platform;
using CoachPlatform.Vault;
using Marten;
using Npgsql;

namespace CoachPlatform.Privacy;

/// <summary>
/// Makes the files that were asked for, and removes those whose days are over. The work stands in rows, so a restart goes on with it; a lock that dies with
/// its node keeps two nodes from the same one. What fails is tried again, and then said.
/// </summary>
/// <remarks><c>Coach:Exports:EverySeconds</c>: how long between two looks; 2 when not set.</remarks>
public sealed partial class ExportWork(
    NpgsqlDataSource database, IDocumentStore store, ExportBuild build, IDrawExport draw, Sealer sealer, Readiness readiness, TimeProvider clock, IConfiguration configuration,
    ILogger<ExportWork> log) : BackgroundService
{
    private const int MostAttempts = 3;

    private const string Due = $"select id, tenant_id from {Store.Schema}.mt_doc_export_job where next_at <= @now order by next_at";

    private readonly SemaphoreSlim one = new(1);

    /// <summary>One look: everything that is due now.</summary>
    public async Task LookAsync(CancellationToken ct)
    {
        await one.WaitAsync(ct);
        try
        {
            foreach (var (id, tenant) in await DueAsync(ct))
                await TakeAsync(tenant, id, ct);
        }
        finally
        {
            one.Release();
        }
    }

    public override void Dispose()
    {
        one.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var pause = TimeSpan.FromSeconds(configuration.GetValue("Coach:Exports:EverySeconds", 2.0));
        try
        {
            while (true)
            {
                try
                {
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

    private async Task<List<(Guid Id, string Tenant)>> DueAsync(CancellationToken ct)
    {
        await using var command = database.CreateCommand(Due);
        command.Parameters.Add(new NpgsqlParameter("now", clock.GetUtcNow()));
        await using var rows = await command.ExecuteReaderAsync(ct);
        var due = new List<(Guid, string)>();
        while (await rows.ReadAsync(ct))
            due.Add((rows.GetGuid(0), rows.GetString(1)));
        return due;
    }

    /// <summary>The lock belongs to this connection: a node that dies lets go of it with everything else.</summary>
    private async Task TakeAsync(string tenant, Guid id, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var take = new NpgsqlCommand("select pg_try_advisory_lock(hashtextextended(@export, 0))", connection);
        take.Parameters.Add(new NpgsqlParameter("export", $"export|{id:N}"));
        if (await take.ExecuteScalarAsync(ct) is not true)
            return;
        try
        {
            await OneAsync(tenant, id, ct);
        }
        finally
        {
            await using var leave = new NpgsqlCommand("select pg_advisory_unlock(hashtextextended(@export, 0))", connection);
            leave.Parameters.Add(new NpgsqlParameter("export", $"export|{id:N}"));
            await leave.ExecuteScalarAsync(CancellationToken.None);
        }
    }

    private async Task OneAsync(string tenant, Guid id, CancellationToken ct)
    {
        ExportJob? job;
        await using (var session = store.QuerySession(tenant))
            job = await session.LoadAsync<ExportJob>(id, ct);
        // Another node was faster.
        if (job is null || job.NextAt > clock.GetUtcNow())
            return;
        try
        {
            if (job.Shown is null)
                await MakeAsync(tenant, job, ct);
            else
                await DecideAsync(tenant, job, (exports, now) => ExportDecisions.Expire(exports, job.Whose, id, now).Events, ct);
        }
        catch (LetGoException)
        {
            // Whoever asked for it does not want it any more.
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            NotMade(log, id, e.GetType().Name);
            await TriedAsync(tenant, job, ct);
        }
    }

    private async Task MakeAsync(string tenant, ExportJob job, CancellationToken ct)
    {
        if (await build.RunAsync(tenant, job, (done, of) => ProgressAsync(tenant, job, done, of, ct), ct) is not var (data, shown))
        {
            await FailAsync(tenant, job, ct);
            return;
        }

        var file = ExportZip.Of(data, await draw.HtmlAsync(data));
        await using var session = store.LightweightSession(tenant);
        var desk = await ExportDesk.OpenAsync(session, job.Whose, "system", ct);
        var events = ExportDecisions.Finish(desk.Exports, job.Whose, job.Id, ExportFile.HashOf(file), clock.GetUtcNow()).Events;
        // Dropped meanwhile: there is nothing to keep.
        if (events is not [ExportReady ready])
            return;
        if (!await ExportFile.StoreAsync(session, sealer, job, file, ct))
        {
            desk.Commit(session, ExportDecisions.Drop(desk.Exports, job.Whose, job.Id, ExportEnd.Failed).Events, clock.GetUtcNow());
        }
        else
        {
            desk.Commit(session, events, clock.GetUtcNow());
            session.Update(job with { NextAt = ready.Expires, Done = data.Rounds.Count, Of = data.Rounds.Count, Bytes = file.Length, Shown = shown });
        }

        await session.SaveChangesAsync(ct);
    }

    private async Task ProgressAsync(string tenant, ExportJob job, int done, int of, CancellationToken ct)
    {
        // About twenty steps, however long it is.
        if (done > 0 && done < of && done % Math.Max(1, of / 20) != 0)
            return;
        if (!await UpdateAsync(tenant, job with { Done = done, Of = of }, ct))
            throw new LetGoException();
    }

    /// <returns>False when it was let go meanwhile: then there is no row any more, and nothing to do.</returns>
    private async Task<bool> UpdateAsync(string tenant, ExportJob job, CancellationToken ct)
    {
        await using var session = store.LightweightSession(tenant);
        if (!(await ExportDesk.OpenAsync(session, job.Whose, "system", ct)).Exports.Holds(job.Id))
            return false;
        session.Update(job);
        await session.SaveChangesAsync(ct);
        return true;
    }

    /// <summary>Tried again a little later, a few times; then it is said that it did not work, and it can be asked for anew.</summary>
    private async Task TriedAsync(string tenant, ExportJob job, CancellationToken ct)
    {
        var attempts = job.Attempts + 1;
        if (job.Shown is null && attempts >= MostAttempts)
        {
            await FailAsync(tenant, job, ct);
            return;
        }

        await UpdateAsync(tenant, job with { Attempts = attempts, NextAt = clock.GetUtcNow().AddSeconds(5 * attempts) }, ct);
    }

    private Task FailAsync(string tenant, ExportJob job, CancellationToken ct) =>
        DecideAsync(tenant, job, (exports, _) => ExportDecisions.Drop(exports, job.Whose, job.Id, ExportEnd.Failed).Events, ct);

    private async Task DecideAsync(string tenant, ExportJob job, Func<Exports, DateTimeOffset, IReadOnlyList<object>> decide, CancellationToken ct)
    {
        await using var session = store.LightweightSession(tenant);
        var desk = await ExportDesk.OpenAsync(session, job.Whose, "clock", ct);
        desk.Commit(session, decide(desk.Exports, clock.GetUtcNow()), clock.GetUtcNow());
        await session.SaveChangesAsync(ct);
    }

    private sealed class LetGoException : Exception;

    [LoggerMessage(Level = LogLevel.Error, Message = "The export {Export} could not be made: {Problem}.")]
    private static partial void NotMade(ILogger log, Guid export, string problem);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The exports could not be asked for: {Problem}")]
    private static partial void CouldNotLook(ILogger log, string problem);
}
