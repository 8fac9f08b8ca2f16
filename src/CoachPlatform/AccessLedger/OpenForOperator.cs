using CoachPlatform.Answers;
using CoachPlatform.Cases;
using CoachPlatform.Library;
using CoachPlatform.Platform;
using CoachPlatform.Platform.Http;
using CoachPlatform.Vault;
using Marten;
using Npgsql;

namespace CoachPlatform.AccessLedger;

/// <param name="Fields">Field key and the kept JSON; null where the key is gone.</param>
public sealed record OperatorAnswer(StepRef Step, Seat? Author, Guid? Entry, IReadOnlyDictionary<string, string?> Fields);

/// <summary>
/// The one way by which those who run an installation get at an answer. It looks at no sharing, and so it is on record with its reason, for the
/// author to see, before anything is opened.
/// </summary>
public sealed class OpenForOperator(IDocumentStore store, NpgsqlDataSource database, Opener opener, TimeProvider clock)
{
    /// <param name="seat">Only this seat's answers; both when null.</param>
    /// <returns>Null when there is no such round in that case.</returns>
    public async Task<IReadOnlyList<OperatorAnswer>?> Async(Guid caseId, Guid roundId, Seat? seat, OperatorReason because, CancellationToken ct)
    {
        if (await TenantAsync(caseId, ct) is not { } tenant)
            return null;
        await using var session = store.QuerySession(tenant);
        if (await session.LoadAsync<Round>(roundId, ct) is not { } round || round.CaseId != caseId)
            return null;
        var boxes = await RoundBoxes.LoadAsync(session, roundId, ct);
        var wanted = round.Steps.SelectMany(s => Wanted(tenant, round, s, boxes, seat)).Where(w => w.Boxes.Count > 0).ToList();
        // Each run is a sitting of its own.
        var reader = new Member(Guid.Empty, Ids.New(clock.GetUtcNow()), tenant, CaseId: caseId);
        var permission = await Opening.RecordedAsync(new RecordReading(store, reader, caseId, Routes.Operator, [.. wanted.SelectMany(w => w.Refs)], because), ct);
        var texts = new Queue<string?>(await opener.OpenAsync(permission, [.. wanted.SelectMany(w => w.Boxes.Values)], new KeyRows(session), ct));
        return [.. wanted.Select(w => new OperatorAnswer(w.Step, w.Author, w.Entry, w.Boxes.Keys.ToDictionary(k => k, _ => texts.Dequeue())))];
    }

    private static IEnumerable<Want> Wanted(string tenant, Round round, StepState step, RoundBoxes boxes, Seat? seat)
    {
        if (step.Plan.Mode == Mode.Joint)
        {
            if (step.Joint is { } joint && (seat is null || joint.Confirmed || joint.By == seat))
            {
                var authors = joint.Confirmed ? Seats.Both : [joint.By];
                yield return new Want(step.Step, null, null, boxes.Joint(tenant, round, step.Step, joint), [.. authors.Select(a => new AnswerRef(round.Id, step.Step, a, joint.Version))]);
            }

            yield break;
        }

        foreach (var author in step.Who.Where(a => seat is null || seat == a))
        {
            var actor = step.Of(author);
            var given = step.Plan.Log ? (actor.Entries ?? new Dictionary<Guid, ActorState>()).Select(e => ((Guid?)e.Key, e.Value)) : [(null, actor)];
            foreach (var (entry, state) in given.Where(g => g.Item2.Given == Given.Answered))
                yield return new Want(step.Step, author, entry, boxes.Of(tenant, round, step.Step, author, entry), [new AnswerRef(round.Id, step.Step, author, state.Version, entry)]);
        }
    }

    private async Task<string?> TenantAsync(Guid caseId, CancellationToken ct)
    {
        await using var command = database.CreateCommand($"select tenant_id from {Store.Schema}.mt_doc_casegate where id = @case");
        command.Parameters.Add(new NpgsqlParameter("case", caseId));
        return await command.ExecuteScalarAsync(ct) as string;
    }

    private sealed record Want(StepRef Step, Seat? Author, Guid? Entry, IReadOnlyDictionary<string, Box> Boxes, IReadOnlyList<AnswerRef> Refs);
}
