using CoachPlatform.Cases;
using CoachPlatform.Library;
using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Http;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace CoachPlatform.Answers;

/// <summary>The author takes an answer back. Before the reveal the step is simply open again; afterwards it leaves every other screen.</summary>
public static class WithdrawAnswer
{
    public sealed record Request(string Step, int? Turn, Guid? Entry);

    public static async Task<(ProblemDetails, Decided?)> LoadAsync(
        Guid roundId, Request request, HttpContext http, IDocumentSession session, LibraryShelf shelf, CancellationToken ct)
    {
        if (await Desk.OpenAsync(session, http.Member(), roundId, shelf, ct) is not { } desk)
            return Decided.No(Refusal.NotFound);
        return await Decided.OfAsync(desk, session, Decide(desk.Round, desk.Gate, desk.Seat, new StepRef(request.Step, request.Turn ?? 1), request.Entry, http.Now()), _ => "waiting", ct);
    }

    [WolverinePost("/api/rounds/{roundId}/withdraw"), Access(For.PartnerOfCase), Once]
    [EndpointSummary("Take an answer back")]
    [ProducesResponseType<AnswerReply>(202)]
    public static AnswerReply Post(Request request, Decided decided, IDocumentSession session, HttpContext http) =>
        decided.Commit(session, http);

    /// <summary>Given the round: the withdrawal. Allowed at any time and whatever the standing; nothing when withdrawn already.</summary>
    public static Decision Decide(Round round, CaseGate gate, Seat seat, StepRef named, Guid? entry, DateTimeOffset now)
    {
        if (round.Find(named) is not { } step)
            return Refusals.NothingThere;
        var given = entry is { } id ? step.Of(seat).Entries?.GetValueOrDefault(id) ?? new ActorState() : step.Of(seat);
        return given.Given switch
        {
            Given.Answered => WhatFollows.With(round, gate, now, new AnswerWithdrawn(round.CaseId, named, seat, given.Version, entry)),
            Given.Withdrawn => Decision.Nothing,
            Given.Passed when step.Reveal is null || step.OwnPace => WhatFollows.With(round, gate, now, new AnswerWithdrawn(round.CaseId, named, seat, given.Version, entry)),
            Given.Nothing when given.Version > 0 => Decision.Nothing,
            Given.Nothing or Given.Passed => Refusals.NothingThere,
        };
    }
}
