using CoachPlatform.Cases;
using CoachPlatform.Platform;
using CoachPlatform.Platform.Http;
using CoachPlatform.Vault;
using Marten;
using Npgsql;

namespace CoachPlatform.AccessLedger;

/// <summary>By which way an answer was read. Stored as written here.</summary>
public static class Routes
{
    public const string Screen = "screen";
    public const string Api = "api";

    /// <summary>Figures drawn as a trend, without the words around them.</summary>
    public const string Trend = "trend";

    /// <summary>What a person told their coach alone: the safety questions, or a concern.</summary>
    public const string Safety = "safety";

    /// <summary>Put into a file that the reader takes along.</summary>
    public const string Export = "export";

    /// <summary>Put into a file for somebody outside, to which both partners have agreed.</summary>
    public const string Release = "release";

    /// <summary>By the command of those who run the installation, which is their only way to an answer.</summary>
    public const string Operator = "operator";

    /// <summary>Every route there is. One that is not here has no words on the author's page.</summary>
    public static IReadOnlyList<string> All { get; } = [Screen, Api, Trend, Safety, Export, Release, Operator];
}

/// <summary>One reading of answers by somebody who did not write them: one ledger line per author, and none for what this sitting has read before.</summary>
/// <param name="because">Set for an operator, who has no place in the case.</param>
/// <param name="release">Set for what goes into the file of a release.</param>
public sealed class RecordReading(
    IDocumentStore store, Member reader, Guid caseId, string route, IReadOnlyList<AnswerRef> answers, OperatorReason? because = null, Guid? release = null) : IReadingRecord
{
    private const int MostPerEvent = 50;

    public async Task CommitAsync(CancellationToken ct)
    {
        if (answers.Count == 0)
            return;
        await using var session = store.LightweightSession(reader.Tenant!);
        session.SetHeader("actor", reader.Actor);
        var keys = answers.DistinctBy(KeyOf).ToDictionary(KeyOf);
        await ForgetKnownAsync(session, keys, ct);
        if (keys.Count == 0)
            return;
        // A page's fragments are read side by side, so are two tabs, and at a reveal everybody reads at once. What is read anew in a case queues
        // here, so that each finds what the one before has recorded, the author's stream among it, which the first of all begins: a collision
        // would fail the read, and roll back an append that every projection then waits for.
        await session.BeginTransactionAsync(ct);
        await using var queue = new NpgsqlCommand("select pg_advisory_xact_lock(hashtextextended(@readings, 0))");
        queue.Parameters.Add(new NpgsqlParameter("readings", $"reading|{reader.Tenant}|{caseId:N}"));
        await session.ExecuteAsync(queue, ct);
        await ForgetKnownAsync(session, keys, ct);
        if (keys.Count == 0)
            return;
        foreach (var id in keys.Keys)
            session.Insert(new OpenedInSitting(id));
        foreach (var author in keys.GroupBy(k => k.Value.Author))
            foreach (var chunk in author.Chunk(MostPerEvent))
                session.Events.Append(
                    StreamOf(session.TenantId, caseId, author.Key),
                    new AnswersOpened(
                        caseId,
                        because is not null ? ReaderKind.Operator
                            : reader.Seat is not null ? ReaderKind.Partner
                            : reader.ReadsAlong ? ReaderKind.Supervisor
                            : ReaderKind.Coach,
                        reader.Seat is null ? reader.StaffId : null,
                        reader.Seat,
                        route,
                        [.. chunk.Select(c => c.Value)],
                        chunk[0].Key,
                        because,
                        release));
        await session.SaveChangesAsync(ct);
    }

    private static async Task ForgetKnownAsync(IQuerySession session, Dictionary<Guid, AnswerRef> keys, CancellationToken ct)
    {
        foreach (var seen in await session.LoadManyAsync<OpenedInSitting>(ct, keys.Keys.ToArray()))
            keys.Remove(seen.Id);
    }

    public static Guid StreamOf(string tenant, Guid caseId, Seat author) => Ids.Named(tenant, caseId.ToString("N"), "ledger", author.ToString());

    private Guid KeyOf(AnswerRef a) => Ids.Named(
        reader.Tenant!,
        "opening",
        reader.Seat is { } seat ? $"{caseId:N}{seat}" : reader.StaffId?.ToString("N") ?? "operator",
        reader.SignIn.ToString("N"),
        route,
        $"{a.Round:N}{a.Step.Key}#{a.Step.Turn}{a.Author}{a.Version}{a.Entry:N}");
}
