using CoachPlatform.Live;
using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Http;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace CoachPlatform.Cases;

/// <summary>A change of a case's own stream on its way to the commit, decided while the case is locked.</summary>
/// <param name="Known">Where a write that changes nothing leaves its writer; null when it changes something.</param>
public sealed record GateChange(CaseGate Gate, IReadOnlyList<object> Events, long? Known)
{
    public static async Task<(ProblemDetails, GateChange?)> OfAsync(
        IDocumentSession session, HttpContext http, Guid caseId, Func<CaseGate, Decision> decide, CancellationToken ct)
    {
        var member = http.Member();
        session.SetHeader("actor", member.Actor);
        if ((await session.Events.FetchForExclusiveWriting<CaseGate>(caseId, ct)).Aggregate is not { } gate)
            return (Refusal.NotFound.ToProblem(), null);
        var decision = decide(gate);
        if (decision.Refusal is { } refusal)
            return (refusal.ToProblem(), null);
        if (decision.Events.Count > 0)
            return (WolverineContinue.NoProblems, new GateChange(gate, decision.Events, null));
        var feed = (await session.LoadAsync<CaseBoard>(caseId, ct))?.Feed;
        return (WolverineContinue.NoProblems, new GateChange(gate, [], (member.Seat is { } seat ? feed?.Seats[seat] : feed?.Coach) ?? Position.Of(http.Now())));
    }

    /// <summary>The case as it stands after this commit.</summary>
    public CaseGate After(DateTimeOffset now) => Events.Aggregate(Gate, (gate, e) => CaseGate.Fold(gate, e, now)!);

    /// <returns>The position from which every screen of its writer shows it.</returns>
    public long Commit(IDocumentSession session, HttpContext http)
    {
        if (Events.Count > 0)
            session.Events.Append(Gate.Id, Events);
        return Known ?? Position.Of(http.Now());
    }
}
