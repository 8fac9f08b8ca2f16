using CoachPlatform.Answers;
using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Http;
using Marten;
using Microsoft.AspNetCore.Mvc;

namespace CoachPlatform.Cases;

/// <param name="Position">From where every screen of the one who asked shows it.</param>
public sealed record StandingReply(long Position);

/// <summary>
/// A change of how a case stands, on its way to the commit, with what it brings for the case's rounds in the same one. Case and rounds are locked as
/// for an answer, so that whoever answers at the same instant comes wholly before it or after it.
/// </summary>
public sealed record StandingChange(GateChange Gate, IReadOnlyList<(Guid Id, IReadOnlyList<object> Events)> Rounds)
{
    public static async Task<(ProblemDetails, StandingChange?)> OfAsync(
        IDocumentSession session, HttpContext http, Guid caseId, Func<CaseGate, Decision> decide, CancellationToken ct)
    {
        var (problem, change) = await GateChange.OfAsync(session, http, caseId, decide, ct);
        return change is null
            ? (problem, null)
            : (problem, new StandingChange(change, change.Events.Count == 0 ? [] : await RoundsAsync(session, change.Gate, change.After(http.Now()), http.Now(), ct)));
    }

    public StandingReply Commit(IDocumentSession session, HttpContext http)
    {
        foreach (var (id, events) in Rounds)
            session.Events.Append(id, events);
        return new StandingReply(Gate.Commit(session, http));
    }

    /// <summary>
    /// What befalls one round when its case comes to stand otherwise. Once both may know of the end, whatever needs two closes, complete rounds too: which
    /// are complete says whether both have answered. With a case that goes on, whatever waited for that does too. Pure.
    /// </summary>
    public static IReadOnlyList<object> Follows(Round round, CaseGate before, CaseGate after, DateTimeOffset now) =>
        round.ClosedBecause is not null ? []
        : Closes(round, after) is { } because ? [new RoundClosed(round.CaseId, because)]
        : after.OpensNow && !before.OpensNow ? WhatFollows.After(round, after, now)
        : [];

    private static Because? Closes(Round round, CaseGate gate) =>
        gate.Standing == Standing.Closed ? Because.CaseClosed
        : round.GoesOnAlone || !Seats.Both.All(gate.EndedFor) ? null
        : gate.Standing == Standing.Apart && Seats.Both.Any(s => gate.Seats[s].Status != SeatStatus.Left) ? Because.Separated
        : Because.SeatLeft;

    /// <summary>The rounds to which something happens, locked by ascending id behind the case, as everywhere.</summary>
    private static async Task<IReadOnlyList<(Guid, IReadOnlyList<object>)>> RoundsAsync(IDocumentSession session, CaseGate before, CaseGate after, DateTimeOffset now, CancellationToken ct)
    {
        var changed = new List<(Guid, IReadOnlyList<object>)>();
        var all = await session.Query<Round>().Where(r => r.CaseId == before.Id).ToListAsync(ct);
        foreach (var id in all.Where(r => Follows(r, before, after, now).Count > 0).Select(r => r.Id).Order())
            if ((await session.Events.FetchForExclusiveWriting<Round>(id, ct)).Aggregate is { } round && Follows(round, before, after, now) is { Count: > 0 } events)
                changed.Add((id, events));
        return changed;
    }
}
