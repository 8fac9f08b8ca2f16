using System.Globalization;
using System.Text.RegularExpressions;
using CoachPlatform.IntegrationTests.Support;
using CoachPlatform.Library;

namespace CoachPlatform.IntegrationTests.Privacy;

/// <summary>
/// Real histories with a mark of its own in every text, and then every way that a text could leave by: pages of rounds, copies of both partners, a copy
/// of the coach, and the ledger. What may leave is judged from what the clients did, and from nothing that the product says.
/// </summary>
/// <remarks><c>COACH_HISTORIES</c>: how many, 2 when not set; <c>COACH_HISTORIES_FROM</c>: from which seed, 1 when not set. A failure names its seed.</remarks>
public sealed partial class ExportHistoryTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    [Fact]
    public async Task No_copy_holds_what_its_reader_was_never_to_have_and_each_holds_what_the_pages_show()
    {
        var (histories, from) = (Setting("COACH_HISTORIES", 2), Setting("COACH_HISTORIES_FROM", 1));
        var met = new Dictionary<string, int>();
        var coach = await fixture.App.OpenPracticeAsync();
        for (var seed = from; seed < from + histories; seed++)
            await OneAsync(coach, seed, met);

        // Histories in which nothing was shared and nothing kept would prove nothing.
        Assert.All(["own", "of the other", "kept from the other", "of the coach", "kept from the coach"], k => Assert.True(met.GetValueOrDefault(k) > 0, k));
    }

    private async Task OneAsync(Client coach, int seed, Dictionary<string, int> met)
    {
        var app = fixture.App;
        var couple = await coach.OpenCaseAsync();
        var history = new RandomHistory(app, coach, [couple], seed) { Text = "mark", Marks = true, Exercises = 5 };
        await history.RunAsync(writes: 80);
        var given = history.Acts.Where(a => a.Kind == "give").ToList();
        foreach (var (me, other) in new[] { (couple.A, couple.B), (couple.B, couple.A) })
        {
            var copy = MarksIn((await app.TakeCopyAsync(me)).All);
            var pages = await OnPagesAsync(me, history);
            var mine = given.Where(g => g.By == me).Select(g => g.Mark!).Where(InText(given)).ToHashSet();
            Assert.Subset(copy, mine);
            Assert.Equal(pages.Where(IsOf(other)).Order(), copy.Where(IsOf(other)).Where(m => given.Exists(g => g.Mark == m)).Order());
            foreach (var kept in given.Where(g => g.By == other && !MayReach(history, g, me, "partner", "partnerOnly")))
            {
                Assert.False(copy.Contains(kept.Mark!), Told(seed, history, kept));
                Count(met, "kept from the other");
            }

            Count(met, "own", mine.Count);
            Count(met, "of the other", copy.Count(IsOf(other)));
        }

        var coachs = MarksIn((await app.TakeCopyAsync(coach, couple.CaseId)).All);
        foreach (var kept in given.Where(g => !MayReach(history, g, null, "partner", "coach")))
        {
            Assert.False(coachs.Contains(kept.Mark!), Told(seed, history, kept));
            Count(met, "kept from the coach");
        }

        // Whatever is in the coach's copy stands in the ledger of whoever wrote it, by that route.
        foreach (var author in new[] { couple.A, couple.B })
        {
            var told = (await author.ReadAsync("/api/my/ledger")).GetProperty("lines").EnumerateArray()
                .Where(l => l.TryGetProperty("route", out var route) && route.GetString() == "export").Select(l => l.GetProperty("roundId").GetGuid()).ToHashSet();
            var taken = given.Where(g => g.By == author && coachs.Contains(g.Mark!)).ToList();
            Assert.All(taken, g => Assert.Contains(g.Round, told));
            Count(met, "of the coach", taken.Count);
        }
    }

    /// <summary>Everything that was done about the step of a text, in order.</summary>
    private static string Told(int seed, RandomHistory history, MarkedAct text) => string.Join('\n', history.Acts
        .Where(a => a.Round == text.Round && a.Step.Key == text.Step.Key)
        .Select(a => $"{a.By.Seat} {a.Kind} {a.Mark} {a.Audience} {a.Timing} {a.Entry}")
        .Prepend($"COACH_HISTORIES_FROM={seed}: {text.Mark} of {text.Step.Key} ({text.Step.Mode}, {text.Step.Who}) came through"));

    /// <summary>
    /// Whether this text could ever have come to a reader, by what its author chose: it is the newest of its kind, not taken back or passed over, its
    /// readers at last include the reader, and where both must be in, the other was.
    /// </summary>
    private static bool MayReach(RandomHistory history, MarkedAct text, Client? reader, params string[] wide)
    {
        var after = history.Acts.SkipWhile(a => a != text).Skip(1).Where(a => a.By == text.By && a.Round == text.Round && a.Step.Key == text.Step.Key && (a.Entry is null || a.Entry == text.Entry)).ToList();
        if (text.Step.Mode == Mode.Matched || after.Exists(a => a.Kind is "give" && a.Entry == text.Entry) || after.Exists(a => a.Kind is "withdraw" or "pass" && text.Entry is null))
            return false;
        var (audience, timing) = after.LastOrDefault(a => a.Kind == "share") is { } shared && text.Entry is null ? (shared.Audience, shared.Timing) : (text.Audience, text.Timing);
        if (!wide.Contains(audience) || timing == "never")
            return false;
        var bothMustBeIn = text.Step is { Mode: Mode.Sealed, Who: Who.Each } && reader is not null;
        return !bothMustBeIn || history.Acts.Exists(a => a.By == reader && a.Round == text.Round && a.Step.Key == text.Step.Key && a.Kind is "give" or "pass");
    }

    private static async Task<HashSet<string>> OnPagesAsync(Client who, RandomHistory history)
    {
        var marks = new HashSet<string>();
        foreach (var round in history.Acts.Select(a => a.Round).Distinct())
            marks.UnionWith(MarksIn((await who.ReadAsync($"/api/rounds/{round}/answers")).GetRawText()));
        return marks.Where(m => history.Acts.Exists(a => a.Mark == m)).ToHashSet();
    }

    /// <summary>Those that have a text at all: a number carries no mark.</summary>
    private static Func<string, bool> InText(List<MarkedAct> given) => mark =>
        given.First(g => g.Mark == mark).Step is var step && step.Fields.Any(f => (f.Kind == FieldKind.Guess ? step.Find(f.Guesses!)! : f).Kind is FieldKind.Text or FieldKind.Long or FieldKind.List);

    private static Func<string, bool> IsOf(Client author) => mark => mark.StartsWith($"mark-{author.Seat}", StringComparison.Ordinal);

    private static HashSet<string> MarksIn(string text) => [.. Marks().Matches(text).Select(m => m.Value)];

    private static int Setting(string name, int otherwise) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } given ? int.Parse(given, CultureInfo.InvariantCulture) : otherwise;

    private static void Count(Dictionary<string, int> met, string what, int by = 1) => met[what] = met.GetValueOrDefault(what) + by;

    [GeneratedRegex(@"mark-[AB]\d+-", RegexOptions.CultureInvariant)]
    private static partial Regex Marks();
}
