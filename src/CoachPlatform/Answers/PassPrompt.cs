using CoachPlatform.Cases;
using CoachPlatform.Library;
using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Http;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace CoachPlatform.Answers;

/// <summary>A partner passes a step. To the other it looks like anything else that is not shared.</summary>
public static class PassPrompt
{
    public sealed record Request(string? Step, int? Turn);

    public static async Task<(ProblemDetails, Decided?)> LoadAsync(
        Guid roundId, Request request, HttpContext http, IDocumentSession session, LibraryShelf shelf, CancellationToken ct)
    {
        if (await Desk.OpenAsync(session, http.Member(), roundId, shelf, ct) is not { } desk)
            return Decided.No(Refusal.NotFound);
        return desk.StepNamed(request.Step, request.Turn) is { } step
            ? await Decided.OfAsync(desk, session, Decide(desk.Round, desk.Gate, desk.Seat, step, http.Now()), events => WriterIsTold.After(desk.Round, step, null, events), ct)
            : Decided.No(request.Step is null ? Refusals.NothingOpen(desk.Round) : Refusals.StepNotOpen);
    }

    [WolverinePost("/api/rounds/{roundId}/pass"), Access(For.PartnerOfCase), Once]
    [EndpointSummary("Pass a step")]
    [ProducesResponseType<AnswerReply>(202)]
    public static AnswerReply Post(Request request, Decided decided, IDocumentSession session, HttpContext http) =>
        decided.Commit(session, http);

    /// <summary>Given the round and the gate: the pass, which replaces an answer, and what it brings with it. Nothing when passed already.</summary>
    public static Decision Decide(Round round, CaseGate gate, Seat seat, StepRef named, DateTimeOffset now)
    {
        if (Refusals.ForWriting(round, gate, seat, named, now) is { } refusal)
            return refusal;
        var step = round.Find(named)!;
        if (step.Reveal is not null && !step.OwnPace)
            return Refusals.AlreadyRevealed;
        if (step.Joint?.AsSeenBy(seat, gate.HeldFor(round)) is { Confirmed: true })
            return JointRefusals.AlreadyConfirmed;
        // Passing a joint step shows nobody anything: it stays "waiting" for the other and ends "not agreed this time".
        return step.Of(seat).Given == Given.Passed ? Decision.Nothing : WhatFollows.With(round, gate, now, new PromptPassed(round.CaseId, named, seat));
    }
}
