using CoachPlatform.Cases;
using CoachPlatform.Library;
using CoachPlatform.Platform;
using CoachPlatform.Vault;
using Marten;

namespace CoachPlatform.Assignments;

/// <summary>Makes an assignment within somebody's transaction, with its first round where one opens at once. The one way by which any comes to be.</summary>
public sealed class MakeAssignment(KeyRing ring, Carried carried, Sealer sealer)
{
    /// <param name="Rounds">How many rounds in all; null for no end.</param>
    /// <param name="Word">A word to both; null for none.</param>
    /// <param name="Run">The programme's run that it belongs to.</param>
    public sealed record Terms(Exercise Exercise, DateOnly? DueOn, Cadence Cadence, int? Rounds, string? Word, Guid? Run = null);

    /// <param name="RoundId">The first round; computed, and not there yet, where nothing has opened.</param>
    /// <param name="Dormant">Its topic is not open, so nothing of it is to be seen.</param>
    public sealed record Made(Guid AssignmentId, Guid RoundId, bool Dormant);

    /// <param name="session">Holds the case exclusively.</param>
    /// <param name="terms">Have been found to be right for this exercise and case.</param>
    public async Task<Made> InAsync(IDocumentSession session, CaseGate gate, Guid assignmentId, Terms terms, DateTimeOffset now, CancellationToken ct)
    {
        var exercise = terms.Exercise;
        var made = new AssignmentMade(
            gate.Id, exercise.VersionId, terms.DueOn, terms.Cadence, gate.Zone, exercise.Topic == "none" ? null : exercise.Topic, exercise.Flags.Contains("screened"), terms.Run,
            StartOf(exercise, terms.Cadence), terms.Cadence == Cadence.Once ? 1 : terms.Rounds, await SealAsync(session, gate.Id, assignmentId, terms.Word, ct),
            exercise.Many && terms.Cadence == Cadence.OnDemand ? true : null);
        var roundId = Ids.Round(session.TenantId, assignmentId, 1);
        var dormant = !gate.Offers(made.Topic, now);
        if (dormant || terms.Cadence == Cadence.OnDemand)
        {
            session.Events.StartStream<Assignment>(assignmentId, made);
            return new Made(assignmentId, roundId, dormant);
        }

        DateTimeOffset? next = terms.Cadence.Repeats() && terms.Rounds is not 1 ? OccurrenceCalendar.OpensAt(now, gate.Zone, terms.Cadence, 2) : null;
        var first = new OccurrenceOpened(gate.Id, 1, roundId, now, next);
        session.Events.StartStream<Assignment>(assignmentId, made, first);
        var desk = new AssignmentDesk(Assignment.Fold(null, assignmentId, made, now)! with { FirstAt = now }, gate, []);
        await NewRound.StartAsync(session, ring, carried, desk, exercise, 1, next, opener: null, now, ct);
        return new Made(assignmentId, roundId, false);
    }

    private async Task<Sealed?> SealAsync(IDocumentSession session, Guid caseId, Guid assignmentId, string? word, CancellationToken ct)
    {
        if (word is null)
            return null;
        var key = (await new KeyRows(session, hold: true).AtAsync(session.TenantId, [KeyScopes.Practice(caseId)], ct)).Single();
        return sealer.Seal(key, null, KeyScopes.Word(session.TenantId, caseId, assignmentId), word);
    }

    private static StartRule StartOf(Exercise exercise, Cadence cadence) => cadence switch
    {
        Cadence.OnDemand => exercise.Start switch
        {
            StartedBy.Both => StartRule.Both,
            StartedBy.Coach => StartRule.Coach,
            // A lone wish for it would be a signal, so each asks by themselves and it starts with the second.
            _ => exercise.Topic == "intimacy" ? StartRule.Both : StartRule.Either,
        },
        Cadence.Once => StartRule.Coach,
        _ => StartRule.Clock,
    };
}
