using CoachPlatform.Answers;
using CoachPlatform.Cases;
using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Http;
using Marten;

namespace CoachPlatform.Assignments;

/// <summary>An assignment with its gate and rounds, loaded for one command and locked until it commits: case, assignment, rounds by id.</summary>
/// <param name="OpenRounds">
/// Those that were not closed, complete ones among them: what befalls a round must not depend on whether both have answered, or one could tell.
/// </param>
public sealed record AssignmentDesk(Assignment Assignment, CaseGate Gate, IReadOnlyList<Round> OpenRounds)
{
    public static Refusal Withdrawn { get; } = Refusal.Conflict("assignment-withdrawn", "You have taken this exercise back already.");

    public static Refusal Finished { get; } = Refusal.Conflict("assignment-finished", "No further round of this exercise comes. Give it anew to start another.");

    /// <summary>For a partner, without the rounds that are not there for that one.</summary>
    public static Task<AssignmentDesk?> OpenAsync(IDocumentSession session, Member member, Guid assignmentId, CancellationToken ct)
    {
        session.SetHeader("actor", member.Actor);
        return OpenAsync(session, member.CaseId!.Value, assignmentId, ct, member.Seat);
    }

    public static async Task<AssignmentDesk?> OpenAsync(IDocumentSession session, Guid caseId, Guid assignmentId, CancellationToken ct, Seat? seat = null)
    {
        if (await LockAsync(session, caseId, assignmentId, ct) is not var (open, gate))
            return null;
        if (seat is { } own)
            open = open with { OpenRounds = await ThereForAsync(session, open, gate, own, ct) };
        var rounds = new List<Round>();
        foreach (var id in open.OpenRounds.Order())
            if ((await session.Events.FetchForExclusiveWriting<Round>(id, ct)).Aggregate is { ClosedBecause: null } round)
                rounds.Add(round);
        return new AssignmentDesk(open, gate, rounds);
    }

    /// <summary>
    /// By one question, asked also where there is no round: a question for each would be one more where the other has started what is hidden from this
    /// one, and take longer.
    /// </summary>
    private static async Task<IReadOnlyList<Guid>> ThereForAsync(IDocumentSession session, Assignment assignment, CaseGate gate, Seat seat, CancellationToken ct)
    {
        var ids = assignment.OpenRounds.ToArray();
        var hidden = (await session.Query<Round>().Where(r => r.Id.IsOneOf(ids)).ToListAsync(ct)).Where(r => gate.Hides(r, seat)).Select(r => r.Id).ToHashSet();
        return [.. ids.Where(id => !hidden.Contains(id))];
    }

    /// <summary>Without its rounds, for what no round hangs on.</summary>
    public static async Task<(Assignment Assignment, CaseGate Gate)?> LockAsync(IDocumentSession session, Guid caseId, Guid assignmentId, CancellationToken ct)
    {
        var batch = session.CreateBatchQuery();
        var gate = batch.Events.FetchForExclusiveWriting<CaseGate>(caseId);
        var assignment = batch.Events.FetchForExclusiveWriting<Assignment>(assignmentId);
        await batch.Execute(ct);
        return (await gate).Aggregate is { } openGate && (await assignment).Aggregate is { } open ? (open, openGate) : null;
    }
}
