using CoachPlatform.Cases;
using CoachPlatform.Library;
using CoachPlatform.Platform;
using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Http;
using CoachPlatform.Platform.SignIn;
using CoachPlatform.Privacy;
using CoachPlatform.Vault;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace CoachPlatform.Answers;

/// <summary>
/// An answer that somebody else gave in the author's place is destroyed: the key of the step and seat goes in the same commit, and every version with
/// it. While nothing has opened there is a fresh key at once, so that the author can answer anew. What was read meanwhile cannot be unread.
/// </summary>
public static class VoidAnswer
{
    /// <param name="Seat">Whose answer, for the coach; a partner voids their own alone.</param>
    public sealed record Request(string Step, int? Turn, Seat? Seat);

    public static async Task<(ProblemDetails, Decided?)> LoadAsync(
        Guid roundId, Request request, HttpContext http, IDocumentSession session, LibraryShelf shelf, KeyRing ring, CancellationToken ct)
    {
        var member = http.Member();
        if (await Desk.OpenAsync(session, member, roundId, shelf, ct) is not { } desk)
            return Decided.No(Refusal.NotFound);
        if ((member.Seat ?? request.Seat) is not { } seat)
            return Decided.No(Refusal.Field("fields-invalid", "seat", "Say whose answer it is."));
        var named = new StepRef(request.Step, request.Turn ?? 1);
        var decision = Ask(desk.Round, desk.Gate, seat, named, http.Now());
        if (decision.Events.OfType<AnswerVoided>().SingleOrDefault() is { } voided)
            await ShredAsync(session, ring, desk.Round, voided, Ids.New(http.Now()), http.Now(), ct);
        return await Decided.OfAsync(desk, session, decision, _ => "waiting", ct);
    }

    [WolverinePost("/api/rounds/{roundId}/void"), Access(For.MemberOfCase), ConfirmFirst, Once]
    [EndpointSummary("Destroy an answer that somebody else gave in its author's place")]
    [ProducesResponseType<AnswerReply>(202)]
    public static AnswerReply Post(Request request, Decided decided, IDocumentSession session, HttpContext http, JournalKeeper journal)
    {
        journal.WakeAfter(http);
        return decided.Commit(session, http);
    }

    /// <summary>As <see cref="Decide"/>, for somebody who asks now: not while the law asks that everything is kept.</summary>
    public static Decision Ask(Round round, CaseGate gate, Seat seat, StepRef named, DateTimeOffset now) =>
        Decide(round, gate, seat, named, now) is var decision && gate.LegalHold && decision.Events.Count > 0 ? Refusals.LegalHold : decision;

    /// <summary>Given the round: what is destroyed, and what it brings with it. Allowed at any time; nothing when it is destroyed already.</summary>
    public static Decision Decide(Round round, CaseGate gate, Seat seat, StepRef named, DateTimeOffset now)
    {
        // A joint text belongs to both from its first proposal on: it is amended, never taken from the other.
        if (round.Find(named) is not { Plan.Mode: not Mode.Joint } step || !step.Who.Contains(seat))
            return Refusals.NothingThere;
        var given = step.Of(seat);
        var entries = step.Plan.Log && given.Entries is { Count: > 0 } lines ? lines : null;
        var newest = entries?.Values.Max(e => e.Version) ?? given.Version;
        if (entries is null && given.Voided is { } gone && gone >= newest)
            return Decision.Nothing;
        return newest == 0
            ? Refusals.NothingThere
            : WhatFollows.With(round, gate, now, new AnswerVoided(round.CaseId, named, seat, newest, entries is null ? null : [.. entries.Keys.Order()]));
    }

    /// <summary>Destroys the key in the session's transaction, and queues the fresh one and the line of the journal.</summary>
    internal static async Task ShredAsync(IDocumentSession session, KeyRing ring, Round round, AnswerVoided voided, Guid lineId, DateTimeOffset now, CancellationToken ct)
    {
        var scope = KeyScopes.Step(round.CaseId, voided.Seat, round.Id, voided.Step);
        var rows = await new KeyRows(session).AtAsync(session.TenantId, [scope], ct);
        if (rows.SingleOrDefault(r => r.Scope == scope) is not { } key)
            return;
        await KeyRows.DestroyAsync(session, [key.Id], ct);
        Journal.Add(session, new JournalLine(
            lineId, now, Shredded.Answer, session.TenantId, round.CaseId, [key.Id], voided.Seat, round.Id, voided.Step, voided.Version, voided.Entries));
        var step = round.Find(voided.Step)!;
        if (round.ClosedBecause is null && (step.Reveal is null || step.OwnPace) && rows.SingleOrDefault(r => r.Id == key.Parent) is { } seatKey)
            KeyRows.Add(session, ring.NewSubKey(Ids.New(now), seatKey, scope));
    }
}
