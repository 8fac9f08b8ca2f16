using CoachPlatform.Live;
using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Http;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace CoachPlatform.Answers;

/// <summary>A decision on its way to the commit: the stream, its new events, and what the writer will be told.</summary>
public sealed record Decided(Guid RoundId, IReadOnlyList<object> Events, string State)
{
    public static (ProblemDetails, Decided?) No(Refusal refusal) => (refusal.ToProblem(), null);

    public static (ProblemDetails, Decided?) Of(Guid roundId, Decision decision, Func<IReadOnlyList<object>, string> state) =>
        decision.Refusal is { } refusal ? No(refusal) : (WolverineContinue.NoProblems, new Decided(roundId, decision.Events, state(decision.Events)));

    public AnswerReply Commit(IDocumentSession session, HttpContext http)
    {
        if (Events.Count > 0)
            session.Events.Append(RoundId, Events);
        http.Response.StatusCode = State == "waiting" ? StatusCodes.Status202Accepted : StatusCodes.Status200OK;
        return new AnswerReply(State, Position.Of(http.Now()));
    }
}
