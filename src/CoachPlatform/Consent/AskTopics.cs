using CoachPlatform.Cases;
using CoachPlatform.Live;
using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Http;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace CoachPlatform.Consent;

/// <summary>
/// The coach notes that both have been asked. No screen of theirs says so: it would tell somebody who has said yes, and sees nothing come of it,
/// that the other was asked too.
/// </summary>
public static class AskTopics
{
    /// <param name="Topics">Keys; what was asked already or is open is left as it is.</param>
    public sealed record Request(IReadOnlyList<string>? Topics);

    public sealed record Reply(long Position);

    public static async Task<(ProblemDetails, CaseGate?)> LoadAsync(Guid caseId, Request request, HttpContext http, IDocumentSession session, CancellationToken ct)
    {
        session.SetHeader("actor", http.Member().Actor);
        if ((await session.Events.FetchForExclusiveWriting<CaseGate>(caseId, ct)).Aggregate is not { } gate)
            return (Refusal.NotFound.ToProblem(), null);
        return Decide(gate, request.Topics).Refusal is { } refusal ? (refusal.ToProblem(), null) : (WolverineContinue.NoProblems, gate);
    }

    [WolverinePost("/api/cases/{caseId}/topics/ask"), Access(For.CoachOfCase), Once]
    [EndpointSummary("Note that both have been asked about topics")]
    public static Reply Post(Request request, CaseGate gate, IDocumentSession session, HttpContext http)
    {
        var decision = Decide(gate, request.Topics);
        if (decision.Events.Count > 0)
            session.Events.Append(gate.Id, decision.Events);
        return new Reply(Position.Of(http.Now()));
    }

    /// <summary>Given the gate: what was not asked yet is asked; a topic that the coach alone had closed opens again where both still say yes.</summary>
    public static Decision Decide(CaseGate gate, IReadOnlyList<string>? topics)
    {
        if (topics is not { Count: > 0 } || !topics.All(Topics.Knows))
            return ConsentRefusals.UnknownTopic("topics");
        string[] asked = [.. Topics.All.Where(t => topics.Contains(t) && gate.Topic(t) is { AskedAt: null, OpenSince: null })];
        return asked.Length == 0
            ? Decision.Nothing
            : new Decision([new TopicsAsked(gate.Id, asked), .. asked.Where(t => Seats.Both.All(gate.Topic(t).Granted)).Select(t => new TopicOpened(gate.Id, t))]);
    }
}
