using CoachPlatform.Platform;
using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Http;
using CoachPlatform.Platform.SignIn;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace CoachPlatform.Privacy;

/// <summary>A partner asks for everything that is theirs, as a file.</summary>
public static class ExportRequest
{
    /// <param name="WithSafety">Also what they told their coach alone about safety; for that they show first that it is them. Left out when not said.</param>
    public sealed record Request(bool WithSafety = false);

    public static async Task<(ProblemDetails, ExportChange?)> LoadAsync(
        Guid caseId, Request request, HttpContext http, IDocumentSession session, Confirmed confirmed, CancellationToken ct) =>
        request.WithSafety && await confirmed.RefusalAsync(http) is { } refusal
            ? (refusal.ToProblem(), null)
            : await ExportChange.RequestAsync(session, http, ct, request.WithSafety);

    [WolverinePost("/api/my/cases/{caseId}/exports"), Access(For.PartnerOfCase), Once]
    [EndpointSummary("Ask for a copy of everything that is mine")]
    [ProducesResponseType<ExportReply>(202)]
    public static ExportReply Post(Request request, ExportChange change, IDocumentSession session, HttpContext http) => change.Commit(session, http);
}

/// <summary>A coach asks for what they may read of a case now, as a file.</summary>
public static class ExportCaseRequest
{
    public sealed record Request;

    public static Task<(ProblemDetails, ExportChange?)> LoadAsync(Guid caseId, Request request, HttpContext http, IDocumentSession session, CancellationToken ct) =>
        ExportChange.RequestAsync(session, http, ct);

    [WolverinePost("/api/cases/{caseId}/exports"), Access(For.CoachOfCase), Once]
    [EndpointSummary("Ask for a copy of what I may read of a case; every author's ledger says so")]
    [ProducesResponseType<ExportReply>(202)]
    public static ExportReply Post(Request request, ExportChange change, IDocumentSession session, HttpContext http) => change.Commit(session, http);
}

public sealed record ExportReply(Guid ExportId);

/// <summary>What one command does to the exports of whoever asks.</summary>
public sealed record ExportChange(ExportDesk Desk, Guid ExportId, IReadOnlyList<object> Events)
{
    private bool WithSafety { get; init; }

    public static async Task<(ProblemDetails, ExportChange?)> RequestAsync(IDocumentSession session, HttpContext http, CancellationToken ct, bool withSafety = false)
    {
        var desk = await ExportDesk.OpenAsync(session, http.Member(), ct);
        var exportId = Ids.New(http.Now());
        return With(desk, exportId, ExportDecisions.Request(desk.Exports, desk.Of, exportId), withSafety);
    }

    public static async Task<(ProblemDetails, ExportChange?)> DropAsync(IDocumentSession session, HttpContext http, Guid exportId, CancellationToken ct)
    {
        var desk = await ExportDesk.OpenAsync(session, http.Member(), ct);
        return desk.Exports.Current == exportId
            ? With(desk, exportId, ExportDecisions.Drop(desk.Exports, desk.Of, exportId, ExportEnd.Asked))
            : (Refusal.NotFound.ToProblem(), null);
    }

    public ExportReply Commit(IDocumentSession session, HttpContext http)
    {
        Desk.Commit(session, Events, http.Now(), WithSafety);
        http.Response.StatusCode = StatusCodes.Status202Accepted;
        return new ExportReply(ExportId);
    }

    private static (ProblemDetails, ExportChange?) With(ExportDesk desk, Guid exportId, Decision decision, bool withSafety = false) => decision.Refusal is { } refusal
        ? (refusal.ToProblem(), null)
        : (WolverineContinue.NoProblems, new ExportChange(desk, exportId, decision.Events) { WithSafety = withSafety });
}
