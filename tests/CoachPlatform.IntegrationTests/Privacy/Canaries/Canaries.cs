using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;
using CoachPlatform.IntegrationTests.Support;

namespace CoachPlatform.IntegrationTests.Privacy.Canaries;

/// <summary>A text that stands once in the world, and who may have it now.</summary>
/// <param name="What">For the message of a failure.</param>
internal sealed record Canary(string Mark, string What, Func<Client, bool> MayHave);

/// <summary>Every canary that was given to the product, by its mark.</summary>
internal sealed partial class Canaries
{
    private readonly ConcurrentDictionary<string, Canary> all = new();

    public static string MarkOf(int seed, int text, int field) => string.Create(CultureInfo.InvariantCulture, $"canary-{seed}-{text}-{field}z");

    public Canary Add(string mark, string what, Func<Client, bool> mayHave) => all[mark] = new Canary(mark, what, mayHave);

    public static IEnumerable<string> In(string text) => text.Contains("canary-", StringComparison.OrdinalIgnoreCase) ? Marks().Matches(text).Select(m => m.Value).Distinct() : [];

    /// <summary>What stands in a text that reached somebody and may not be there.</summary>
    /// <param name="own">Marks that the same request had brought, which a refusal may repeat.</param>
    public IEnumerable<string> Wrong(Client who, string text, IReadOnlyCollection<string> own) => In(text)
        .Where(mark => !own.Contains(mark) && !(all.TryGetValue(mark, out var canary) && canary.MayHave(who)))
        .Select(mark => all.TryGetValue(mark, out var canary) ? $"{mark}: {canary.What}" : $"{mark}: of a request that was refused");

    [GeneratedRegex(@"canary-\d+-\d+-\d+z", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Marks();
}
