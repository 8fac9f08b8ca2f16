using CoachPlatform.Answers;
using CoachPlatform.Assignments;
using CoachPlatform.Consent;
using CoachPlatform.Live;
using CoachPlatform.Platform;
using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Http;
using CoachPlatform.Safety;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace CoachPlatform.Cases;

/// <summary>
/// The wrong person has joined. Before they have done anything in it the seat is made free again: key, sub-keys and the personal row go, and somebody
/// else can be invited.
/// </summary>
public static class ReleaseSeat
{
    private const string Nobody = "Partner";

    private const int LongestLabel = 60;

    /// <param name="Label">What the seat is called until somebody joins.</param>
    public sealed record Request(Seat Seat, string? Label);

    /// <param name="Rounds">Those of topics that close, because one of the two who agreed is nobody of this case.</param>
    /// <param name="Rested">The assignments that this seat rests from.</param>
    public sealed record Releasing(CaseGate Gate, IReadOnlyList<object> Events, IReadOnlyList<Round> Rounds, IReadOnlyList<Guid> Rested, string Label);

    public static async Task<(ProblemDetails, Releasing?)> LoadAsync(Guid caseId, Request request, HttpContext http, IDocumentSession session, CancellationToken ct)
    {
        session.SetHeader("actor", http.Member().Actor);
        if ((await session.Events.FetchForExclusiveWriting<CaseGate>(caseId, ct)).Aggregate is not { } gate)
            return (Refusal.NotFound.ToProblem(), null);
        var label = request.Label?.Trim() is { Length: > 0 } named ? named : Nobody;
        if (label.Length > LongestLabel)
            return (Refusal.Field("fields-invalid", "label", $"Keep it to {LongestLabel} characters.").ToProblem(), null);
        // What was told the coach alone is words too, and whoever joins next must not be taken for the one who was asked.
        if (await session.LoadAsync<SeatSafety>(SeatSafety.StreamOf(session.TenantId, caseId, request.Seat), ct) is { HasTold: true })
            return (StandingRefusals.HasWords.ToProblem(), null);
        var rounds = await session.Query<Round>().Where(r => r.CaseId == caseId).ToListAsync(ct);
        var decision = Decide(gate, request.Seat, rounds);
        if (decision.Refusal is { } refusal)
            return (refusal.ToProblem(), null);
        var rested = new List<Guid>();
        foreach (var id in (await session.Query<Assignment>().Where(a => a.CaseId == caseId).ToListAsync(ct)).Where(a => a.RestsSince(request.Seat) is not null).Select(a => a.Id).Order())
            if ((await session.Events.FetchForExclusiveWriting<Assignment>(id, ct)).Aggregate?.RestsSince(request.Seat) is not null)
                rested.Add(id);
        return (WolverineContinue.NoProblems, new Releasing(gate, decision.Events, await RoundsOfTopic.LockAsync(session, caseId, decision.Events, ct), rested, label));
    }

    [WolverinePost("/api/cases/{caseId}/seats/release"), Access(For.CoachOfCase), Once]
    [EndpointSummary("Make a seat free again that the wrong person has joined")]
    public static async Task<StandingReply> Post(Request request, Releasing releasing, IDocumentSession session, HttpContext http, CancellationToken ct)
    {
        var (gate, events, rounds, rested, label) = releasing;
        session.Events.Append(gate.Id, events);
        foreach (var id in rested)
            session.Events.Append(id, new RestEnded(gate.Id, request.Seat));
        RoundsOfTopic.Close(session, rounds);
        var scope = KeyScopes.Seat(gate.Id, request.Seat);
        var key = (await new KeyRows(session).AtAsync(session.TenantId, [scope], ct)).SingleOrDefault(k => k.Scope == scope);
        if (key is not null)
            await KeyRows.DestroyAsync(session, [key.Id], ct);
        session.Update(new SeatHolder(SeatHolder.IdOf(session.TenantId, gate.Id, request.Seat), session.TenantId, gate.Id, request.Seat, PersonId: null, label));
        return new StandingReply(Position.Of(http.Now()));
    }

    /// <summary>Given a seat in which nothing was written or passed: it is free again, and what its holder had agreed to is not agreed any more.</summary>
    public static Decision Decide(CaseGate gate, Seat seat, IEnumerable<Round> rounds) =>
        gate.Seats[seat].Status is SeatStatus.Empty or SeatStatus.Invited ? StandingRefusals.NobodyThere
        : gate.Standing == Standing.Closed ? StandingRefusals.Closed
        : !MayBeFreed(gate, seat, rounds) ? StandingRefusals.HasWords
        : new Decision([new SeatReleased(gate.Id, seat), .. (gate.Topics?.Keys ?? []).Where(gate.IsOpen).Select(t => new TopicClosed(gate.Id, t))]);

    /// <summary>Whether somebody has joined this seat and has neither written nor passed anything since. Pure.</summary>
    public static bool MayBeFreed(CaseGate gate, Seat seat, IEnumerable<Round> rounds) =>
        gate.Joined(seat) && gate.End is null && !rounds.SelectMany(r => r.Steps).Any(s => HasActed(s.Of(seat)) || HasActed(s.Joint, seat));

    private static bool HasActed(ActorState state) => state is not { Given: Given.Nothing, Version: 0 } || state.Entries is { Count: > 0 };

    private static bool HasActed(JointState? joint, Seat seat) => joint is not null && (joint.By == seat || joint.ConfirmedBy == seat || HasActed(joint.Earlier, seat));
}
