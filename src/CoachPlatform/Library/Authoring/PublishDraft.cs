using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Http;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace CoachPlatform.Library.Authoring;

/// <summary>A draft becomes a version that can be given. What was given before keeps the version that it has.</summary>
public static class PublishDraft
{
    /// <param name="Revision">The one that the coach looked at.</param>
    /// <param name="After">The newest version when it is not the one that the draft was begun from, to say that this is known.</param>
    public sealed record Request(int? Revision, string? After);

    /// <param name="Version">Its number, from 1.</param>
    public sealed record Reply(string Slug, string VersionId, int Version);

    public static async Task<(ProblemDetails, Publishing?)> LoadAsync(
        Guid draftId, Request request, HttpContext http, IDocumentSession session, LibraryShelf shelf, CancellationToken ct)
    {
        session.SetHeader("actor", http.Member().Actor);
        await OneAtATime.HoldAsync(session, $"draft|{draftId}", ct);
        if (await session.LoadAsync<Draft>(draftId, ct) is not { } draft)
            return (Refusal.NotFound.ToProblem(), null);
        if (draft.Revision != request.Revision)
            return (SaveDraft.Moved(draft).ToProblem(), null);
        var slug = draft.Slug;
        if (slug is null)
        {
            // Two new exercises of the same title go one after the other, so that each gets an address of its own.
            await OneAtATime.HoldAsync(session, "new exercise", ct);
            var library = await shelf.ForAsync(session, ct);
            slug = Slugs.Free(Slugs.Of(draft.Form.Title ?? ""), s => library.Newest(s) is not null || Slugs.IsTaken(s));
        }

        var check = CheckDraft.Of(draft, shelf, slug);
        if (check.Exercise is not { } exercise)
            return (Incomplete(check.Problems).ToProblem(), null);
        var publishing = await Publishing.LoadAsync(session, exercise, draft.Basis, draft.Origin, ct);
        var decision = publishing.Decide(request.After);
        return decision.Refusal is { } refusal ? (refusal.ToProblem(), null) : (WolverineContinue.NoProblems, publishing);
    }

    [WolverinePost("/api/library/drafts/{draftId:guid}/publish"), Access(For.Coach), Once]
    [EndpointSummary("Publish a draft as the next version of its exercise")]
    [ProducesResponseType<Reply>(201)]
    public static Reply Post(Guid draftId, Request request, Publishing publishing, IDocumentSession session, HttpContext http)
    {
        var number = publishing.Store(session, publishing.Decide(request.After));
        session.Delete<Draft>(draftId);
        http.Response.StatusCode = StatusCodes.Status201Created;
        return new Reply(publishing.Exercise.Slug, publishing.Exercise.VersionId, number);
    }

    private static Refusal Incomplete(IReadOnlyList<FormProblem> problems) => Refusal.Invalid(
        "not-ready", problems.Count == 1 ? "One thing is missing before this can be published." : $"{problems.Count} things are missing before this can be published.",
        problems.GroupBy(p => p.Path).ToDictionary(g => g.Key, g => g.Select(p => p.Words).ToArray()));
}
