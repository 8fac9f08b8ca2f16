using CoachPlatform.Cases;
using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Http;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace CoachPlatform.Privacy.Releases;

/// <summary>The coach takes a proposal back, before the file is made.</summary>
public static class WithdrawRelease
{
    public sealed record Request;

    public static Task<(ProblemDetails, GateChange?)> LoadAsync(Guid caseId, Guid releaseId, Request request, HttpContext http, IDocumentSession session, CancellationToken ct) =>
        GateChange.OfAsync(session, http, caseId, gate => Decide(gate, releaseId, http.Now()), ct);

    [WolverinePost("/api/cases/{caseId}/releases/{releaseId:guid}/take-back"), Access(For.CoachOfCase), Once]
    [EndpointSummary("Take a proposed release back")]
    public static ReleaseReply Post(Request request, Guid releaseId, GateChange change, IDocumentSession session, HttpContext http) => ReleaseReply.Of(releaseId, change, session, http);

    /// <summary>Given a release of which no file was made: it ends. Nothing when it has.</summary>
    public static Decision Decide(CaseGate gate, Guid releaseId, DateTimeOffset now) => gate.Release(releaseId)?.StageAt(gate, now) switch
    {
        null => Refusal.NotFound,
        ReleaseStage.Made => ReleaseRefusals.Made,
        ReleaseStage.Ended => Decision.Nothing,
        _ => Decision.Of(new ReleaseTakenBack(gate.Id, releaseId)),
    };
}
