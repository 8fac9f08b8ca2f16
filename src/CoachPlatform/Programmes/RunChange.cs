using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Http;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace CoachPlatform.Programmes;

/// <summary>A change of a run on its way to the commit.</summary>
public sealed record RunChange(OpenRun Open, IReadOnlyList<object> Events)
{
    /// <summary>Opens the run that the route names, and decides.</summary>
    public static async Task<(ProblemDetails, RunChange?)> OfAsync(
        RunDesk desk, IDocumentSession session, HttpContext http, Guid runId, Func<RunAt, Decision> decide, CancellationToken ct)
    {
        var member = http.Member();
        session.SetHeader("actor", member.Actor);
        if (await desk.OpenAsync(session, member.CaseId!.Value, runId, http.Now(), ct) is not { } open)
            return (Refusal.NotFound.ToProblem(), null);
        var decision = decide(open.At);
        return decision.Refusal is { } refusal ? (refusal.ToProblem(), null) : (WolverineContinue.NoProblems, new RunChange(open, decision.Events));
    }

    public async Task<RunReply> CommitAsync(RunDesk desk, IDocumentSession session, HttpContext http, CancellationToken ct)
    {
        await desk.CommitAsync(session, Open, Events, starts: false, ct);
        return new RunReply(Open.At.Run.Id, Live.Position.Of(http.Now()));
    }
}

public sealed record RunReply(Guid RunId, long Position);

internal static class RunRefusals
{
    public static Refusal Ended { get; } = Refusal.Conflict("run-ended", "This programme has ended for these two. Nothing was changed.");

    public static Refusal UnknownStep { get; } = Refusal.NotFound;

    public static Refusal Settled { get; } = Refusal.Conflict("step-settled", "This step is over already. Nothing was changed.");
}
