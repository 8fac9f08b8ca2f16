using CoachPlatform.Answers;
using CoachPlatform.Cases;
using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Http;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace CoachPlatform.Assignments;

/// <summary>A partner rests from one exercise: it is off their own lists. For the other everything is as if they had not answered.</summary>
public static class TakeRest
{
    public sealed record Request;

    public static Task<(ProblemDetails, AssignmentChange?)> LoadAsync(Guid assignmentId, Request request, HttpContext http, IDocumentSession session, CancellationToken ct) =>
        AssignmentChange.OfAsync(session, http, assignmentId, (assignment, gate) => Decide(assignment, gate, http.Member().Seat!.Value, http.Now()), ct);

    [WolverinePost("/api/my/assignments/{assignmentId}/rest"), Access(For.PartnerOfCase), Once]
    [EndpointSummary("Rest from an exercise; nobody is told")]
    public static AssignmentReply Post(Request request, AssignmentChange change, IDocumentSession session, HttpContext http) => change.Commit(session, http);

    /// <summary>Given an exercise that this partner can see: they rest from it. Nothing when they do already.</summary>
    public static Decision Decide(Assignment assignment, CaseGate gate, Seat seat, DateTimeOffset now)
    {
        if (!gate.Offers(assignment.Topic, now))
            return Refusal.NotFound;
        if (assignment.WithdrawnAt is not null)
            return Refusals.RoundClosed;
        return assignment.RestsSince(seat) is null ? Decision.Of(new RestTaken(assignment.CaseId, seat)) : Decision.Nothing;
    }
}
