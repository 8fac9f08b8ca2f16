using CoachPlatform.Cases;
using CoachPlatform.Library;
using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Http;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace CoachPlatform.Answers;

/// <summary>“We did it”: either partner opens the step that waits for doing.</summary>
public static class SayDone
{
    public sealed record Request(string Step, int? Turn);

    public static async Task<(ProblemDetails, Decided?)> LoadAsync(
        Guid roundId, Request request, HttpContext http, IDocumentSession session, LibraryShelf shelf, CancellationToken ct)
    {
        if (await Desk.OpenAsync(session, http.Member(), roundId, shelf, ct) is not { } desk)
            return Decided.No(Refusal.NotFound);
        return await Decided.OfAsync(desk, session, Decide(desk.Round, desk.Gate, desk.Seat, new StepRef(request.Step, request.Turn ?? 1), http.Now()), _ => "waiting", ct);
    }

    [WolverinePost("/api/rounds/{roundId}/done"), Access(For.PartnerOfCase), Once]
    [EndpointSummary("“We did it”: open the step that waits for doing")]
    [ProducesResponseType<AnswerReply>(202)]
    public static AnswerReply Post(Request request, Decided decided, IDocumentSession session, HttpContext http) =>
        decided.Commit(session, http);

    /// <summary>Given a step that waits for doing and whose step before it has run its course: it opens. Nothing when it is open already.</summary>
    public static Decision Decide(Round round, CaseGate gate, Seat seat, StepRef named, DateTimeOffset now)
    {
        if (round.ClosedFor(now) || !gate.Offers(round.Topic, now))
            return Refusals.RoundClosed;
        if (Refusals.ForStanding(round, gate, seat) is { } stands)
            return stands;
        if (!gate.MayWrite(seat))
            return Refusals.PolicyNotInForce;
        if (round.Find(named) is not { } step || step.Plan.Opens.When != OpensWhen.Ready)
            return Refusals.StepNotOpen;
        if (step.Status != StepStatus.NotOpen)
            return Decision.Nothing;
        return MayOpen(round, step, gate.HeldFor(round)) ? WhatFollows.With(round, gate, now, new StepOpened(round.CaseId, named, seat)) : Refusals.StepNotOpen;
    }

    /// <summary>
    /// Whether the step before it has run its course. A log never does, and of individual answers nobody may learn that both are in, so for
    /// these it is enough that the step has begun.
    /// </summary>
    /// <param name="heldSince">Since when a hold stands here: that two have agreed since then is known to neither.</param>
    public static bool MayOpen(Round round, StepState step, DateTimeOffset? heldSince) =>
        step.Status == StepStatus.NotOpen && step.Plan.Mode != Mode.Live && step.Plan.Opens is { When: OpensWhen.Ready, Step: { } waitsFor }
        && round.Find(waitsFor) is { } before
        && (before.Status == StepStatus.Skipped
            || (before.OwnPace ? before.Status == StepStatus.Open : before.Done && !(before.Joint?.ConfirmedAt >= heldSince)));
}
