using CoachPlatform.Library;
using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Http;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace CoachPlatform.Programmes;

/// <summary>The coach changes when a step opens or how long it takes, for one couple. The template stays as it is.</summary>
public static class ChangeStep
{
    /// <param name="When">How it opens; as it was when left out.</param>
    /// <param name="Step">With <c>after</c> and <c>afterDays</c>: the step above it.</param>
    /// <param name="Days">With <c>afterDays</c> and <c>onDay</c>.</param>
    /// <param name="Cadence">How often it comes round; once when left out.</param>
    /// <param name="Lasts">Days that it is given, where it has no rounds.</param>
    public sealed record Request(StartsWhen? When, string? Step, int? Days, Cadence? Cadence, int? Rounds, int? Lasts);

    public static Task<(ProblemDetails, RunChange?)> LoadAsync(Guid runId, string key, Request request, HttpContext http, IDocumentSession session, RunDesk desk, CancellationToken ct) =>
        RunChange.OfAsync(desk, session, http, runId, at => Decide(at, key, request), ct);

    [WolverinePost("/api/programme-runs/{runId}/steps/{key}/change"), Access(For.CoachOfCase), Once]
    [EndpointSummary("Change a step of a programme for one couple")]
    [ProducesResponseType<RunReply>(200)]
    public static Task<RunReply> Post(Request request, RunChange change, RunDesk desk, IDocumentSession session, HttpContext http, CancellationToken ct) => change.CommitAsync(desk, session, http, ct);

    /// <summary>Given a step that waits: it has these terms. Of one that was given only its days can change. Nothing when it has them already.</summary>
    public static Decision Decide(RunAt at, string key, Request request)
    {
        if (at.Template.Find(key) is not { } step)
            return RunRefusals.UnknownStep;
        if (at.Run.EndedAt is not null)
            return RunRefusals.Ended;
        if (at.Run.Of(key).SettledAt is not null)
            return RunRefusals.Settled;
        var before = at.Run.TermsOf(step);
        var usual = StepEnds.CadenceOf(at.Exercises[key], new StepTerms(StepOpening.AtOnce));
        var terms = new StepTerms(request.When is { } when ? new StepOpening(when, request.Step, request.Days) : before.Opens, request.Cadence == usual ? null : request.Cadence, request.Rounds, request.Lasts);
        if (terms == before)
            return Decision.Nothing;
        if (!at.Run.Of(key).Waits && terms with { Lasts = before.Lasts } != before)
            return Refusal.Conflict("step-given", "They have this step already, so only its days can change. What else is open of it you change in its round.");
        var above = at.Template.Steps.TakeWhile(s => s.Key != key).Select(s => s.Key).ToList();
        var broken = ProgrammeRules.OfTerms(terms, above, at.Exercises[key]).GroupBy(b => b.Member).ToDictionary(b => b.Key.Replace("opens.", "", StringComparison.Ordinal), b => b.Select(x => x.Reason).ToArray());
        return broken.Count > 0
            ? Refusal.Invalid("fields-invalid", "The step was not changed. Please look at what is marked.", broken)
            : Decision.Of(new StepChanged(at.Run.CaseId, key, terms));
    }
}
