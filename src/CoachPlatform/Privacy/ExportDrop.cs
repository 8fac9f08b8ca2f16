using CoachPlatform.Cases;
using CoachPlatform.Platform.Http;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace CoachPlatform.Privacy;

/// <summary>A partner lets a copy go before its days are over.</summary>
public static class ExportDrop
{
    public sealed record Request;

    public static Task<(ProblemDetails, ExportChange?)> LoadAsync(Guid caseId, Guid exportId, Request request, HttpContext http, IDocumentSession session, CancellationToken ct) =>
        ExportChange.DropAsync(session, http, exportId, ct);

    [WolverinePost("/api/my/cases/{caseId}/exports/{exportId}/drop"), Access(For.PartnerOfCase), Once]
    [EndpointSummary("Remove my copy before its days are over")]
    [ProducesResponseType<ExportReply>(202)]
    public static ExportReply Post(Request request, ExportChange change, IDocumentSession session, HttpContext http) => change.Commit(session, http);

    /// <summary>
    /// Before a seat is erased: its own export goes, and of everybody else's in the case the files, since they may hold that person's words. No stream but
    /// the erased seat's is touched; whoever comes for such a file is told to ask for a new one, as after any other change.
    /// </summary>
    public static async Task BeforeErasureAsync(IDocumentSession session, Guid caseId, Seat seat, DateTimeOffset now, CancellationToken ct)
    {
        var of = new ExportOf(caseId, seat, null);
        // Not held against a request of the same moment: what that would make finds no key to be sealed under.
        var stream = Exports.StreamOf(session.TenantId, caseId, seat, null);
        var desk = new ExportDesk(of, stream, await Exports.LoadAsync(session, stream, ct));
        if (desk.Exports.Current is { } current)
            desk.Commit(session, ExportDecisions.Drop(desk.Exports, desk.Of, current, ExportEnd.Erased).Events, now);
        session.DeleteWhere<ExportPart>(p => p.CaseId == caseId);
    }

    /// <summary>Answers of the case are kept no longer, so no copy that may hold them is either.</summary>
    /// <param name="staffAlone">The partners' own have gone already.</param>
    public static async Task OfCaseAsync(IDocumentSession session, Guid caseId, bool staffAlone, DateTimeOffset now, CancellationToken ct)
    {
        foreach (var job in (await session.Query<ExportJob>().Where(j => j.CaseId == caseId).ToListAsync(ct)).Where(j => !staffAlone || j.Seat is null).OrderBy(j => j.Id))
        {
            var desk = await ExportDesk.OpenAsync(session, job.Whose, "clock", ct);
            desk.Commit(session, ExportDecisions.Drop(desk.Exports, desk.Of, job.Id, ExportEnd.MovedOn).Events, now);
        }
    }
}

/// <summary>A coach lets a copy go before its days are over.</summary>
public static class ExportCaseDrop
{
    public sealed record Request;

    public static Task<(ProblemDetails, ExportChange?)> LoadAsync(Guid caseId, Guid exportId, Request request, HttpContext http, IDocumentSession session, CancellationToken ct) =>
        ExportChange.DropAsync(session, http, exportId, ct);

    [WolverinePost("/api/cases/{caseId}/exports/{exportId}/drop"), Access(For.CoachOfCase), Once]
    [EndpointSummary("Remove a copy of a case before its days are over")]
    [ProducesResponseType<ExportReply>(202)]
    public static ExportReply Post(Request request, ExportChange change, IDocumentSession session, HttpContext http) => change.Commit(session, http);
}
