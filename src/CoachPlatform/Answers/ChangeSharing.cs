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
        Guid roundId, Request request, HttpContext http, IDocumentSession session, LibraryShelf shelf, DateTimeOffset now, CancellationToken ct)
    {
        if (await Desk.OpenAsync(session, http.Member(), roundId, shelf, ct) is not { } desk)
            return Decided.No(Refusal.NotFound);
        if (desk.Exercise.Find(request.Step) is not { } step)
            return Decided.No(Refusals.NothingThere);
        var (sharing, notAllowed) = SharingRules.Choose(step, request.Audience, request.Timing, request.FieldAudience);
        return notAllowed is not null
            ? Decided.No(notAllowed)
            : Decided.Of(
                roundId,
                Decide(desk.Round, desk.Gate, desk.Seat, new StepRef(request.Step, request.Turn ?? 1), request.Entry, sharing!, now),
                events => events.OfType<AnswersRevealed>().Any() ? "revealed" : "waiting");
    }

    [WolverinePost("/api/rounds/{roundId}/sharing"), Access(For.PartnerOfCase), Once]
    public static AnswerReply Post(Request request, Decided decided, IDocumentSession session, HttpContext http, DateTimeOffset now) =>
        decided.Commit(session, http, now);

    public static Decision Decide(Round round, CaseGate gate, Seat seat, StepRef named, Guid? entry, Sharing sharing, DateTimeOffset now)
    {
        if (round.Find(named) is not { } step)
            return Refusals.NothingThere;
        var given = entry is { } id ? step.Of(seat).Entries?.GetValueOrDefault(id) ?? new ActorState() : step.Of(seat);
        if (given is not { Given: Given.Answered, Sharing: { } before })
            return Refusals.NothingThere;
        // After a reveal that did not open, choosing the same once more opens it by hand.
        var byHand = step.Reveal is { Shared: false } && !given.ByHand && sharing is { Timing: Timing.Now } && sharing.Audience.Partner();
        if (Same(before, sharing) && !byHand)
            return Decision.Nothing;
        if (!Narrows(before, sharing) && (gate.Standing is not (Standing.Active or Standing.Forming) || !gate.Joined(seat)))
            return Refusals.CoupleEnded;
        return WhatFollows.With(round, gate, now, new SharingChanged(round.CaseId, named, seat, sharing, entry));
    }

    private static bool Same(Sharing a, Sharing b) => a.Audience == b.Audience && a.Timing == b.Timing && Keys(a, b).All(f => a.Of(f) == b.Of(f));

    private static bool Narrows(Sharing before, Sharing after) =>
        before.Audience.And(after.Audience) == after.Audience
        && (after.Timing == before.Timing || after.Timing == Timing.Never)
        && Keys(before, after).All(f => before.Of(f).And(after.Of(f)) == after.Of(f));

    private static IEnumerable<string> Keys(Sharing a, Sharing b) => (a.Fields?.Keys ?? []).Union(b.Fields?.Keys ?? []);
}
