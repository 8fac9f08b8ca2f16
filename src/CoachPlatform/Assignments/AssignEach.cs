using CoachPlatform.Cases;
using CoachPlatform.Library;
using CoachPlatform.Platform;
using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Http;
using CoachPlatform.Safety;
using JasperFx;
using Marten;

namespace CoachPlatform.Assignments;

/// <summary>Gives an exercise to one couple after another, each in a transaction of its own: what one of them cannot take is no reason for the others.</summary>
public sealed partial class AssignEach(IDocumentStore store, LibraryShelf shelf, MakeAssignment making, ILogger<AssignEach> log)
{
    /// <param name="Problem">Null when it was made.</param>
    public sealed record Outcome(Guid CaseId, MakeAssignment.Made? Made, Refusal? Problem);

    private static readonly Refusal TryLater = new(503, "try-later", "This could not be given just now. Nothing was changed for this couple; try it again.");

    private static readonly Refusal KeyReused = Refusal.Invalid("key-reused", "This couple was given something else under the same key. Nothing was changed.");

    /// <summary>
    /// The assignment's id follows from the write that makes it. When the program stopped between two couples, the same write again finds what it
    /// had made already, and makes the rest.
    /// </summary>
    public static Guid IdOf(string tenant, Guid staff, string key, Guid caseId) => Ids.Named(tenant, "assign", staff.ToString("N"), caseId.ToString("N"), key);

    public async Task<Outcome> OneAsync(Member coach, string key, Guid caseId, MakeAssignment.Terms terms, DateTimeOffset now, CancellationToken ct)
    {
        try
        {
            return await TryAsync(coach, key, caseId, terms, now, ct);
        }
        catch (Exception e) when (e is ConcurrencyException || Failures.LostRace(e))
        {
            return new Outcome(caseId, null, Refusal.MovedOn);
        }
        catch (Exception e) when (!ct.IsCancellationRequested && !Failures.DatabaseAway(e))
        {
            // One couple's trouble is no reason for the others, and the coach has to learn which were reached. Without its database the whole write is repeated.
            NotAssigned(log, caseId, e.GetType().Name);
            return new Outcome(caseId, null, TryLater);
        }
    }

    private async Task<Outcome> TryAsync(Member coach, string key, Guid caseId, MakeAssignment.Terms terms, DateTimeOffset now, CancellationToken ct)
    {
        await using var session = store.LightweightSession(coach.Tenant!);
        session.SetHeader("actor", coach.Actor);
        // Looked at first, so that nobody holds up a case that is not theirs.
        if (await session.LoadAsync<CaseGate>(caseId, ct) is not { } seen || seen.Coach != coach.StaffId)
            return new Outcome(caseId, null, Refusal.NotFound);
        var gate = (await session.Events.FetchForExclusiveWriting<CaseGate>(caseId, ct)).Aggregate!;
        var id = IdOf(session.TenantId, coach.StaffId!.Value, key, caseId);
        if (await session.LoadAsync<Assignment>(id, ct) is { } before)
        {
            return await IsSameAsync(session, before, terms, ct)
                ? new Outcome(caseId, new MakeAssignment.Made(id, Ids.Round(session.TenantId, id, 1), before.Last == 0 && !gate.Offers(before.Topic, now)), null)
                : new Outcome(caseId, null, KeyReused);
        }

        if (Assign.CheckCase(gate, terms.Exercise, terms.DueOn, await Screening.DoneAsync(session, caseId, ct), now) is { } refusal)
            return new Outcome(caseId, null, refusal);
        var made = await making.InAsync(session, gate, id, terms, now, ct);
        await session.SaveChangesAsync(ct);
        return new Outcome(caseId, made, null);
    }

    /// <summary>Of the same exercise, in whichever version: a newer one may have been published in between.</summary>
    private async Task<bool> IsSameAsync(IDocumentSession session, Assignment made, MakeAssignment.Terms terms, CancellationToken ct) =>
        (await shelf.VersionAsync(session, made.ExerciseVersionId, ct))?.Slug == terms.Exercise.Slug
        && made.Cadence == terms.Cadence && (terms.Cadence == Cadence.Once || made.Rounds == terms.Rounds);

    [LoggerMessage(Level = LogLevel.Error, Message = "An exercise could not be given to case {CaseId} among several: {Problem}")]
    private static partial void NotAssigned(ILogger log, Guid caseId, string problem);
}
