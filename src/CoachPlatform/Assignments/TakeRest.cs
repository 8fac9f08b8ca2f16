using CoachPlatform.Answers;
using CoachPlatform.Cases;
using CoachPlatform.Live;
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

    public sealed record Reply(long Position);

    public static async Task<(ProblemDetails, AssignmentDesk?)> LoadAsync(
        Guid assignmentId, Request request, HttpContext http, IDocumentSession session, CancellationToken ct)
    {
        if (await AssignmentDesk.OpenAsync(session, http.Member(), assignmentId, ct) is not { } desk)
            return (Refusal.NotFound.ToProblem(), null);
        return Decide(desk.Assignment, desk.Gate, http.Member().Seat!.Value, http.Now()).Refusal is { } refusal ? (refusal.ToProblem(), null) : (WolverineContinue.NoProblems, desk);
    }

    [WolverinePost("/api/my/assignments/{assignmentId}/rest"), Access(For.PartnerOfCase), Once]
    [EndpointSummary("Rest from an exercise; nobody is told")]
    public static Reply Post(Request request, AssignmentDesk desk, IDocumentSession session, HttpContext http)
    {
        if (Decide(desk.Assignment, desk.Gate, http.Member().Seat!.Value, http.Now()).Events is { Count: > 0 } events)
            session.Events.Append(desk.Assignment.Id, events);
        return new Reply(Position.Of(http.Now()));
    }

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
