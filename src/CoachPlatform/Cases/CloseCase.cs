using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Http;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace CoachPlatform.Cases;

/// <summary>The coach closes a case for good. Every open round ends in the same commit; both keep reading what was theirs to read.</summary>
public static class CloseCase
{
    public sealed record Request;

    public static Task<(ProblemDetails, StandingChange?)> LoadAsync(Guid caseId, Request request, HttpContext http, IDocumentSession session, CancellationToken ct) =>
        StandingChange.OfAsync(session, http, caseId, Decide, ct);

    [WolverinePost("/api/cases/{caseId}/close"), Access(For.CoachOfCase), Once]
    [EndpointSummary("Close a case for good")]
    public static StandingReply Post(Request request, StandingChange change, IDocumentSession session, HttpContext http) => change.Commit(session, http);

    /// <summary>Given a case that is not closed: it closes. Nothing when it is.</summary>
    public static Decision Decide(CaseGate gate) => gate.Standing == Standing.Closed ? Decision.Nothing : Decision.Of(new CaseClosed(gate.Id));
}
