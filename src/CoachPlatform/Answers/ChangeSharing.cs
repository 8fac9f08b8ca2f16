using CoachPlatform.Cases;
using CoachPlatform.Library;
using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Http;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace CoachPlatform.Answers;

/// <summary>The author changes who may read an answer, or when. Narrowing is always possible; widening while the couple works here.</summary>
public static class ChangeSharing
{
    public sealed record Request(string Step, int? Turn, Guid? Entry, Audience? Audience, Timing? Timing, IReadOnlyDictionary<string, Audience>? FieldAudience);

    public static async Task<(ProblemDetails, Decided?)> LoadAsync(
        Guid roundId, Request request, HttpContext http, IDocumentSession session, LibraryShelf shelf, CancellationToken ct)
    {
        if (await Desk.OpenAsync(session, http.Member(), roundId, shelf, ct) is not { } desk)
            return Decided.No(Refusal.NotFound);
        if (desk.Exercise.Find(request.Step) is not { } step)
            return Decided.No(Refusals.NothingThere);
        var (sharing, notAllowed) = SharingRules.Choose(step, request.Audience, request.Timing, request.FieldAudience);
        var named = new StepRef(request.Step, request.Turn ?? 1);
        return notAllowed is not null
            ? Decided.No(notAllowed)
            : await Decided.OfAsync(
                desk,
                session,
                Decide(desk.Round, desk.Gate, desk.Seat, named, request.Entry, sharing!, http.Now()),
                events => WriterIsTold.After(desk.Round, named, sharing, events), ct);
    }

    [WolverinePost("/api/rounds/{roundId}/sharing"), Access(For.PartnerOfCase), Once]
    [EndpointSummary("Change who may read an answer, or when")]
    [ProducesResponseType<AnswerReply>(202)]
    public static AnswerReply Post(Request request, Decided decided, IDocumentSession session, HttpContext http) =>
        decided.Commit(session, http);

    public static Decision Decide(Round round, CaseGate gate, Seat seat, StepRef named, Guid? entry, Sharing sharing, DateTimeOffset now)
    {
        if (round.Find(named) is not { } step)
            return Refusals.NothingThere;
        var given = entry is { } id ? step.Of(seat).Entries?.GetValueOrDefault(id) ?? new ActorState() : step.Of(seat);
        if (given is not { Given: Given.Answered, Sharing: { } before })
            return Refusals.NothingThere;
        // An answer given "now" to a step that did not open for both is opened by saying so again.
        var byHand = step.OpensByHand(sharing) && !step.Shown && !given.ByHand;
        if (Same(before, sharing) && !byHand)
            return Decision.Nothing;
        if ((byHand || !Narrows(before, sharing)) && (gate.Standing is not (Standing.Active or Standing.Forming) || !gate.Joined(seat)))
            return gate.PausedFor(seat) ? Refusals.CasePaused : Refusals.CoupleEnded;
        if ((byHand || !Narrows(before, sharing)) && !gate.Offers(round.Topic, now))
            return Refusals.RoundClosed;
        return WhatFollows.With(round, gate, now, new SharingChanged(round.CaseId, named, seat, sharing, entry));
    }

    private static bool Same(Sharing a, Sharing b) => a.Audience == b.Audience && a.Timing == b.Timing && Keys(a, b).All(f => a.Of(f) == b.Of(f));

    private static bool Narrows(Sharing before, Sharing after) =>
        before.Audience.And(after.Audience) == after.Audience
        && (after.Timing == before.Timing || after.Timing == Timing.Never)
        && Keys(before, after).All(f => before.Of(f).And(after.Of(f)) == after.Of(f));

    private static IEnumerable<string> Keys(Sharing a, Sharing b) => (a.Fields?.Keys ?? []).Union(b.Fields?.Keys ?? []);
}
