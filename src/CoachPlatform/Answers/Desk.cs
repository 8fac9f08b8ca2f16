using CoachPlatform.Cases;
using CoachPlatform.Library;
using CoachPlatform.Platform;
using CoachPlatform.Platform.Http;
using CoachPlatform.Vault;
using Marten;

namespace CoachPlatform.Answers;

/// <summary>A round, its gate and its exercise, loaded for one command and locked until it commits.</summary>
public sealed record Desk(string Tenant, Member Member, Round Round, CaseGate Gate, Exercise Exercise)
{
    public Seat Seat => Member.Seat ?? throw new InvalidOperationException("This is not a partner's command.");

    /// <summary>
    /// Case before round, both exclusively, in one round trip. A reveal is decided over both, and two answers at the same instant queue here
    /// instead of racing; the lock is one couple's own, so nobody else waits.
    /// </summary>
    public static async Task<Desk?> OpenAsync(IDocumentSession session, Member member, Guid roundId, LibraryShelf shelf, CancellationToken ct)
    {
        session.SetHeader("actor", member.Actor);
        var batch = session.CreateBatchQuery();
        var gate = batch.Events.FetchForExclusiveWriting<CaseGate>(member.CaseId!.Value);
        var round = batch.Events.FetchForExclusiveWriting<Round>(roundId);
        await batch.Execute(ct);
        return (await gate).Aggregate is { } openGate && (await round).Aggregate is { } openRound
            && !(member.Seat is { } seat && openGate.Hides(openRound, seat))
            && await shelf.VersionAsync(session, openRound.ExerciseVersionId, ct) is { } exercise
            ? new Desk(session.TenantId, member, openRound, openGate, exercise)
            : null;
    }

    public StepRef? StepNamed(string? key, int? turn) =>
        key is not null
            ? Round.Find(new StepRef(key, turn ?? 1))?.Step
            : (Round.Steps.FirstOrDefault(s => Round.OpenFor(s, Seat) && s.Of(Seat).Given == Given.Nothing) ?? Round.Steps.FirstOrDefault(s => Round.OpenFor(s, Seat)))?.Step;

    /// <summary>Seals values under the sub-key of this step and seat; the key row is held until the commit, so that erasure waits.</summary>
    public async Task<IReadOnlyDictionary<string, Sealed>?> SealAsync(
        IDocumentSession session, Sealer sealer, StepRef step, IReadOnlyDictionary<string, string> plain, CancellationToken ct)
    {
        var rows = await new KeyRows(session, hold: true).AtAsync(Tenant, [KeyScopes.Step(Round.CaseId, Seat, Round.Id, step)], ct);
        var key = rows.SingleOrDefault(r => r.Kind == KeyKind.SubKey);
        var parent = rows.SingleOrDefault(r => r.Kind == KeyKind.Seat);
        return key is null
            ? null
            : plain.ToDictionary(f => f.Key, f => sealer.Seal(key, parent, KeyScopes.Answer(Tenant, Round.CaseId, Seat, Round.Id, step, f.Key), f.Value));
    }
}
