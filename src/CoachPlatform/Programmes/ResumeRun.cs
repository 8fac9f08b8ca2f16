using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Http;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace CoachPlatform.Programmes;

/// <summary>The coach lets a programme go on. What came due meanwhile opens once, and later days move on by as much.</summary>
public static class ResumeRun
{
    public sealed record Request;

    public static Task<(ProblemDetails, RunChange?)> LoadAsync(Guid runId, Request request, HttpContext http, IDocumentSession session, RunDesk desk, CancellationToken ct) =>
        RunChange.OfAsync(desk, session, http, runId, at => Decide(at.Run), ct);

    [WolverinePost("/api/programme-runs/{runId}/resume"), Access(For.CoachOfCase), Once]
    [EndpointSummary("Let a programme go on")]
    [ProducesResponseType<RunReply>(200)]
    public static Task<RunReply> Post(Request request, RunChange change, RunDesk desk, IDocumentSession session, HttpContext http, CancellationToken ct) => change.CommitAsync(desk, session, http, ct);

    /// <summary>Given a run that rests: it goes on. Nothing when it does already.</summary>
    public static Decision Decide(ProgrammeRun run) => run switch
    {
        { EndedAt: not null } => RunRefusals.Ended,
        { PausedAt: null } => Decision.Nothing,
        _ => Decision.Of(new RunResumed(run.CaseId)),
    };
}
