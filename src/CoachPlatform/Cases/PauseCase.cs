using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Http;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace CoachPlatform.Cases;

/// <summary>The coach lets a whole case rest: nothing opens and nothing can be written until it goes on. Everything that is there stays readable.</summary>
public static class PauseCase
{
    public sealed record Request;

    public static Task<(ProblemDetails, StandingChange?)> LoadAsync(Guid caseId, Request request, HttpContext http, IDocumentSession session, CancellationToken ct) =>
        StandingChange.OfAsync(session, http, caseId, Decide, ct);

    [WolverinePost("/api/cases/{caseId}/pause"), Access(For.CoachOfCase), Once]
    [EndpointSummary("Let a case pause")]
    public static StandingReply Post(Request request, StandingChange change, IDocumentSession session, HttpContext http) => change.Commit(session, http);

    /// <summary>Given a case that goes on: it pauses. Nothing when it does already.</summary>
    public static Decision Decide(CaseGate gate) => gate.Standing switch
    {
        Standing.Forming or Standing.Active => Decision.Of(new CasePaused(gate.Id)),
        Standing.Paused => Decision.Nothing,
        Standing.Closed => StandingRefusals.Closed,
        Standing.OneLeft or Standing.Apart => StandingRefusals.NoCouple,
    };
}
