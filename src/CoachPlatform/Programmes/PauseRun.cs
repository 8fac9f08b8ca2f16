using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Http;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace CoachPlatform.Programmes;

/// <summary>The coach lets a programme rest. Nothing new is given; what is open stays open.</summary>
public static class PauseRun
{
    public sealed record Request;

    public static Task<(ProblemDetails, RunChange?)> LoadAsync(Guid runId, Request request, HttpContext http, IDocumentSession session, RunDesk desk, CancellationToken ct) =>
        RunChange.OfAsync(desk, session, http, runId, at => Decide(at.Run), ct);

    [WolverinePost("/api/programme-runs/{runId}/pause"), Access(For.CoachOfCase), Once]
    [EndpointSummary("Let a programme rest")]
    [ProducesResponseType<RunReply>(200)]
    public static Task<RunReply> Post(Request request, RunChange change, RunDesk desk, IDocumentSession session, HttpContext http, CancellationToken ct) => change.CommitAsync(desk, session, http, ct);

    /// <summary>Given a run that goes on: it rests. Nothing when it rests already.</summary>
    public static Decision Decide(ProgrammeRun run) => run switch
    {
        { EndedAt: not null } => RunRefusals.Ended,
        { PausedAt: not null } => Decision.Nothing,
        _ => Decision.Of(new RunPaused(run.CaseId)),
    };
}
