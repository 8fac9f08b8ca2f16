using CoachPlatform.Library.Documents;
using CoachPlatform.Platform;
using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Http;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace CoachPlatform.Library.Authoring;

/// <summary>A coach begins to write: with nothing, from a passage, from the newest version of an exercise of their own, or from a copy of any.</summary>
public static class BeginDraft
{
    /// <param name="Exercise">The slug of the exercise to change or to copy.</param>
    /// <param name="Copy">A copy, which becomes an exercise of its own. Of a shipped exercise nothing else can be made.</param>
    /// <param name="Document">With <paramref name="Passage"/>: the passage to draw it from.</param>
    /// <param name="Passage">Its number, from 1.</param>
    public sealed record Request(string? Exercise, bool? Copy, Guid? Document, int? Passage);

    /// <param name="Begun">False when there was a draft of the exercise's next version already; that one is given.</param>
    public sealed record Reply(Guid DraftId, bool Begun);

    public sealed record Beginning(Draft Draft, bool Begun);

    public static async Task<(ProblemDetails, Beginning?)> LoadAsync(Request request, HttpContext http, IDocumentSession session, LibraryShelf shelf, ReadDocuments documents, CancellationToken ct)
    {
        var (now, by) = (http.Now(), http.Member().StaffId!.Value);
        if (request.Exercise is { } slug)
        {
            // Two coaches who begin with the same exercise get one draft.
            await OneAtATime.HoldAsync(session, $"draft of|{slug}", ct);
            var library = await shelf.ForAsync(session, ct);
            if (library.Newest(slug) is not { } exercise)
                return (Refusal.Field("unknown-exercise", "exercise", "There is no such exercise in the library.").ToProblem(), null);
            var own = library.OwnOf(slug) is not null;
            if (own && request.Copy != true && await session.Query<Draft>().FirstOrDefaultAsync(d => d.Slug == slug, ct) is { } begun)
                return (WolverineContinue.NoProblems, new Beginning(begun, Begun: false));
            var origin = own ? (await session.LoadAsync<OwnExercise>(exercise.VersionId, ct))?.Origin : exercise.VersionId;
            var form = FormOfExercise.Of(exercise);
            return New(new Draft(Ids.New(now), own && request.Copy != true ? slug : null, exercise.VersionId, origin, exercise.Practices, form, 1, now, by));
        }

        if (request.Document is null)
            return New(new Draft(Ids.New(now), null, null, null, [], NewForm.Empty, 1, now, by));
        var document = await documents.FindAsync(http.Member(), request.Document.Value, ct);
        return document is null || request.Passage is not { } n || n < 1 || n > document.Passages.Count
            ? (Refusal.Field("unknown-passage", "passage", "There is no such passage in your documents.").ToProblem(), null)
            : New(new Draft(Ids.New(now), null, null, null, [], NewForm.Of(document, document.Passages[n - 1]), 1, now, by));
    }

    [WolverinePost("/api/library/drafts"), Access(For.Coach), Once]
    [EndpointSummary("Begin an exercise: anew, from a passage, or from another exercise")]
    [ProducesResponseType<Reply>(201)]
    public static Reply Post(Request request, Beginning beginning, IDocumentSession session, HttpContext http)
    {
        if (beginning.Begun)
            session.Insert(beginning.Draft);
        http.Response.StatusCode = StatusCodes.Status201Created;
        return new Reply(beginning.Draft.Id, beginning.Begun);
    }

    private static (ProblemDetails, Beginning?) New(Draft draft) => (WolverineContinue.NoProblems, new Beginning(draft, Begun: true));
}
