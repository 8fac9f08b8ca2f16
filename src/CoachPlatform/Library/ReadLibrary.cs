using CoachPlatform.Library.Search;
using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Http;

namespace CoachPlatform.Library;

public static class ReadLibrary
{
    private static readonly Refusal TooLong = Refusal.Field("fields-invalid", "query", $"Look for at most {SearchWords.Longest} characters.");

    /// <param name="Mode">That of the step which carries the exchange.</param>
    /// <param name="Topic">The consent it needs, or <c>none</c>.</param>
    public sealed record Listed(string Slug, string Title, Mode Mode, string Cadence, string Dimension, string Topic, int Minutes, IReadOnlyList<Source> Sources);

    /// <summary>What the list of exercises is asked for. Each part may be left out.</summary>
    /// <param name="Query">Words, found by their stems; the last by its beginning too. Quotes, <c>or</c> and a leading hyphen work as in a web search.</param>
    /// <param name="Minutes">At most so many.</param>
    /// <param name="Document">The number of a pack's document, or the id of an imported one.</param>
    public sealed record Asked(string? Query, string? Dimension, string? Topic, Mode? Mode, int? Minutes, string? Document, bool? Favourite, bool? Own)
    {
        public LibraryFilter Filter => new(Dimension, Topic, Mode, Minutes, Document, Favourite ?? false, Own ?? false);
    }

    public static void MapLibrary(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/library/exercises", async ([AsParameters] Asked asked, HttpContext http, PracticeShelf shelf, FindExercises find, CancellationToken ct) =>
            {
                if (asked.Query?.Length > SearchWords.Longest)
                    return TooLong.ToResult();
                var found = await find.ForAsync(await shelf.CoachAsync(http.Member(), ct), asked.Query, asked.Filter, ct);
                return Results.Ok(found.Exercises.Select(e => new Listed(e.Slug, e.Title, e.Mode, LibraryWords.Word(e.Cadence), e.Dimension, e.Topic, e.Minutes, e.Sources)));
            })
            .WithMetadata(new AccessAttribute(For.SignedIn)).WithSummary("The exercises on offer").Produces<IReadOnlyList<Listed>>();
        app.MapGet("/api/library/exercises/{slug}", async (string slug, HttpContext http, PracticeShelf shelf, CancellationToken ct) =>
                (await shelf.OfferedAsync(http.Member(), ct)).Newest(slug) is { } exercise ? Results.Ok(exercise) : Refusal.NotFound.ToResult())
            .WithMetadata(new AccessAttribute(For.SignedIn)).WithSummary("One exercise with all its steps and fields").Produces<Exercise>();
        app.MapGet("/api/library/passages", async (string? query, HttpContext http, SearchLibrary search, CancellationToken ct) =>
                query?.Length > SearchWords.Longest ? TooLong.ToResult()
                : Results.Ok(SearchWords.Of(query) is { } words ? await search.PassagesAsync(http.Member().Tenant!, words, ct) : []))
            .WithMetadata(new AccessAttribute(For.Coach)).WithSummary("Passages of the practice's documents by their words, best first").Produces<IReadOnlyList<FoundPassage>>();
    }
}
