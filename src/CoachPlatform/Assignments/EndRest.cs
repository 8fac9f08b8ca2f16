using CoachPlatform.Cases;
using CoachPlatform.Live;
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

    public sealed record Reply(long Position);

    public static async Task<(ProblemDetails, AssignmentDesk?)> LoadAsync(
        Guid assignmentId, Request request, HttpContext http, IDocumentSession session, CancellationToken ct)
    {
        if (await AssignmentDesk.OpenAsync(session, http.Member(), assignmentId, ct) is not { } desk)
            return (Refusal.NotFound.ToProblem(), null);
        return Decide(desk.Assignment, http.Member().Seat!.Value).Refusal is { } refusal ? (refusal.ToProblem(), null) : (WolverineContinue.NoProblems, desk);
    }

    [WolverinePost("/api/my/assignments/{assignmentId}/rest/end"), Access(For.PartnerOfCase), Once]
    [EndpointSummary("Take an exercise up again")]
    public static Reply Post(Request request, AssignmentDesk desk, IDocumentSession session, HttpContext http)
    {
        if (Decide(desk.Assignment, http.Member().Seat!.Value).Events is { Count: > 0 } events)
            session.Events.Append(desk.Assignment.Id, events);
        return new Reply(Position.Of(http.Now()));
    }

    /// <summary>Given a partner who rests from it: they do no longer. Nothing otherwise.</summary>
    public static Decision Decide(Assignment assignment, Seat seat) =>
        assignment.RestsSince(seat) is null ? Decision.Nothing : Decision.Of(new RestEnded(assignment.CaseId, seat));
}
