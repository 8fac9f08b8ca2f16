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
    public void what_was_told_the_coach_alone_is_in_all_three_forms_where_it_was_asked_for_and_no_word_of_it_elsewhere()
    {
        using var with = Zip(Data(ExportKind.Person) with { Told = ExportToldSpecs.Told });
        using var without = Zip(ExportKind.Person);
        string[] words = ["Do you feel safe at home?", "Sometimes", "canary-words", "canary-by-hand", "Miriam Vale"];
        foreach (var file in new[] { "data.json", "read.html" })
            Assert.All(words, w => Assert.Contains(w, Text(with, file), StringComparison.Ordinal));
        Assert.All(words[..4], w => Assert.Contains(w, Text(with, "told.csv"), StringComparison.Ordinal));
        Assert.Contains("Miriam Vale", Text(with, "told-read.csv"), StringComparison.Ordinal);
        Assert.Empty(SchemaCheck.Against(JsonElement.Parse(Text(with, "schema.json")), JsonElement.Parse(Text(with, "data.json"))));
        Assert.DoesNotContain("\"told\"", Text(without, "data.json"), StringComparison.Ordinal);
        Assert.DoesNotContain("told your coach alone", Text(without, "read.html"), StringComparison.Ordinal);
        Assert.DoesNotContain(without.Entries, e => e.Name.StartsWith("told", StringComparison.Ordinal));
    }

    [Fact]
    public void what_is_left_out_names_safety_in_every_copy_but_the_persons_own_that_holds_it()
    {
        foreach (var kind in Enum.GetValues<ExportKind>())
            Assert.Contains(ExportLeftOut.AnswersAboutSafety, ExportManifest.LeftOutOf(kind, withSafety: false));
        Assert.Contains(ExportLeftOut.AnswersAboutSafety, ExportManifest.LeftOutOf(ExportKind.Case, withSafety: true));
        Assert.Equal(ExportManifest.LeftOutOf(ExportKind.Person).Except([ExportLeftOut.AnswersAboutSafety]), ExportManifest.LeftOutOf(ExportKind.Person, withSafety: true));
    }

    [Fact]
    public void what_is_agreed_has_its_time_and_what_was_taken_over_says_so()
    {
        var look = new ExportLook("Etc/UTC");
        var agreed = new ExportJoint(2, Seat.A, "Ana", true, At, []);
        Assert.Equal("agreed by both, 23 November 2026, 20:15", look.Together(agreed));
        Assert.DoesNotContain("2026", look.Together(agreed with { Carried = true }), StringComparison.Ordinal);
        Assert.Equal("proposed by Ana, not agreed yet", look.Together(agreed with { Agreed = false }));
    }

    [Fact]
    public void a_supervisor_is_said_to_be_one()
    {
        var reading = new ExportReading("Lea Brandt", "read", "screen", At, "Evening", "Say");
        Assert.Equal("Lea Brandt", ExportLook.Who(reading));
        Assert.Equal("Lea Brandt, who supervises your coach", ExportLook.Who(reading with { Supervising = true }));
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

    private static ZipArchive Zip(ExportKind kind) => Zip(Data(kind));

    private static ZipArchive Zip(ExportData data)
    {
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
            person ? [new ExportReading("Miriam Vale", "read", "screen", At, "Evening", "Say"), new ExportReading("Lea Brandt", "read", "screen", At, "Evening", "Say") { Supervising = true }, new ExportReading("Ben", "openTo", null, At, "Evening", "Say")] : []);
    }
}
