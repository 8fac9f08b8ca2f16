using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Http;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace CoachPlatform.Cases;

/// <summary>Either partner says that they have parted: the case becomes two journeys, each of one person. Pressed by both, it happens once.</summary>
public static class Separate
{
    public sealed record Request;

    public static Task<(ProblemDetails, StandingChange?)> LoadAsync(Guid caseId, Request request, HttpContext http, IDocumentSession session, CancellationToken ct) =>
        StandingChange.OfAsync(session, http, caseId, Decide, ct);

    [WolverinePost("/api/my/cases/{caseId}/separate"), Access(For.PartnerOfCase), Once]
    [EndpointSummary("Part: two journeys from here on")]
    public static StandingReply Post(Request request, StandingChange change, IDocumentSession session, HttpContext http) => change.Commit(session, http);

    /// <summary>Given a couple: they part. Nothing when they have already.</summary>
    public static Decision Decide(CaseGate gate) => gate.Standing switch
    {
        Standing.Closed => StandingRefusals.Closed,
        Standing.Apart => Decision.Nothing,
        Standing.Forming or Standing.Active or Standing.Paused or Standing.OneLeft => Decision.Of(new CaseSeparated(gate.Id)),
    };
}
