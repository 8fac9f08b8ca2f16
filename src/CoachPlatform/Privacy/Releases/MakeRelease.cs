using CoachPlatform.Cases;
using CoachPlatform.Platform;
using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Http;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace CoachPlatform.Privacy.Releases;

/// <summary>
/// Both have agreed, so the coach has the file made, of exactly what was proposed and may still be read now. One that could not be made, or in which
/// something has changed before it was fetched, can be made again.
/// </summary>
public static class MakeRelease
{
    public sealed record Request;

    public sealed record Reply(Guid ReleaseId, long Position);

    public sealed record Making(GateChange Change, ExportDesk Desk, IReadOnlyList<object> Events);

    public static async Task<(ProblemDetails, Making?)> LoadAsync(Guid caseId, Guid releaseId, Request request, HttpContext http, IDocumentSession session, CancellationToken ct)
    {
        var member = http.Member();
        var staff = member.StaffId!.Value;
        var (problem, change) = await GateChange.OfAsync(session, http, caseId, gate => Decide(gate, releaseId, staff, http.Now()), ct);
        if (change is null)
            return (problem, null);
        var desk = await ExportDesk.OpenAsync(session, new ExportOf(caseId, null, staff, releaseId), member.Actor, ct);
        return (problem, new Making(change, desk, MayBuild(desk.Exports) ? ExportDecisions.Request(desk.Exports, desk.Of, Ids.New(http.Now())).Events : []));
    }

    [WolverinePost("/api/cases/{caseId}/releases/{releaseId:guid}/file"), Access(For.CoachOfCase), Once]
    [EndpointSummary("Make the file of a release to which both have agreed; each author's ledger says so")]
    [ProducesResponseType<Reply>(202)]
    public static Reply Post(Request request, Guid releaseId, Making making, IDocumentSession session, HttpContext http)
    {
        making.Desk.Commit(session, making.Events, http.Now());
        http.Response.StatusCode = StatusCodes.Status202Accepted;
        return new Reply(releaseId, making.Change.Commit(session, http));
    }

    /// <summary>Given that both have agreed and a case that goes on, or has ended for both: the file is made. Nothing when it has been.</summary>
    public static Decision Decide(CaseGate gate, Guid releaseId, Guid staff, DateTimeOffset now)
    {
        if (gate.Release(releaseId) is not { } release)
            return Refusal.NotFound;
        var stage = release.StageAt(gate, now);
        if (stage == ReleaseStage.Ended || now >= release.MadeAt + Release.Stands)
            return ReleaseRefusals.Ended;
        if (stage == ReleaseStage.Open)
            return ReleaseRefusals.NotBoth;
        if (!GoesOut(gate))
            return ReleaseRefusals.Pauses;
        return stage == ReleaseStage.Made ? Decision.Nothing : Decision.Of(new ReleaseMade(gate.Id, releaseId, staff));
    }

    /// <summary>A leaving of which the other does not know must look like a pause, so in neither does anything go out.</summary>
    public static bool GoesOut(CaseGate gate) => gate.Standing is Standing.Active or Standing.Closed || Seats.Both.All(gate.EndedFor);

    private static bool MayBuild(Exports exports) => exports.Stage == ExportStage.None || (!exports.Collected && exports.Stage is ExportStage.Failed or ExportStage.MovedOn);
}
