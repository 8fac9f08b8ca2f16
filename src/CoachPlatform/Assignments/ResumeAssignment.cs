using CoachPlatform.Live;
using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Http;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace CoachPlatform.Assignments;

/// <summary>The coach ends a pause. Of what passed meanwhile only the newest round opens, when the calendar looks next; the others count as missed.</summary>
public static class ResumeAssignment
{
    public sealed record Request;

    public sealed record Reply(long Position);

    public static async Task<(ProblemDetails, AssignmentDesk?)> LoadAsync(
        Guid assignmentId, Request request, HttpContext http, IDocumentSession session, CancellationToken ct)
    {
        if (await AssignmentDesk.OpenAsync(session, http.Member(), assignmentId, ct) is not { } desk)
            return (Refusal.NotFound.ToProblem(), null);
        return Decide(desk.Assignment).Refusal is { } refusal ? (refusal.ToProblem(), null) : (WolverineContinue.NoProblems, desk);
    }

    [WolverinePost("/api/assignments/{assignmentId}/resume"), Access(For.CoachOfCase), Once]
    [EndpointSummary("End the pause of an exercise")]
    public static Reply Post(Request request, AssignmentDesk desk, IDocumentSession session, HttpContext http)
    {
        if (Decide(desk.Assignment).Events is { Count: > 0 } events)
            session.Events.Append(desk.Assignment.Id, events);
        return new Reply(Position.Of(http.Now()));
    }

    /// <summary>Given an assignment that pauses: it goes on. Nothing when it does already.</summary>
    public static Decision Decide(Assignment assignment) => assignment switch
    {
        { WithdrawnAt: not null } => AssignmentDesk.Withdrawn,
        { PausedAt: null } => Decision.Nothing,
        _ => Decision.Of(new AssignmentResumed(assignment.CaseId)),
    };
}
