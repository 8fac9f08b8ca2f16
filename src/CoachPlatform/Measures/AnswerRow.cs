using CoachPlatform.Answers;
using CoachPlatform.Cases;
using CoachPlatform.Platform;
using CoachPlatform.Privacy;
using CoachPlatform.Vault;
using JasperFx.Events;
using Marten;
using Marten.Events.Projections;

namespace CoachPlatform.Measures;

/// <summary>
/// The newest answer of one seat to one step, or the text agreed in a joint step. A personal row: its boxes are copies from the events, sealed as
/// they are there, and erasure removes it.
/// </summary>
/// <param name="Seat">Null for what both agreed.</param>
/// <param name="Entry">For a line of a log.</param>
public sealed record AnswerRow(
    Guid Id, Guid CaseId, Guid RoundId, StepRef Step, Seat? Seat, Guid? Entry, int Version, IReadOnlyDictionary<string, Sealed> Fields)
{
    public static Guid IdOf(string tenant, Guid roundId, StepRef step, Seat? seat, Guid? entry) => Ids.Named(
        tenant, "answer", roundId.ToString("N"), $"{step.Key}#{step.Turn}", seat?.ToString() ?? "both", entry?.ToString("N") ?? "");
}

/// <summary>Keeps the newest answers by round and seat. Opens nothing, asks no clock and looks nothing up.</summary>
public sealed class AnswerRows : IProjection
{
    public Task ApplyAsync(IDocumentOperations operations, IReadOnlyList<IEvent> events, CancellationToken cancellation)
    {
        foreach (var tenant in events.GroupBy(e => e.TenantId))
        {
            var session = operations.ForTenant(tenant.Key);
            foreach (var (id, row) in After(tenant.Key, tenant))
            {
                if (row is null)
                    session.Delete<AnswerRow>(id);
                else
                    session.Store(row);
            }

            foreach (var emptied in tenant.Select(e => e.Data).OfType<SeatEmptied>())
                session.QueueSqlCommand(
                    $"delete from {Platform.Store.Schema}.mt_doc_answer_row where tenant_id = ? and case_id = ? and (? or data->>'seat' = ?)", tenant.Key, emptied.CaseId, emptied.Last, emptied.Seat.ToString());

            foreach (var expired in tenant.Where(e => e.Data is AnswersExpired))
                session.QueueSqlCommand(
                    $"delete from {Platform.Store.Schema}.mt_doc_answer_row where tenant_id = ? and case_id = ? and data->>'roundId' = ? and data->>'seat' is not null",
                    tenant.Key, ((AnswersExpired)expired.Data).CaseId, expired.StreamId.ToString());
        }

        return Task.CompletedTask;
    }

    /// <summary>What these events leave of each row they touch; null for one that is gone. Pure.</summary>
    public static IReadOnlyDictionary<Guid, AnswerRow?> After(string tenant, IEnumerable<IEvent> events)
    {
        var rows = new Dictionary<Guid, AnswerRow?>();
        foreach (var e in events)
        {
            switch (e.Data)
            {
                case AnswerGiven a:
                    Put(e.StreamId, a.CaseId, a.Step, a.Seat, a.Entry, a.Version, a.Fields);
                    break;
                case AnswerRevised a:
                    Put(e.StreamId, a.CaseId, a.Step, a.Seat, a.Entry, a.Version, a.Fields);
                    break;
                case AnswerWithdrawn a:
                    rows[AnswerRow.IdOf(tenant, e.StreamId, a.Step, a.Seat, a.Entry)] = null;
                    break;
                case AnswerVoided a:
                    foreach (var entry in a.Entries?.Select(e => (Guid?)e) ?? [null])
                        rows[AnswerRow.IdOf(tenant, e.StreamId, a.Step, a.Seat, entry)] = null;
                    break;
                case PromptPassed a:
                    rows[AnswerRow.IdOf(tenant, e.StreamId, a.Step, a.Seat, null)] = null;
                    break;
                case SeatEmptied x:
                    foreach (var id in rows.Where(r => r.Value is { } row && row.CaseId == x.CaseId && (x.Last || row.Seat == x.Seat)).Select(r => r.Key).ToList())
                        rows[id] = null;
                    break;
                case AnswersExpired:
                    foreach (var id in rows.Where(r => r.Value is { Seat: not null } row && row.RoundId == e.StreamId).Select(r => r.Key).ToList())
                        rows[id] = null;
                    break;
                case JointConfirmed a:
                    Put(e.StreamId, a.CaseId, a.Step, null, null, a.Version, a.Fields);
                    break;
            }
        }

        return rows;

        void Put(Guid round, Guid caseId, StepRef step, Seat? seat, Guid? entry, int version, IReadOnlyDictionary<string, Sealed> fields)
        {
            var id = AnswerRow.IdOf(tenant, round, step, seat, entry);
            rows[id] = new AnswerRow(id, caseId, round, step, seat, entry, version, fields);
        }
    }
}
