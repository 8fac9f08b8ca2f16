using CoachPlatform.Answers;
using CoachPlatform.Cases;
using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Http;
using Marten;

namespace CoachPlatform.Assignments;

/// <summary>An assignment with its gate and open rounds, loaded for one command and locked until it commits: case, assignment, rounds by id.</summary>
public sealed record AssignmentDesk(Assignment Assignment, CaseGate Gate, IReadOnlyList<Round> OpenRounds)
{
    public static Refusal Withdrawn { get; } = Refusal.Conflict("assignment-withdrawn", "You have taken this exercise back already.");

    public static async Task<AssignmentDesk?> OpenAsync(IDocumentSession session, Member member, Guid assignmentId, CancellationToken ct)
    {
        session.SetHeader("actor", member.Actor);
        var batch = session.CreateBatchQuery();
        var gate = batch.Events.FetchForExclusiveWriting<CaseGate>(member.CaseId!.Value);
        var assignment = batch.Events.FetchForExclusiveWriting<Assignment>(assignmentId);
        await batch.Execute(ct);
        if ((await gate).Aggregate is not { } openGate || (await assignment).Aggregate is not { } open)
            return null;
        var rounds = new List<Round>();
        foreach (var id in open.OpenRounds.Order())
            if ((await session.Events.FetchForExclusiveWriting<Round>(id, ct)).Aggregate is { Open: true } round)
                rounds.Add(round);
        return new AssignmentDesk(open, openGate, rounds);
    }
}
