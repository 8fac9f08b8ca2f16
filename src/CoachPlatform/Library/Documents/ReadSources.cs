using CoachPlatform.Platform.Http;
using Marten;

namespace CoachPlatform.Library.Documents;

/// <summary>An imported document that an exercise was drawn from, as it is now.</summary>
/// <param name="Passage">What the exercise names; null when it was retitled, merged or left out since.</param>
/// <param name="N">Of the passage, from 1.</param>
/// <param name="Cuts">What was set aside, by reason.</param>
public sealed record DocumentSource(
    Guid DocumentId, string Name, DateTimeOffset ImportedAt, bool Withdrawn, Passage? Passage, int N, IReadOnlyList<(CutReason Reason, int Count)> Cuts);

/// <summary>The passages beside an exercise. A withdrawn document's too, as long as something was drawn from it.</summary>
public sealed class ReadSources(IDocumentStore store)
{
    /// <summary>By source; those that are no imported document of this practice are not in it.</summary>
    public async Task<IReadOnlyDictionary<Source, DocumentSource>> OfAsync(Member coach, Exercise exercise, CancellationToken ct)
    {
        var ids = exercise.Sources.Select(s => IdOf(s)).OfType<Guid>().Distinct().ToArray();
        if (ids.Length == 0)
            return new Dictionary<Source, DocumentSource>();
        await using var session = store.QuerySession(coach.Tenant!);
        var documents = (await session.LoadManyAsync<SourceDocument>(ct, ids)).ToDictionary(d => d.Id);
        return exercise.Sources.Distinct().Where(s => IdOf(s) is { } id && documents.ContainsKey(id)).ToDictionary(s => s, s => Of(documents[IdOf(s)!.Value], s.Section));
    }

    /// <summary>The document an exercise names, with the passage of that title. Pure.</summary>
    public static DocumentSource Of(SourceDocument document, string section)
    {
        var at = document.Passages.ToList().FindIndex(p => string.Equals(OneLine(p.Title), OneLine(section), StringComparison.OrdinalIgnoreCase));
        return new DocumentSource(
            document.Id, document.Name, document.ImportedAt, document.Withdrawn, at < 0 ? null : document.Passages[at], at + 1,
            [.. document.Cuts.CountBy(c => c.Reason).OrderBy(c => c.Key).Select(c => (c.Key, c.Value))]);
    }

    /// <summary>An imported document is named by its id, a pack's by a number.</summary>
    public static Guid? IdOf(Source source) => Guid.TryParseExact(source.Document, "D", out var id) ? id : null;

    private static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
