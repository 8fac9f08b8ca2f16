using CoachPlatform.Live;
using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Http;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace CoachPlatform.Assignments;

/// <summary>The coach lets an exercise pause: no round of it opens. Those that are open stay, and the couple is not told.</summary>
public static class PauseAssignment
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

    [WolverinePost("/api/assignments/{assignmentId}/pause"), Access(For.CoachOfCase), Once]
    [EndpointSummary("Let an exercise pause: no new rounds open")]
    public static Reply Post(Request request, AssignmentDesk desk, IDocumentSession session, HttpContext http)
    {
        if (Decide(desk.Assignment).Events is { Count: > 0 } events)
            session.Events.Append(desk.Assignment.Id, events);
        return new Reply(Position.Of(http.Now()));
    }

    /// <summary>Given an assignment that stands: it pauses. Nothing when it does already.</summary>
    public static Decision Decide(Assignment assignment) => assignment switch
    {
        { WithdrawnAt: not null } => AssignmentDesk.Withdrawn,
        { PausedAt: not null } => Decision.Nothing,
        _ => Decision.Of(new AssignmentPaused(assignment.CaseId)),
    };
}
