using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Http;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace CoachPlatform.Library.Authoring;

/// <summary>Keeps what a coach has written so far, finished or not. Somebody else's saving in between is never written over.</summary>
public static class SaveDraft
{
    /// <param name="Revision">The one that was changed.</param>
    public sealed record Request(int? Revision, ExerciseForm? Form);

    /// <param name="Problems">How many things stand between the draft and its publishing.</param>
    public sealed record Reply(Guid DraftId, int Revision, DateTimeOffset SavedAt, int Problems);

    public static Refusal Moved(Draft draft) => new(
        409, "draft-moved", "This was changed elsewhere meanwhile. What you wrote is still on this page.",
        More: new Dictionary<string, object?> { ["revision"] = draft.Revision, ["savedAt"] = draft.SavedAt });

    public static async Task<(ProblemDetails, Draft?)> LoadAsync(Guid draftId, Request request, HttpContext http, IDocumentSession session, CancellationToken ct)
    {
        await OneAtATime.HoldAsync(session, $"draft|{draftId}", ct);
        if (await session.LoadAsync<Draft>(draftId, ct) is not { } draft)
            return (Refusal.NotFound.ToProblem(), null);
        if (request.Form is null)
            return (Refusal.Field("fields-invalid", "form", "There is nothing to keep.").ToProblem(), null);
        return draft.Revision == request.Revision
            ? (WolverineContinue.NoProblems, draft with { Form = request.Form, Revision = draft.Revision + 1, SavedAt = http.Now(), SavedBy = http.Member().StaffId!.Value })
            : (Moved(draft).ToProblem(), null);
    }

    [WolverinePost("/api/library/drafts/{draftId:guid}"), Access(For.Coach), Once, RequestSizeLimit(FormLimits.Request)]
    [EndpointSummary("Keep what has been written of an exercise so far")]
    [ProducesResponseType<Reply>(200)]
    public static Reply Post(Guid draftId, Request request, Draft draft, IDocumentSession session, LibraryShelf shelf)
    {
        session.Store(draft);
        return new Reply(draftId, draft.Revision, draft.SavedAt, CheckDraft.Of(draft, shelf).Problems.Count);
    }
}

internal static class CheckDraft
{
    public static FormCheck Of(Draft draft, LibraryShelf shelf, string? slug = null) =>
        CheckForm.Of(draft.Form, slug ?? draft.Slug ?? Slugs.Of(draft.Form.Title ?? ""), draft.Practices, draft.Origin is { } origin ? shelf.Shipped.Version(origin) : null);
}
