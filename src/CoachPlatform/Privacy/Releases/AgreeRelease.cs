using CoachPlatform.Cases;
using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Http;
using CoachPlatform.Platform.SignIn;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace CoachPlatform.Privacy.Releases;

/// <summary>One partner agrees, by themselves. There is no way to decline: who does not agree leaves it, and after its days it ends.</summary>
public static class AgreeRelease
{
    public sealed record Request;

    public static Task<(ProblemDetails, GateChange?)> LoadAsync(Guid caseId, Guid releaseId, Request request, HttpContext http, IDocumentSession session, CancellationToken ct) =>
        GateChange.OfAsync(session, http, caseId, gate => Decide(gate, http.Member().Seat!.Value, releaseId, http.Now()), ct);

    [WolverinePost("/api/my/cases/{caseId}/releases/{releaseId:guid}/agree"), Access(For.PartnerOfCase), ConfirmFirst, Once]
    [EndpointSummary("Agree that something of my case goes to somebody outside")]
    public static ReleaseReply Post(Request request, Guid releaseId, GateChange change, IDocumentSession session, HttpContext http) => ReleaseReply.Of(releaseId, change, session, http);

    /// <summary>Given a proposal that stands: this seat agrees. Nothing when it has. What the other has done makes no difference.</summary>
    public static Decision Decide(CaseGate gate, Seat seat, Guid releaseId, DateTimeOffset now)
    {
        if (gate.Release(releaseId) is not { } release)
            return Refusal.NotFound;
        if (release.StageFor(gate, seat, now) == ReleaseStage.Ended)
            return ReleaseRefusals.Ended;
        return release.Agreed.Contains(seat) ? Decision.Nothing : Decision.Of(new ReleaseAgreed(gate.Id, releaseId, seat));
    }
}

/// <param name="Stage">As whoever asked may know it.</param>
public sealed record ReleaseReply(Guid ReleaseId, ReleaseStage Stage, long Position)
{
    public static ReleaseReply Of(Guid releaseId, GateChange change, IDocumentSession session, HttpContext http)
    {
        var after = change.After(http.Now());
        var release = after.Release(releaseId)!;
        return new ReleaseReply(releaseId, http.Member().Seat is { } seat ? release.StageFor(after, seat, http.Now()) : release.StageAt(after, http.Now()), change.Commit(session, http));
    }
}
