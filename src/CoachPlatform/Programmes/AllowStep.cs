using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Http;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace CoachPlatform.Programmes;

/// <summary>The coach says yes to what a step asks. Said early it counts too; the step opens when its turn comes.</summary>
public static class AllowStep
{
    public sealed record Request;

    public static Task<(ProblemDetails, RunChange?)> LoadAsync(Guid runId, string key, Request request, HttpContext http, IDocumentSession session, RunDesk desk, CancellationToken ct) =>
        RunChange.OfAsync(desk, session, http, runId, at => Decide(at, key), ct);

    [WolverinePost("/api/programme-runs/{runId}/steps/{key}/allow"), Access(For.CoachOfCase), Once]
    [EndpointSummary("Say yes to what a step of a programme asks of the coach")]
    [ProducesResponseType<RunReply>(200)]
    public static Task<RunReply> Post(Request request, RunChange change, RunDesk desk, IDocumentSession session, HttpContext http, CancellationToken ct) => change.CommitAsync(desk, session, http, ct);

    /// <summary>Given a step that asks the coach: it has the yes. Nothing when it had it.</summary>
    public static Decision Decide(RunAt at, string key) =>
        at.Template.Find(key) is not { } step ? RunRefusals.UnknownStep
        : at.Run.EndedAt is not null ? RunRefusals.Ended
        : step.OnlyIf?.Kind != OnlyIf.Coach ? Refusal.Invalid("nothing-asked", "This step asks nothing of you.")
        : at.Run.Of(key) switch
        {
            { Allowed: true } => Decision.Nothing,
            { Waits: false } => RunRefusals.Settled,
            _ => Decision.Of(new StepAllowed(at.Run.CaseId, key)),
        };
}
