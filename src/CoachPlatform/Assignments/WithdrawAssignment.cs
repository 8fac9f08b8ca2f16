using CoachPlatform.Answers;
using CoachPlatform.Live;
using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Http;
using CoachPlatform.Programmes;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace CoachPlatform.Assignments;

/// <summary>The coach takes an exercise back. Open rounds close in the same commit; what was answered stays with its author.</summary>
public static class WithdrawAssignment
{
    public sealed record Request;

    public sealed record Reply(long Position);

    public static async Task<(ProblemDetails, AssignmentDesk?)> LoadAsync(
        Guid assignmentId, Request request, HttpContext http, IDocumentSession session, CancellationToken ct) =>
        await AssignmentDesk.OpenAsync(session, http.Member(), assignmentId, ct) is { } desk
            ? (WolverineContinue.NoProblems, desk)
            : (Refusal.NotFound.ToProblem(), null);

    [WolverinePost("/api/assignments/{assignmentId}/withdraw"), Access(For.CoachOfCase), Once]
    [EndpointSummary("Take an exercise back")]
    public static Reply Post(Request request, AssignmentDesk desk, IDocumentSession session, HttpContext http)
    {
        var decision = Decide(desk.Assignment);
        if (decision.Events.Count > 0)
        {
            session.Events.Append(desk.Assignment.Id, decision.Events);
            if (desk.Assignment.Run is { } run)
                RunWatch.Now(session, run);
            foreach (var round in desk.OpenRounds)
                session.Events.Append(round.Id, new RoundClosed(round.CaseId, Because.Withdrawn));
        }

        return new Reply(Position.Of(http.Now()));
    }

    /// <summary>Given an assignment that stands: it is withdrawn. Nothing when it was already.</summary>
    public static Decision Decide(Assignment assignment) =>
        assignment.WithdrawnAt is null ? Decision.Of(new AssignmentWithdrawn(assignment.CaseId)) : Decision.Nothing;
}
