using CoachPlatform.Platform.Http;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace CoachPlatform.Cases;

/// <summary>The coach notes that a couple has parted: the same as one of them saying so.</summary>
public static class SeparateByCoach
{
    public sealed record Request;

    public static Task<(ProblemDetails, StandingChange?)> LoadAsync(Guid caseId, Request request, HttpContext http, IDocumentSession session, CancellationToken ct) =>
        StandingChange.OfAsync(session, http, caseId, Separate.Decide, ct);

    [WolverinePost("/api/cases/{caseId}/separate"), Access(For.CoachOfCase), Once]
    [EndpointSummary("Note that a couple has parted")]
    public static StandingReply Post(Request request, StandingChange change, IDocumentSession session, HttpContext http) => change.Commit(session, http);
}
