using CoachPlatform.Answers;
using CoachPlatform.Cases;
using CoachPlatform.Platform;
using CoachPlatform.Vault;
using Marten;
using Npgsql;

namespace CoachPlatform.Privacy;

/// <summary>
/// Before the application is ready: what the journal outside the database knows and the database does not was destroyed after the backup that this
/// database was restored from, so it is destroyed again. Then the file gets what it lacks.
/// </summary>
public sealed partial class ApplyJournal(
    NpgsqlDataSource database, IDocumentStore store, JournalFile file, JournalKeeper keeper, EraseSeat erase, EndKept ended, KeyRing ring, TimeProvider clock, ILogger<ApplyJournal> log)
{
    public async Task RunAsync(CancellationToken ct)
    {
        var known = await Journal.ReadAsync(database, ct);
        var missing = file.Read().Where(l => !known.ContainsKey(l.Id)).DistinctBy(l => l.Id).ToList();
        foreach (var line in missing)
            await ApplyAsync(line, ct);
        if (missing.Count > 0)
            Applied(log, missing.Count);
        // Where it cannot be written nothing is destroyed by that, so the start goes on.
        await keeper.TryCopyAsync(ct);
    }

    private Task ApplyAsync(JournalLine line, CancellationToken ct) => line switch
    {
        { What: Shredded.Seat, Seat: { } seat } => erase.RunAsync(line.Tenant, line.CaseId, seat, ct, line),
        { What: Shredded.Answer, Seat: { } seat, Round: { } round, Step: { } step } => VoidAsync(line, seat, round, step, ct),
        { What: Shredded.Rounds or Shredded.Case, Rule: not null } => ended.AgainAsync(line, ct),
        _ => DestroyAsync(line, ct),
    };

    private async Task VoidAsync(JournalLine line, Seat seat, Guid roundId, StepRef step, CancellationToken ct)
    {
        await using var session = store.LightweightSession(line.Tenant);
        session.SetHeader("actor", "system");
        var gate = (await session.Events.FetchForExclusiveWriting<CaseGate>(line.CaseId, ct)).Aggregate;
        var round = (await session.Events.FetchForExclusiveWriting<Round>(roundId, ct)).Aggregate;
        var now = clock.GetUtcNow();
        if (gate is not null && round is not null && VoidAnswer.Decide(round, gate, seat, step, now) is { Events: { Count: > 0 } events })
        {
            await VoidAnswer.ShredAsync(session, ring, round, events.OfType<AnswerVoided>().Single(), line.Id, now, ct);
            session.Events.Append(roundId, events);
        }

        await KeyRows.DestroyAsync(session, line.Keys, ct);
        Journal.Add(session, line);
        await session.SaveChangesAsync(ct);
    }

    private async Task DestroyAsync(JournalLine line, CancellationToken ct)
    {
        await using var session = store.LightweightSession(line.Tenant);
        await KeyRows.DestroyAsync(session, line.Keys, ct);
        Journal.Add(session, line);
        await session.SaveChangesAsync(ct);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "This database is older than the erasure journal: {Count} lines of it were carried out again.")]
    private static partial void Applied(ILogger log, int count);
}
