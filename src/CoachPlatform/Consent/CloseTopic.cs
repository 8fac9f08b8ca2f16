using CoachPlatform.Answers;
using CoachPlatform.Cases;
using CoachPlatform.Live;
using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Http;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace CoachPlatform.Consent;

/// <summary>The coach closes a topic that is open. To the couple it looks like a yes taken back, and their own decisions stay as they are.</summary>
public static class CloseTopic
{
    public sealed record Request(string? Topic);

    public sealed record Reply(long Position);

    public sealed record Closing(CaseGate Gate, Decision Decision, IReadOnlyList<Round> Rounds);

    public static async Task<(ProblemDetails, Closing?)> LoadAsync(Guid caseId, Request request, HttpContext http, IDocumentSession session, CancellationToken ct)
    {
        session.SetHeader("actor", http.Member().Actor);
        if ((await session.Events.FetchForExclusiveWriting<CaseGate>(caseId, ct)).Aggregate is not { } gate)
            return (Refusal.NotFound.ToProblem(), null);
        var decision = Decide(gate, request.Topic);
        return decision.Refusal is { } refusal
            ? (refusal.ToProblem(), null)
            : (WolverineContinue.NoProblems, new Closing(gate, decision, await RoundsOfTopic.LockAsync(session, caseId, decision.Events, ct)));
    }

    [WolverinePost("/api/cases/{caseId}/topics/close"), Access(For.CoachOfCase), Once]
    [EndpointSummary("Close a topic that is open")]
    public static Reply Post(Request request, Closing closing, IDocumentSession session, HttpContext http)
    {
        if (closing.Decision.Events.Count > 0)
            session.Events.Append(closing.Gate.Id, closing.Decision.Events);
        RoundsOfTopic.Close(session, closing.Rounds);
        return new Reply(Position.Of(http.Now()));
    }

    /// <summary>Given a topic that is open: it is closed. Nothing when it is not.</summary>
    public static Decision Decide(CaseGate gate, string? topic) =>
        !Topics.Knows(topic) ? ConsentRefusals.UnknownTopic("topic")
        : gate.IsOpen(topic) ? Decision.Of(new TopicClosed(gate.Id, topic!))
        : Decision.Nothing;
}
