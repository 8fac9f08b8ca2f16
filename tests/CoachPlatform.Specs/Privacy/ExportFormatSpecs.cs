using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using CoachPlatform.Answers;
using CoachPlatform.Cases;
using CoachPlatform.Library;
using CoachPlatform.Privacy;
using CoachPlatform.Web.Shared;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace CoachPlatform.Specs.Privacy;

/// <summary>The files of an export: what a program reads, what a spreadsheet opens, and what a person reads.</summary>
public partial class ExportFormatSpecs
{
    private static readonly DateTimeOffset At = new(2026, 11, 23, 20, 15, 0, TimeSpan.Zero);

    private static readonly ExportField Words = new("what", "What was it?", JsonElement.Parse("\"the <sea> & \\\"us\\\"\""), "the <sea> & \"us\"");

    private static readonly ExportField Formula = new("sum", "And?", JsonElement.Parse("\"=1+1\""), "=1+1");

    [Theory, InlineData(ExportKind.Person), InlineData(ExportKind.Case), InlineData(ExportKind.Release)]
    public void what_a_program_reads_is_what_the_schema_says(ExportKind kind)
    {
        using var zip = Zip(kind);
        Assert.Empty(SchemaCheck.Against(JsonElement.Parse(Text(zip, "schema.json")), JsonElement.Parse(Text(zip, "data.json"))));
    }

    [Fact]
    public void the_check_against_the_schema_finds_what_does_not_fit()
    {
        var schema = JsonElement.Parse(ExportZip.Schema);
        var data = JsonSerializer.Serialize(Data(ExportKind.Person), ExportData.Json);
        foreach (var (from, to) in new[] { ("\"kind\": \"person\"", "\"kind\": \"people\""), ("\"own\": [", "\"mine\": ["), ("\"occurrence\": 1", "\"occurrence\": \"1\""), ("2026-11-23T20:15:00+00:00", "yesterday") })
        {
            Assert.Contains(from, data, StringComparison.Ordinal);
            Assert.NotEmpty(SchemaCheck.Against(schema, JsonElement.Parse(data.Replace(from, to, StringComparison.Ordinal))));
        }
    }

    [Fact]
    public void what_a_person_reads_needs_nothing_beside_itself_and_escapes_what_was_written()
    {
        using var zip = Zip(ExportKind.Person);
        var html = Text(zip, "read.html");
        Assert.StartsWith("<!DOCTYPE html>", html, StringComparison.Ordinal);
        Assert.DoesNotMatch(Reaches(), html);
        Assert.Contains("the &lt;sea&gt; &amp; &quot;us&quot;", html, StringComparison.Ordinal);
        Assert.Contains("Answers the other has not opened to you", html, StringComparison.Ordinal);
        Assert.Contains("prefers-color-scheme: dark", html, StringComparison.Ordinal);
        Assert.Contains("@media print", html, StringComparison.Ordinal);
    }

    [Fact]
    public void a_spreadsheet_takes_no_words_for_a_formula()
    {
        using var zip = Zip(ExportKind.Person);
        var answers = Text(zip, "answers.csv");
        Assert.Contains("'=1+1", answers, StringComparison.Ordinal);
        Assert.DoesNotContain(",=1+1", answers, StringComparison.Ordinal);
        Assert.Equal(1 + 4 + 2, answers.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public void a_coachs_copy_has_no_ledger_of_the_couple()
    {
        using var zip = Zip(ExportKind.Case);
        Assert.Null(zip.GetEntry("who-read.csv"));
        Assert.DoesNotContain("Who read my answers", Text(zip, "read.html"), StringComparison.Ordinal);
    }

    [Fact]
    public void everything_that_is_left_out_and_every_act_has_its_words()
    {
        Assert.All(Enum.GetValues<ExportLeftOut>(), w => Assert.Contains(' ', ExportLook.LeftOut(w)));
        foreach (var what in Enum.GetValues<ExportDone>())
            Assert.DoesNotContain(what.ToString(), new ExportLook("Etc/UTC").Act(new ExportAct(what, At, null, null, null, null, null, false, [])), StringComparison.Ordinal);
    }

    [GeneratedRegex(@"<script|<link|<img|@import|url\(|https?://", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Reaches();

    private static ZipArchive Zip(ExportKind kind)
    {
        var data = Data(kind);
        using var services = new ServiceCollection().BuildServiceProvider();
        var html = new DrawExport(services.GetRequiredService<IServiceScopeFactory>(), NullLoggerFactory.Instance).HtmlAsync(data).GetAwaiter().GetResult();
        return new ZipArchive(new MemoryStream(ExportZip.Of(data, html)));
    }

    private static string Text(ZipArchive zip, string name)
    {
        using var reader = new StreamReader(zip.GetEntry(name)!.Open(), Encoding.UTF8);
        return reader.ReadToEnd();
    }

    private static ExportData Data(ExportKind kind)
    {
        var person = kind == ExportKind.Person;
        var id = new Guid("00000000-0000-7000-8000-0000000000e1");
        var step = new ExportStep(
            "say", 1, "Say", Mode.Sealed, At,
            person
                ?
                [
                    new ExportAct(ExportDone.Given, At, 1, null, Audience.Partner, Timing.WhenBoth, new Dictionary<string, Audience> { ["sum"] = Audience.Me }, false, [Words, Formula]),
                    new ExportAct(ExportDone.TakenBack, At, 1, id, null, null, null, false, []),
                    new ExportAct(ExportDone.Passed, At, null, null, null, null, null, true, []),
                ]
                : [],
            [new ExportAnswer(Seat.B, "Ben", AnswerStatus.Read, null, person ? null : 2, person ? null : At, [Words]), new ExportAnswer(Seat.B, "Ben", AnswerStatus.NotShared, null, null, null, [])],
            new ExportJoint(1, Seat.A, "Ana", true, At, [Words]));
        return new ExportData(
            new ExportManifest(ExportManifest.FormatName, ExportManifest.Newest, kind, id, At, "Europe/Madrid", "Harbour", "Miriam Vale", ExportManifest.LeftOutOf(kind)),
            new ExportCase(id, new Dictionary<Seat, string> { [Seat.A] = "Ana", [Seat.B] = "Ben" }, person ? Seat.A : null, person ? "ana@demo.example" : null, person ? At : null),
            [new ExportDecided("topic-granted", At, new Dictionary<string, string> { ["topic"] = "money", ["textVersion"] = "topics-2026-11" }), new ExportDecided("not-known-yet", At, new Dictionary<string, string>())],
            [new ExportRound(id, "evening", "Evening", "3f2a", 1, At, new DateOnly(2026, 12, 1), true, "Take your time.", [step], [new ExportComment(id, "Miriam Vale", At, "Well said.", [Seat.A])])],
            person ? [new ExportReading("Miriam Vale", "read", "screen", At, "Evening", "Say"), new ExportReading("Ben", "openTo", null, At, "Evening", "Say")] : []);
    }
}
