using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Http;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace CoachPlatform.Library.Authoring;

/// <summary>A coach throws a draft away. What was published stays as it is.</summary>
public static class DiscardDraft
{
    public sealed record Request;

    public sealed record Reply(Guid DraftId);

    public static async Task<ProblemDetails> LoadAsync(Guid draftId, IDocumentSession session, CancellationToken ct)
    {
        await OneAtATime.HoldAsync(session, $"draft|{draftId}", ct);
        return await session.LoadAsync<Draft>(draftId, ct) is null ? Refusal.NotFound.ToProblem() : WolverineContinue.NoProblems;
    }

    [WolverinePost("/api/library/drafts/{draftId:guid}/discard"), Access(For.Coach), Once]
    [EndpointSummary("Throw a draft away")]
    [ProducesResponseType<Reply>(200)]
    public static Reply Post(Guid draftId, Request request, IDocumentSession session)
    {
        session.Delete<Draft>(draftId);
        return new Reply(draftId);
    }
}
