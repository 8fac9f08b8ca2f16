using CoachPlatform.Library.Search;
using CoachPlatform.Platform.Http;

namespace CoachPlatform.Library;

/// <param name="Library">Everything the person has.</param>
/// <param name="Exercises">What was asked for: by words, best first; without, in the order of the library.</param>
/// <param name="Favourites">Slugs.</param>
public sealed record FoundExercises(PracticeLibrary Library, IReadOnlyList<Exercise> Exercises, IReadOnlySet<string> Favourites);

/// <summary>Exercises by words and filters, as far as the one who asks has them.</summary>
public sealed class FindExercises(PracticeShelf shelf, SearchLibrary search, ReadFavourites favourites)
{
    /// <param name="coach">Null for somebody who is no coach, and has what was shipped.</param>
    public async Task<FoundExercises> ForAsync(Member? coach, string? query, LibraryFilter filter, CancellationToken ct)
    {
        var library = await shelf.OfferedToAsync(coach, ct);
        var marked = await favourites.OfAsync(coach, ct);
        var own = library.Own.Select(o => o.Exercise.Slug).ToHashSet(StringComparer.Ordinal);
        return new FoundExercises(library, [.. (await ByWordsAsync(library, coach, query, ct)).Where(e => filter.Matches(e, marked, own))], marked);
    }

    private async Task<IEnumerable<Exercise>> ByWordsAsync(PracticeLibrary library, Member? coach, string? query, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(query))
            return library.Exercises;
        if (SearchWords.Of(query) is not { } words)
            return [];
        var offered = library.Exercises.ToDictionary(e => e.Slug, StringComparer.Ordinal);
        return (await search.ExercisesAsync(coach?.Tenant, words, ct)).Select(offered.GetValueOrDefault).OfType<Exercise>();
    }
}
