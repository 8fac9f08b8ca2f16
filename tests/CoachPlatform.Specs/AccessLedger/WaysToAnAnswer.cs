using CoachPlatform.AccessLedger;
using CoachPlatform.Answers;
using CoachPlatform.Vault;
using CoachPlatform.Web.Couple;

namespace CoachPlatform.Specs.AccessLedger;

/// <summary>
/// Every way to an answer there is, read from the compiled product. A new one does not appear here by itself: it fails until it is declared with the
/// route that the ledger has for it.
/// </summary>
public class WaysToAnAnswer
{
    /// <summary>Who asks the vault for plain text, and what the ledger has of it.</summary>
    private static readonly (string By, string Calls, string Ledger)[] Vault =
    [
        ("ExportFile", "Opener.OpenAsync Opening.get_ByAuthor", "export: recorded when the file was made, of which these are pieces"),
        ("ExportOwnWords", "Opener.OpenAsync Opening.get_ByAuthor", "none: the author's own, and no box of anybody else"),
        ("OpenForOperator", "Opener.OpenAsync Opening.RecordedAsync", Routes.Operator),
        ("OpenRound", "Opener.OpenAsync Opener.OpenCommonAsync Opening.RecordedAsync Opening.get_ByAuthor", "the route that its caller names, below"),
        ("OpenSafety", "Opener.OpenAsync Opening.RecordedAsync", Routes.Safety),
        ("ReadMyTold", "Opener.OpenAsync Opening.get_ByAuthor", "none: the author's own, and no box of anybody else"),
        ("ReadTrends", "Opener.OpenAsync Opening.RecordedAsync Opening.get_ByAuthor", Routes.Trend),
        ("ReleaseWords", "Opener.OpenAsync Opening.get_ByAuthor", "none: what a coach wrote to both, to whom something shall go, and no answer"),
        ("SecondSteps", "Opener.OpenAsync Opening.get_ByAuthor", "none: the secret of somebody's own second step, and no answer"),
    ];

    /// <summary>Who opens a round, in which file, and by which route.</summary>
    private static readonly (string By, string File, string Route)[] Rounds =
    [
        ("Asking", "Web/Couple/RoundPages.cs", Routes.Screen),
        ("CoachPages", "Web/Coach/CoachPages.cs", Routes.Screen),
        ("ExportRounds", "Privacy/ExportRounds.cs", Routes.Export),
        ("ReadAnswers", "Answers/ReadAnswers.cs", Routes.Api),
        ("ReleaseRounds", "Privacy/Releases/ReleaseRounds.cs", Routes.Release),
        ("SupervisionPages", "Web/Coach/SupervisionPages.cs", Routes.Screen),
    ];

    /// <summary>Who opens trends.</summary>
    private static readonly string[] Trends = ["CoachPages", "MyPages", "TrendRoutes"];

    [Fact]
    public void whoever_asks_the_vault_for_plain_text_is_declared_with_what_the_ledger_has_of_it() =>
        Assert.Equal(
            Vault.Select(v => $"{v.By}: {v.Calls}"),
            Calls.InProduct(c => c.Type is nameof(Opener) && c.Method != ".ctor" || c is { Type: nameof(Opening), Method: "get_ByAuthor" or nameof(Opening.RecordedAsync) })
                .GroupBy(c => c.By, c => $"{c.Type}.{c.Method}").OrderBy(g => g.Key, StringComparer.Ordinal)
                .Select(g => $"{g.Key}: {string.Join(' ', g.Distinct().Order(StringComparer.Ordinal))}"));

    [Fact]
    public void whoever_opens_a_round_is_declared_with_its_route()
    {
        Assert.Equal(Rounds.Select(r => r.By), Callers(nameof(OpenRound), nameof(OpenRound.ForAsync)));
        foreach (var (_, file, route) in Rounds)
        {
            // The word stands in the file of whoever calls, and no other route's does.
            var source = File.ReadAllText(Repository.Path("src", "CoachPlatform", file));
            Assert.Equal([route], Routes.All.Where(r => source.Contains($"Routes.{char.ToUpperInvariant(r[0])}{r[1..]}", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public void whoever_opens_trends_is_declared() => Assert.Equal(Trends, Callers("ReadTrends", "ForAsync"));

    [Fact]
    public void nobody_but_those_who_open_writes_the_ledger() =>
        Assert.Equal(["OpenForOperator", "OpenRound", "OpenSafety", "ReadTrends"], Callers(nameof(RecordReading), ".ctor"));

    [Fact]
    public void whoever_moves_a_text_to_another_key_is_declared_since_that_opens_it_inside_the_vault() =>
        Assert.Equal(["Carried", "ConfirmJoint"], Callers(nameof(Resealer), nameof(Resealer.Reseal)));

    [Fact]
    public void every_route_has_its_words_on_the_authors_page()
    {
        var (_, other) = WhoReadView.Route("nothing known");
        Assert.All(Routes.All, r => Assert.NotEqual(other, WhoReadView.Route(r).Words));
        Assert.Equal(
            Routes.All.Order(StringComparer.Ordinal),
            typeof(Routes).GetFields().Where(f => f.IsLiteral).Select(f => (string)f.GetRawConstantValue()!).Order(StringComparer.Ordinal));
        Assert.All(Enum.GetValues<OperatorReason>(), r => Assert.False(string.IsNullOrWhiteSpace(WhoReadView.Because(r))));
    }

    private static IEnumerable<string> Callers(string type, string method) =>
        Calls.InProduct(c => c.Type == type && c.Method == method).Select(c => c.By).Where(by => by != type).Distinct().Order(StringComparer.Ordinal);
}
