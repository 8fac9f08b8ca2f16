using CoachPlatform.Assignments;
using CoachPlatform.Library;
using CoachPlatform.Library.Authoring;
using CoachPlatform.Library.Documents;
using CoachPlatform.Library.Search;
using CoachPlatform.Live;
using CoachPlatform.Platform.Http;

namespace CoachPlatform.Web.Coach;

/// <summary>What the library's list shows.</summary>
/// <param name="Passages">Of the practice's documents, with the same words; none without words.</param>
/// <param name="Documents">The practice's own.</param>
/// <param name="Nearest">A word to try where nothing was found.</param>
/// <param name="For">The couple for whom a coach is looking.</param>
public sealed record LibraryListing(
    FoundExercises Found, LibraryAddress Address, IReadOnlyList<FoundPassage> Passages, IReadOnlyList<ListedDocument> Documents, string? Nearest, string? For);

/// <summary>One exercise as the coach looks at it.</summary>
/// <param name="Sources">Imported documents that it was drawn from.</param>
public sealed record ChosenExercise(Exercise Exercise, bool IsFavourite, IReadOnlyList<Use> Uses, IReadOnlyDictionary<Source, DocumentSource> Sources);

/// <summary>The library: its list, and one exercise beside it.</summary>
public static class LibraryPages
{
    public static void MapLibraryPages(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/library", LibraryAsync).ReadBy(For.Coach);
        pages.MapGet("/library/{slug}", LibraryAsync).ReadBy(For.Coach);
    }

    /// <summary>The address as typed: what cannot be asked for narrows nothing, and words are cut where the search would refuse them.</summary>
    private sealed record Asked(string? Query, string? Dimension, string? Topic, string? Mode, string? Minutes, string? Document, string? Favourite, string? Own, string? Case)
    {
        public LibraryAddress Address(IReadOnlyList<BoardRow> cases) => new(
            Query is { Length: > SearchWords.Longest } ? Query[..SearchWords.Longest] : Query,
            new LibraryFilter(
                Dimension, Topic, LibraryWords.Modes.TryGetValue(Mode ?? "", out var known) ? known : null, int.TryParse(Minutes, out var minutes) && minutes > 0 ? minutes : null,
                Document, Favourite == "true", Own == "true"),
            Guid.TryParse(Case, out var id) && cases.Any(r => r.CaseId == id) ? id : null);
    }

    private static async Task<IResult> LibraryAsync(
        HttpContext http, [AsParameters] Asked asked, FindExercises find, SearchLibrary search, ReadBoard board, ReadDocuments documents, ReadUsedWith used, ReadSources sources,
        ReadAuthoring authoring, ReadCoachFrame frames, CancellationToken ct)
    {
        var member = http.Member();
        var view = await board.ForAsync(member, ct);
        var address = asked.Address(view.Rows);
        var found = await find.ForAsync(member, address.Query, address.Filter, ct);
        ChosenExercise? chosen = null;
        if (http.Request.RouteValues["slug"] is string slug)
        {
            if (found.Library.Newest(slug) is not { } exercise)
                return Pages.NotFound;
            chosen = new ChosenExercise(exercise, found.Favourites.Contains(slug), await used.ForAsync(member, slug, ct) ?? [], await sources.OfAsync(member, exercise, ct));
        }

        return Pages.Page<LibraryPage>(new
        {
            Frame = await frames.ForAsync(member, ct),
            Listing = new LibraryListing(
                found, address,
                chosen is null && SearchWords.Of(address.Query) is { } words ? await search.PassagesAsync(member.Tenant!, words, ct) : [],
                await documents.ListAsync(member, ct),
                found.Exercises.Count == 0 && address.HasWords ? Nearest(address.Query!, found.Library) : null,
                view.Rows.FirstOrDefault(r => r.CaseId == address.Case) is { } row ? Two.Of(row.Names).Shown : null),
            Cases = view.Rows,
            Chosen = chosen,
            Drafts = chosen is null ? await authoring.DraftsAsync(member, ct) : [],
            News = int.TryParse(http.Request.Query[chosen is null ? "imported" : "published"], out var news) ? news : (int?)null,
        });
    }

    private static string? Nearest(string query, PracticeLibrary library) =>
        NearestWord.Of(query, [.. library.Exercises.Select(e => e.Title), .. LibraryWords.Dimensions, .. LibraryWords.Topics]);
}
