using CoachPlatform.Library.Documents;

namespace CoachPlatform.Library.Search;

public enum TextKind { Exercise, Passage }

/// <summary>One text that can be found, before the database makes words of it. Pure.</summary>
/// <param name="Tenant">The practice, or <see cref="Shipped"/>.</param>
/// <param name="Ref">The slug of an exercise, or the id of a document.</param>
/// <param name="N">Of a passage, from 1; 0 for an exercise.</param>
/// <param name="Stamp">What the row was made of: equal stamps, equal rows.</param>
/// <param name="Language">A text search configuration.</param>
/// <param name="Title">Counts most.</param>
/// <param name="Detail">Counts next.</param>
/// <param name="Rest">Counts least.</param>
/// <param name="Body">Where a snippet is taken from; empty for an exercise.</param>
public sealed record LibraryText(string Tenant, TextKind Kind, string Ref, int N, string Stamp, string Language, string Title, string Detail, string Rest, string Body)
{
    public const string Shipped = "*";

    /// <summary>Raised whenever rows are made in another way, so that the next start makes them anew.</summary>
    public const int Form = 1;

    public static LibraryText OfShipped(Exercise exercise, string language) =>
        OfExercise(Shipped, exercise, TextLanguage.Of(language), $"{Form}:{TextLanguage.Of(language)}:{exercise.VersionId}");

    /// <summary>Of the practice's own: the language follows from its words.</summary>
    public static LibraryText OfOwn(string tenant, Exercise exercise) =>
        OfExercise(tenant, exercise, TextLanguage.Guess($"{exercise.Why} {exercise.Digest} {Asked(exercise)}"), OwnStamp(exercise.VersionId));

    public static IReadOnlyList<LibraryText> OfPassages(string tenant, SourceDocument document)
    {
        var language = TextLanguage.Guess(string.Join('\n', document.Passages.Select(p => p.Text)));
        return
        [
            .. document.Passages.Select((p, i) => new LibraryText(
                tenant, TextKind.Passage, RefOf(document.Id), i + 1, $"{Form}:{document.Revision}", language, Clean(p.Title), "", Clean(p.Text), Clean(p.Text))),
        ];
    }

    public static string OwnStamp(string versionId) => $"{Form}:{versionId}";

    public static string RefOf(Guid document) => document.ToString("D");

    private static LibraryText OfExercise(string tenant, Exercise exercise, string language, string stamp) => new(
        tenant, TextKind.Exercise, exercise.Slug, 0, stamp, language,
        Clean(exercise.Title),
        Clean($"{exercise.Why}\n{Asked(exercise)}"),
        Clean(string.Join('\n', (string[])[exercise.Digest, exercise.Slug, exercise.Dimension, .. exercise.Practices, .. exercise.Sources.SelectMany(s => new[] { s.Document, s.Section })])),
        Body: "");

    /// <summary>Everything that its steps say and ask.</summary>
    private static string Asked(Exercise exercise) => string.Join('\n', exercise.Steps.SelectMany(s => (string?[])
        [s.Title, s.Help, s.Doing, .. s.Fields.SelectMany(f => (string?[])[f.Label, f.Help, .. f.Options.Select(o => o.Label)])]).OfType<string>());

    private static string Clean(string text) => SearchWords.Clean(text);
}
