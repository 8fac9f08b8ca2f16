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

    public static Task<(ProblemDetails, AssignmentChange?)> LoadAsync(Guid assignmentId, Request request, HttpContext http, IDocumentSession session, CancellationToken ct) =>
        AssignmentChange.OfAsync(session, http, assignmentId, (assignment, _) => Decide(assignment), ct);

    [WolverinePost("/api/assignments/{assignmentId}/pause"), Access(For.CoachOfCase), Once]
    [EndpointSummary("Let an exercise pause: no new rounds open")]
    public static AssignmentReply Post(Request request, AssignmentChange change, IDocumentSession session, HttpContext http) => change.Commit(session, http);

    /// <summary>Given an assignment that stands: it pauses. Nothing when it does already.</summary>
    public static Decision Decide(Assignment assignment) => assignment switch
    {
        { WithdrawnAt: not null } => AssignmentDesk.Withdrawn,
        { FinishedAt: not null } => AssignmentDesk.Finished,
        { PausedAt: not null } => Decision.Nothing,
        _ => Decision.Of(new AssignmentPaused(assignment.CaseId)),
    };
}
