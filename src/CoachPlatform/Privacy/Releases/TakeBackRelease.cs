using CoachPlatform.Cases;
using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Http;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace CoachPlatform.Privacy.Releases;

/// <summary>
/// A partner takes their agreement back. Before both had agreed nobody hears of it; afterwards the proposal ends for good, as if the coach had taken
/// it back. Once the file is made it is too late, and said so.
/// </summary>
public static class TakeBackRelease
{
    public sealed record Request;

    public static Task<(ProblemDetails, GateChange?)> LoadAsync(Guid caseId, Guid releaseId, Request request, HttpContext http, IDocumentSession session, CancellationToken ct) =>
        GateChange.OfAsync(session, http, caseId, gate => Decide(gate, http.Member().Seat!.Value, releaseId, http.Now()), ct);

    [WolverinePost("/api/my/cases/{caseId}/releases/{releaseId:guid}/take-back"), Access(For.PartnerOfCase), Once]
    [EndpointSummary("Take my agreement to a release back")]
    public static ReleaseReply Post(Request request, Guid releaseId, GateChange change, IDocumentSession session, HttpContext http) => ReleaseReply.Of(releaseId, change, session, http);

    /// <summary>Given a release that this seat has agreed to: not any more. Nothing where it has not, or where it has ended.</summary>
    public static Decision Decide(CaseGate gate, Seat seat, Guid releaseId, DateTimeOffset now)
    {
        if (gate.Release(releaseId) is not { } release)
            return Refusal.NotFound;
        return release.StageFor(gate, seat, now) switch
        {
            ReleaseStage.Made => ReleaseRefusals.Made,
            ReleaseStage.Ended => Decision.Nothing,
            _ => release.Agreed.Contains(seat) ? Decision.Of(new ReleaseTakenBack(gate.Id, releaseId, seat)) : Decision.Nothing,
        };
    }
}
