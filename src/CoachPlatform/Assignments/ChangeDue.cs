using CoachPlatform.Answers;
using CoachPlatform.Cases;
using CoachPlatform.Live;
using CoachPlatform.Platform;
using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Http;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace CoachPlatform.Assignments;

/// <summary>The coach moves the due date of an assignment and of its open rounds. Whether something is overdue is computed when it is read.</summary>
public static class ChangeDue
{
    public sealed record Request(DateOnly? DueOn);

    public sealed record Reply(long Position);

    public static async Task<(ProblemDetails, AssignmentDesk?)> LoadAsync(
        Guid assignmentId, Request request, HttpContext http, IDocumentSession session, CancellationToken ct)
    {
        if (await AssignmentDesk.OpenAsync(session, http.Member(), assignmentId, ct) is not { } desk)
            return (Refusal.NotFound.ToProblem(), null);
        return Decide(desk.Assignment, desk.Gate, request.DueOn, http.Now()).Refusal is { } refusal ? (refusal.ToProblem(), null) : (WolverineContinue.NoProblems, desk);
    }

    [WolverinePost("/api/assignments/{assignmentId}/due"), Access(For.CoachOfCase), Once]
    [EndpointSummary("Move the due date of an assignment and its open rounds")]
    public static Reply Post(Request request, AssignmentDesk desk, IDocumentSession session, HttpContext http)
    {
        var decision = Decide(desk.Assignment, desk.Gate, request.DueOn, http.Now());
        if (decision.Events.Count > 0)
        {
            session.Events.Append(desk.Assignment.Id, decision.Events);
            foreach (var round in desk.OpenRounds.Where(r => r.DueOn != request.DueOn))
                session.Events.Append(round.Id, new RoundDueChanged(round.CaseId, request.DueOn));
        }

        return new Reply(Position.Of(http.Now()));
    }

    public static Decision Decide(Assignment assignment, CaseGate gate, DateOnly? dueOn, DateTimeOffset now)
    {
        if (assignment.WithdrawnAt is not null)
            return AssignmentDesk.Withdrawn;
        if (dueOn < LocalDay.Of(now, gate.Zone))
            return Refusal.Field("due-in-past", "dueOn", "Choose today or a later day.");
        return assignment.DueOn == dueOn ? Decision.Nothing : Decision.Of(new DueChanged(assignment.CaseId, dueOn));
    }
}
