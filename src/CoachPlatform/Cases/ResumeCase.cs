using CoachPlatform.Consent;
using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Http;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace CoachPlatform.Cases;

/// <summary>The coach lets a case go on. What has waited for that follows in the same commit: answers that were both in, and topics that both agreed to meanwhile.</summary>
public static class ResumeCase
{
    public sealed record Request;

    public static Task<(ProblemDetails, StandingChange?)> LoadAsync(Guid caseId, Request request, HttpContext http, IDocumentSession session, CancellationToken ct) =>
        StandingChange.OfAsync(session, http, caseId, Decide, ct);

    [WolverinePost("/api/cases/{caseId}/resume"), Access(For.CoachOfCase), Once]
    [EndpointSummary("Let a case that pauses go on")]
    public static StandingReply Post(Request request, StandingChange change, IDocumentSession session, HttpContext http) => change.Commit(session, http);

    /// <summary>Given a case that pauses: it goes on. Nothing when it does already.</summary>
    public static Decision Decide(CaseGate gate) => gate.Standing switch
    {
        Standing.Paused => new Decision([new CaseResumed(gate.Id), .. (gate.Topics ?? new Dictionary<string, TopicState>()).Where(t => Waited(t.Value)).Select(t => new TopicOpened(gate.Id, t.Key))]),
        Standing.Forming or Standing.Active => Decision.Nothing,
        Standing.Closed => StandingRefusals.Closed,
        Standing.OneLeft or Standing.Apart => StandingRefusals.NoCouple,
    };

    private static bool Waited(TopicState topic) => topic is { OpenSince: null, ClosedByCoach: false } && Seats.Both.All(topic.Granted);
}
