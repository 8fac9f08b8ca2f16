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

    public static Task<(ProblemDetails, AssignmentChange?)> LoadAsync(Guid assignmentId, Request request, HttpContext http, IDocumentSession session, CancellationToken ct) =>
        AssignmentChange.OfAsync(session, http, assignmentId, (assignment, _) => Decide(assignment), ct);

    [WolverinePost("/api/assignments/{assignmentId}/resume"), Access(For.CoachOfCase), Once]
    [EndpointSummary("End the pause of an exercise")]
    public static AssignmentReply Post(Request request, AssignmentChange change, IDocumentSession session, HttpContext http) => change.Commit(session, http);

    /// <summary>Given an assignment that pauses: it goes on. Nothing when it does already.</summary>
    public static Decision Decide(Assignment assignment) => assignment switch
    {
        { WithdrawnAt: not null } => AssignmentDesk.Withdrawn,
        { FinishedAt: not null } => AssignmentDesk.Finished,
        { PausedAt: null } => Decision.Nothing,
        _ => Decision.Of(new AssignmentResumed(assignment.CaseId)),
    };
}
