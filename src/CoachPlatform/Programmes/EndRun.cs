using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Http;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace CoachPlatform.Programmes;

/// <summary>The coach ends a programme for a couple. What was given stays with them.</summary>
public static class EndRun
{
    public sealed record Request;

    public static Task<(ProblemDetails, RunChange?)> LoadAsync(Guid runId, Request request, HttpContext http, IDocumentSession session, RunDesk desk, CancellationToken ct) =>
        RunChange.OfAsync(desk, session, http, runId, at => Decide(at.Run), ct);

    [WolverinePost("/api/programme-runs/{runId}/end"), Access(For.CoachOfCase), Once]
    [EndpointSummary("End a programme for a couple")]
    [ProducesResponseType<RunReply>(200)]
    public static Task<RunReply> Post(Request request, RunChange change, RunDesk desk, IDocumentSession session, HttpContext http, CancellationToken ct) => change.CommitAsync(desk, session, http, ct);

    /// <summary>Given a run that goes on or rests: it ends. Nothing when it has.</summary>
    public static Decision Decide(ProgrammeRun run) => run.EndedAt is not null ? Decision.Nothing : Decision.Of(new RunEnded(run.CaseId, RunEnd.ByCoach));
}
