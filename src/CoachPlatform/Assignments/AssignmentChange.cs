using CoachPlatform.Cases;
using CoachPlatform.Live;
using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Http;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace CoachPlatform.Assignments;

public sealed record AssignmentReply(long Position);

/// <summary>A change of an assignment alone, on its way to the commit.</summary>
public sealed record AssignmentChange(Guid AssignmentId, IReadOnlyList<object> Events)
{
    /// <summary>Opens the assignment that the route names, and decides.</summary>
    public static async Task<(ProblemDetails, AssignmentChange?)> OfAsync(
        IDocumentSession session, HttpContext http, Guid assignmentId, Func<Assignment, CaseGate, Task<Decision>> decide, CancellationToken ct)
    {
        var member = http.Member();
        session.SetHeader("actor", member.Actor);
        var decision = await AssignmentDesk.LockAsync(session, member.CaseId!.Value, assignmentId, ct) is var (assignment, gate) ? await decide(assignment, gate) : Refusal.NotFound;
        return decision.Refusal is { } refusal ? (refusal.ToProblem(), null) : (WolverineContinue.NoProblems, new AssignmentChange(assignmentId, decision.Events));
    }

    public static Task<(ProblemDetails, AssignmentChange?)> OfAsync(
        IDocumentSession session, HttpContext http, Guid assignmentId, Func<Assignment, CaseGate, Decision> decide, CancellationToken ct) =>
        OfAsync(session, http, assignmentId, (assignment, gate) => Task.FromResult(decide(assignment, gate)), ct);

    public AssignmentReply Commit(IDocumentSession session, HttpContext http)
    {
        if (Events.Count > 0)
            session.Events.Append(AssignmentId, Events);
        return new AssignmentReply(Position.Of(http.Now()));
    }
}
