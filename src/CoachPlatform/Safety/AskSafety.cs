using CoachPlatform.Cases;
using CoachPlatform.Live;
using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Http;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace CoachPlatform.Safety;

/// <summary>The coach asks both, each alone. There is no asking of one: that somebody is asked must say nothing of either.</summary>
public static class AskSafety
{
    public sealed record Request;

    public sealed record Reply(long Position);

    public static async Task<(ProblemDetails, SafetyDesk?)> LoadAsync(Guid caseId, Request request, HttpContext http, IDocumentSession session, CancellationToken ct)
    {
        if (await SafetyDesk.OpenAsync(session, http.Member(), ct) is not { } desk)
            return (Refusal.NotFound.ToProblem(), null);
        return Decide(desk.Gate, desk.Seats).Refusal is { } refusal ? (refusal.ToProblem(), null) : (WolverineContinue.NoProblems, desk);
    }

    [WolverinePost("/api/cases/{caseId}/safety/ask"), Access(For.CoachOfCase), Once]
    [EndpointSummary("Ask both the safety questions, each alone")]
    public static Reply Post(Request request, SafetyDesk desk, IDocumentSession session, HttpContext http)
    {
        foreach (var asked in Decide(desk.Gate, desk.Seats).Events.OfType<SafetyAsked>())
            desk.Append(session, asked.Seat, [asked]);
        return new Reply(Position.Of(http.Now()));
    }

    /// <summary>Given where both stand: both are asked. Nothing while one of them has still to answer, or the other would be asked twice because of it.</summary>
    public static Decision Decide(CaseGate gate, IReadOnlyDictionary<Seat, SeatSafety> seats) =>
        gate.Standing is Standing.Apart or Standing.Closed ? Refusal.Conflict("case-closed", "Nothing more is asked in this case.")
        : seats.Values.Any(s => s.Waits) ? Decision.Nothing
        : new Decision([.. Seats.Both.Select(s => new SafetyAsked(gate.Id, s, SafetyCheck.Version))]);
}
