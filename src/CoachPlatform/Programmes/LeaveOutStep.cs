using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Http;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace CoachPlatform.Programmes;

/// <summary>The coach leaves a step out for a couple. What waits for it goes on; a round of it that is open stays open.</summary>
public static class LeaveOutStep
{
    public sealed record Request;

    public static Task<(ProblemDetails, RunChange?)> LoadAsync(Guid runId, string key, Request request, HttpContext http, IDocumentSession session, RunDesk desk, CancellationToken ct) =>
        RunChange.OfAsync(desk, session, http, runId, at => Decide(at, key), ct);

    [WolverinePost("/api/programme-runs/{runId}/steps/{key}/leave-out"), Access(For.CoachOfCase), Once]
    [EndpointSummary("Leave a step of a programme out for a couple")]
    [ProducesResponseType<RunReply>(200)]
    public static Task<RunReply> Post(Request request, RunChange change, RunDesk desk, IDocumentSession session, HttpContext http, CancellationToken ct) => change.CommitAsync(desk, session, http, ct);

    /// <summary>Given a step that waits or goes on: it is left out. Nothing when it was already.</summary>
    public static Decision Decide(RunAt at, string key) =>
        at.Template.Find(key) is null ? RunRefusals.UnknownStep
        : at.Run.EndedAt is not null ? RunRefusals.Ended
        : at.Run.Of(key) is { LeftOutAt: not null } ? Decision.Nothing
        : at.Run.Of(key) is { FinishedAt: not null } ? RunRefusals.Settled
        : Decision.Of(new StepLeftOut(at.Run.CaseId, key));
}
