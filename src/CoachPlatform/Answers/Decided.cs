using CoachPlatform.Live;
using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Http;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace CoachPlatform.Answers;

/// <summary>A decision on its way to the commit: the stream, its new events, and what the writer will be told.</summary>
/// <param name="Position">Only when there are no events: where the writer stands already.</param>
public sealed record Decided(Guid RoundId, IReadOnlyList<object> Events, string State, long? Position = null)
{
    public static (ProblemDetails, Decided?) No(Refusal refusal) => (refusal.ToProblem(), null);

    public static async Task<(ProblemDetails, Decided?)> OfAsync(
        Desk desk, IQuerySession session, Decision decision, Func<IReadOnlyList<object>, string> state, CancellationToken ct)
    {
        if (decision.Refusal is { } refusal)
            return No(refusal);
        var standing = decision.Events.Count > 0 ? null : await session.LoadAsync<CaseBoard>(desk.Round.CaseId, ct);
        return (WolverineContinue.NoProblems, new Decided(desk.Round.Id, decision.Events, state(decision.Events), desk.Member.Seat is { } seat ? standing?.Feed.Seats[seat] : standing?.Feed.Coach));
    }

    public AnswerReply Commit(IDocumentSession session, HttpContext http)
    {
        if (Events.Count > 0)
            session.Events.Append(RoundId, Events);
        http.Response.StatusCode = State == "waiting" ? StatusCodes.Status202Accepted : StatusCodes.Status200OK;
        return new AnswerReply(State, Position ?? Live.Position.Of(http.Now()));
    }
}
