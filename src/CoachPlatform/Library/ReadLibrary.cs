using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Http;

namespace CoachPlatform.Library;

public static class ReadLibrary
{
    /// <param name="Mode">That of the step which carries the exchange.</param>
    /// <param name="Topic">The consent it needs, or <c>none</c>.</param>
    public sealed record Listed(string Slug, string Title, Mode Mode, string Cadence, string Dimension, string Topic, int Minutes, IReadOnlyList<Source> Sources);

    public static void MapLibrary(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/library/exercises", async (string? query, string? dimension, string? topic, Mode? mode, HttpContext http, PracticeShelf shelf, CancellationToken ct) =>
                Results.Ok((await shelf.OfferedAsync(http.Member(), ct)).List(new LibraryQuery(query, dimension, topic, mode)).Select(e =>
                    new Listed(e.Slug, e.Title, e.Mode, LibraryWords.Word(e.Cadence), e.Dimension, e.Topic, e.Minutes, e.Sources))))
            .WithMetadata(new AccessAttribute(For.SignedIn)).WithSummary("The exercises on offer").Produces<IReadOnlyList<Listed>>();
        app.MapGet("/api/library/exercises/{slug}", async (string slug, HttpContext http, PracticeShelf shelf, CancellationToken ct) =>
                (await shelf.OfferedAsync(http.Member(), ct)).Newest(slug) is { } exercise ? Results.Ok(exercise) : Refusal.NotFound.ToResult())
            .WithMetadata(new AccessAttribute(For.SignedIn)).WithSummary("One exercise with all its steps and fields").Produces<Exercise>();
    }
}
