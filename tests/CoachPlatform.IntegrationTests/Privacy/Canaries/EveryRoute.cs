using System.Text.RegularExpressions;
using CoachPlatform.IntegrationTests.Access;

namespace CoachPlatform.IntegrationTests.Privacy.Canaries;

/// <summary>Every route that can be read, from the table of who may ask what. One whose address names something unknown here fails the test, so that it is thought about.</summary>
internal static partial class EveryRoute
{
    /// <summary>What addresses name that belongs to no case: drafts and documents of a practice, links that are used up, versions of texts of ours.</summary>
    private static readonly string[] OfNoCase =
    [
        "{draftId:guid}", "{documentId:guid}", "{document}", "{n:int}", "{from}", "{to}", "{version}", "{documentName}", "{documentName?}", "{linkId}", "{invitationId}", "{ticket}",
    ];

    private static readonly string[] OfACase = ["{caseId}", "{roundId}", "{step}", "{slug}", "{exportId}", "{releaseId}", "{of:guid}"];

    public static IReadOnlyList<string> All { get; } = [.. AccessTable.Rows.Where(r => r.Method == "GET").Select(r => r.Route).Where(r => !Names(r).Any(OfNoCase.Contains))];

    /// <summary>What is the same for everybody, or one practice's library: words of no case pass there, so they are read more seldom.</summary>
    private static readonly string[] Shared = ["/api-docs", "/openapi", "/health", "/library", "/api/library", "/fragments/library", "/programmes", "/api/programmes", "/documents", "/api/documents", "/agreement/text"];

    /// <summary>What one history reads at its end: eighteen seeds in a row read everything that concerns people, seventy-two read the rest too.</summary>
    public static IEnumerable<string> Of(int seed) =>
        All.Where((route, i) => (i + seed) % (Shared.Any(s => route.StartsWith(s, StringComparison.Ordinal)) ? 72 : 18) == 0);

    /// <summary>Whom a route refuses whatever the case, it refuses before it looks at any; that it does is the matrix's to prove.</summary>
    public static bool MayAsk(Person who, string route) => Answers[(who, route)] is not ("401" or "403");

    private static Dictionary<(Person, string), string> Answers { get; } =
        AccessTable.Rows.Where(r => r.Method == "GET").SelectMany(r => r.Cells.Select(c => (Key: (c.Key, r.Route), c.Value))).ToDictionary(c => c.Key, c => c.Value);

    public static IReadOnlyList<string> OfRounds { get; } = [.. All.Where(r => r.Contains("{roundId}", StringComparison.Ordinal))];

    public static IEnumerable<string> NotUnderstood { get; } = AccessTable.Rows.Where(r => r.Method == "GET").SelectMany(r => Names(r.Route)).Distinct().Except([.. OfNoCase, .. OfACase]);

    public static string Fill(string route, KnownRound round, string step, Guid export, Guid concern) => route
        .Replace("{caseId}", $"{round.Case.Id}", StringComparison.Ordinal)
        .Replace("{roundId}", $"{round.Id}", StringComparison.Ordinal)
        .Replace("{step}", step, StringComparison.Ordinal)
        .Replace("{slug}", route.Contains("programmes", StringComparison.Ordinal) ? "listening" : round.Exercise.Slug, StringComparison.Ordinal)
        .Replace("{exportId}", $"{export}", StringComparison.Ordinal)
        .Replace("{releaseId}", $"{export}", StringComparison.Ordinal)
        .Replace("{of:guid}", $"{concern}", StringComparison.Ordinal);

    private static IEnumerable<string> Names(string route) => Placeholders().Matches(route).Select(m => m.Value);

    [GeneratedRegex(@"\{[^}]+\}", RegexOptions.CultureInvariant)]
    private static partial Regex Placeholders();
}
