using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Http;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace CoachPlatform.Library;

/// <summary>A coach marks an exercise, or takes the mark off, for themselves alone.</summary>
public static class MarkFavourite
{
    public sealed record Request(bool? Favourite);

    public sealed record Reply(string Slug, bool Favourite);

    public static async Task<ProblemDetails> LoadAsync(string slug, Request request, IDocumentSession session, LibraryShelf shelf, CancellationToken ct)
    {
        if ((await shelf.ForAsync(session, ct)).Newest(slug) is null)
            return Refusal.NotFound.ToProblem();
        return request.Favourite is null ? Refusal.Field("fields-invalid", "favourite", "Say true or false.").ToProblem() : WolverineContinue.NoProblems;
    }

    [WolverinePost("/api/library/exercises/{slug}/favourite"), Access(For.Coach), Once]
    [EndpointSummary("Mark an exercise as a favourite, or no longer")]
    [ProducesResponseType<Reply>(200)]
    public static Reply Post(string slug, Request request, IDocumentSession session, HttpContext http)
    {
        var favourite = Favourite.Of(http.Member().StaffId!.Value, slug);
        if (request.Favourite == true)
            session.Store(favourite);
        else
            session.Delete(favourite);
        return new Reply(slug, request.Favourite == true);
    }
}
