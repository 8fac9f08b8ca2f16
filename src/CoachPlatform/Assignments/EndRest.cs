using CoachPlatform.Cases;
using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Http;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace CoachPlatform.Assignments;

/// <summary>A partner takes an exercise up again.</summary>
public static class EndRest
{
    public sealed record Request;

    public static Task<(ProblemDetails, AssignmentChange?)> LoadAsync(Guid assignmentId, Request request, HttpContext http, IDocumentSession session, CancellationToken ct) =>
        AssignmentChange.OfAsync(session, http, assignmentId, (assignment, _) => Decide(assignment, http.Member().Seat!.Value), ct);

    [WolverinePost("/api/my/assignments/{assignmentId}/rest/end"), Access(For.PartnerOfCase), Once]
    [EndpointSummary("Take an exercise up again")]
    public static AssignmentReply Post(Request request, AssignmentChange change, IDocumentSession session, HttpContext http) => change.Commit(session, http);

    /// <summary>Given a partner who rests from it: they do no longer. Nothing otherwise.</summary>
    public static Decision Decide(Assignment assignment, Seat seat) =>
        assignment.RestsSince(seat) is null ? Decision.Nothing : Decision.Of(new RestEnded(assignment.CaseId, seat));
}
