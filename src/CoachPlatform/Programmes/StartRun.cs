using CoachPlatform.Cases;
using CoachPlatform.Live;
using CoachPlatform.Platform;
using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Http;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace CoachPlatform.Programmes;

/// <summary>The coach starts a programme for a couple. Its words and rules, and the version of each exercise, are fixed from here on.</summary>
public static class StartRun
{
    /// <param name="Programme">The slug.</param>
    /// <param name="StartsOn">Today or later, where the couple lives; at once when left out.</param>
    public sealed record Request(string? Programme, DateOnly? StartsOn);

    public static async Task<(ProblemDetails, OpenRun?)> LoadAsync(Guid caseId, Request request, HttpContext http, IDocumentSession session, RunDesk desk, PlannedRun planned, CancellationToken ct)
    {
        session.SetHeader("actor", http.Member().Actor);
        if ((await session.Events.FetchForExclusiveWriting<CaseGate>(caseId, ct)).Aggregate is not { } gate)
            return (Refusal.NotFound.ToProblem(), null);
        var (run, refusal) = await planned.OfAsync(session, gate, Ids.New(http.Now()), request.Programme, request.StartsOn, http.Now(), ct);
        return refusal is not null ? (refusal.ToProblem(), null)
            : await desk.AtAsync(session, run!, gate, http.Now(), ct) is { } at ? (WolverineContinue.NoProblems, new OpenRun(at, gate))
            : (Refusal.NotFound.ToProblem(), null);
    }

    [WolverinePost("/api/cases/{caseId}/programmes"), Access(For.CoachOfCase), Once]
    [EndpointSummary("Start a programme for a couple")]
    [ProducesResponseType<RunReply>(201)]
    public static async Task<RunReply> Post(Request request, OpenRun open, RunDesk desk, IDocumentSession session, HttpContext http, CancellationToken ct)
    {
        var run = open.At.Run;
        await desk.CommitAsync(session, open with { At = open.At with { Run = run } }, [new RunStarted(run.CaseId, run.TemplateVersionId, run.Exercises, run.StartsOn)], starts: true, ct);
        http.Response.StatusCode = StatusCodes.Status201Created;
        return new RunReply(run.Id, Position.Of(http.Now()));
    }

    /// <summary>Whether this programme may be started for this case; null when it may.</summary>
    /// <param name="missing">The key of a step whose exercise is not there or was retired; null for none.</param>
    /// <param name="runs">It goes on, or rests, for this case already.</param>
    public static Refusal? Check(CaseGate gate, ProgrammeOnShelf? programme, string? missing, bool runs, DateOnly? startsOn, DateTimeOffset now) =>
        programme is null ? Refusal.Field("unknown-programme", "programme", "There is no such programme.")
        : programme.Retired ? Refusal.Field("programme-retired", "programme", "You retired this programme. Restore it to start it again.")
        : !RunWorld.IsOpen(gate) ? Refusal.Conflict("case-closed", "Nothing new can be given to this case.")
        : missing is not null ? new Refusal(
            409, "exercise-retired", "One of its exercises is not on offer any more. Change the programme, or restore the exercise.", More: new Dictionary<string, object?> { ["step"] = missing })
        : runs ? Refusal.Conflict("already-running", "These two have this programme already. End it first to begin again.")
        : startsOn < LocalDay.Of(now, gate.Zone) ? Refusal.Field("start-in-past", "startsOn", "Choose today or a later day.")
        : null;
}
