using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Http;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace CoachPlatform.Library.Authoring;

/// <summary>A coach throws a draft away. What was published stays as it is.</summary>
public static class DiscardDraft
{
    /// <param name="Revision">The one that was looked at: what somebody wrote since is not thrown away. Left out, whatever is there.</param>
    public sealed record Request(int? Revision);

    public sealed record Reply(Guid DraftId);

    public static async Task<ProblemDetails> LoadAsync(Guid draftId, Request request, IDocumentSession session, CancellationToken ct)
    {
        await OneAtATime.HoldAsync(session, $"draft|{draftId}", ct);
        if (await session.LoadAsync<Draft>(draftId, ct) is not { } draft)
            return Refusal.NotFound.ToProblem();
        return request.Revision is { } seen && seen != draft.Revision ? SaveDraft.Moved(draft).ToProblem() : WolverineContinue.NoProblems;
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
