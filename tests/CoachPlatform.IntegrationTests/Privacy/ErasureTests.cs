using System.Net;
using System.Text.Json;
using CoachPlatform.Cases;
using CoachPlatform.IntegrationTests.Platform;
using CoachPlatform.IntegrationTests.Support;
using CoachPlatform.Privacy;
using Marten;
using Marten.Events;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace CoachPlatform.IntegrationTests.Privacy;

/// <summary>One person erases; the other, the coach, a thief of the database and a restored backup find nothing of theirs.</summary>
public sealed class ErasureTests(TestPostgres postgres)
{
    private const string Canary = "canary-of-ana";
    private const string Ana = "Canary-Ana";

    [Fact]
    public async Task What_is_erased_is_gone_for_everybody_and_stays_gone_on_a_restored_backup()
    {
        var database = await postgres.CreateDatabaseAsync("erasure");
        using var folder = new TempFolder();
        (string, string)[] settings = [("Coach:ErasureJournal", Path.Combine(folder.Path, "erasures.journal")), ("Coach:Backups:KeptFor", "35.00:00:00")];
        History history;
        await using (var app = await CoachApp.StartOnAsync(database, settings))
            history = await WriteAsync(app);
        var backup = await postgres.CopyAsync(database, "erasure_backup");

        SignedCertificate certificate;
        string key;
        await using (var app = await CoachApp.StartOnAsync(database, settings))
        {
            (certificate, key) = await EraseAsync(app, history);
            await NothingIsLeftAsync(app, history);
            await RebuiltTheSameAsync(app);
            await using var data = NpgsqlDataSource.Create(database);
            var ct = TestContext.Current.CancellationToken;
            Assert.All(await VerifyCertificate.InAsync(data, certificate.Certificate, ct), f => Assert.True(f.Fits, f.Words));
            var before = await app.FingerprintAsync();
            Assert.True(await app.Inside.GetRequiredService<EraseSeat>().RunAsync(history.Tenant, history.CaseId, Seat.A, ct));
            Assert.Equal(before, await app.FingerprintAsync());
        }

        Assert.All(VerifyCertificate.Of(certificate, key), f => Assert.True(f.Fits, f.Words));
        Assert.Contains(VerifyCertificate.Of(certificate with { Certificate = certificate.Certificate with { Seat = Seat.B } }, key), f => !f.Fits);
        Assert.Equal(certificate.Certificate.ErasedAt.AddDays(35), certificate.Certificate.BackupsHoldKeyUntil);

        await using (var app = await CoachApp.StartOnAsync(backup, settings))
        {
            await NothingIsLeftAsync(app, history);
            await using var data = NpgsqlDataSource.Create(backup);
            Assert.True((await VerifyCertificate.InAsync(data, certificate.Certificate, TestContext.Current.CancellationToken))[0].Fits);
        }

        await postgres.DropDatabaseAsync(database);
        await postgres.DropDatabaseAsync(backup);
    }

    [Fact]
    public async Task Under_a_legal_hold_it_waits_and_runs_by_itself_when_that_is_lifted()
    {
        await using var app = await CoachApp.StartAsync(postgres, "legal_hold");
        var coach = await app.OpenPracticeAsync();
        var couple = await coach.OpenCaseAsync();
        var (hold, place) = ($"/practice/legal-holds/{couple.CaseId}", $"/api/cases/{couple.CaseId}/legal-hold");
        Assert.Contains($"data-api=\"{place}\"", await coach.PageAsync(hold), StringComparison.Ordinal);
        await coach.DoAsync(place, new { });
        Assert.Contains($"data-api=\"{place}/lift\"", await coach.PageAsync(hold), StringComparison.Ordinal);
        Assert.Contains($"id=\"hold-{couple.CaseId}\"", await coach.PageAsync("/practice"), StringComparison.Ordinal);
        await HeldIsToldAsync(couple);

        var asked = await couple.A.DoAsync($"/api/my/cases/{couple.CaseId}/erase", new { understood = true });
        Assert.Equal("waiting", asked.GetProperty("state").GetString());
        var address = $"/api/certificates/{asked.GetProperty("ticket").GetString()}";
        using (var notYet = await app.Stranger().GetAsync(address))
            Assert.Equal(HttpStatusCode.Accepted, notYet.StatusCode);
        await app.Inside.GetRequiredService<ErasureWatch>().LookAsync(TestContext.Current.CancellationToken);
        await couple.A.ReadAsync("/api/me");
        Assert.True((await couple.A.ReadAsync($"/api/my/cases/{couple.CaseId}/legal-hold")).GetProperty("erasureWaits").GetBoolean());
        Assert.False((await couple.B.ReadAsync($"/api/my/cases/{couple.CaseId}/legal-hold")).GetProperty("erasureWaits").GetBoolean());
        Assert.Contains("You have asked for everything of yours to be erased", await couple.A.PageAsync("/privacy"), StringComparison.Ordinal);
        Assert.DoesNotContain("You have asked for everything of yours to be erased", await couple.B.PageAsync("/privacy"), StringComparison.Ordinal);

        await coach.DoAsync($"{place}/lift", new { });
        await app.Inside.GetRequiredService<ErasureWatch>().LookAsync(TestContext.Current.CancellationToken);
        await app.Stranger().ReadAsync(address);
        using var signIn = await app.Stranger().SendAsync("/api/sign-in", new { email = couple.A.Email, password = CoachApp.Password });
        Assert.Equal(HttpStatusCode.Unauthorized, signIn.StatusCode);
        await couple.B.ReadAsync("/api/me");
        Assert.DoesNotContain("A legal hold stands", await couple.B.PageAsync("/privacy"), StringComparison.Ordinal);
    }

    private static async Task HeldIsToldAsync(Couple couple)
    {
        foreach (var partner in new[] { couple.A, couple.B })
        {
            Assert.True((await partner.ReadAsync($"/api/my/cases/{couple.CaseId}/legal-hold")).GetProperty("stands").GetBoolean());
            foreach (var page in new[] { "/privacy", "/privacy/erase", "/fragments/privacy/legal-hold" })
                Assert.Contains("A legal hold stands", await partner.PageAsync(page), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task It_needs_a_confirmation_a_yes_and_a_journal_that_can_be_written()
    {
        using var folder = new TempFolder();
        var blocked = Path.Combine(folder.Path, "a-file");
        await File.WriteAllTextAsync(blocked, "in the way");
        await using var app = await CoachApp.StartAsync(postgres, "erase_refused", ("Coach:ErasureJournal", Path.Combine(blocked, "erasures.journal")));
        var coach = await app.OpenPracticeAsync();
        var couple = await coach.OpenCaseAsync();
        var erase = $"/api/my/cases/{couple.CaseId}/erase";

        await couple.A.RefusedAsync(erase, new { }, 422, "fields-invalid");
        await couple.A.RefusedAsync(erase, new { understood = true }, 503, "try-later");
        app.Clock.Move(TimeSpan.FromMinutes(11));
        await couple.A.RefusedAsync(erase, new { understood = true }, 403, "confirm-first");
        await couple.A.ReadAsync("/api/me");
    }

    private sealed record History(string Tenant, Guid CaseId, Guid Round, string CoachEmail, string Email, string BenEmail, Guid Person, string BensEvents);

    private static async Task<History> WriteAsync(CoachApp app)
    {
        var coach = await app.OpenPracticeAsync();
        var couple = await coach.OpenCaseAsync(Ana, "Ben");
        var round = await coach.AssignAsync(couple.CaseId, "something-i-understood");
        await couple.A.AnswerAsync(round, new { understood = $"{Canary} one" });
        await couple.B.AnswerAsync(round, new { understood = "words of ben" });
        await coach.DoAsync($"/api/rounds/{round}/comments", new { text = $"{Canary} from the coach", to = new[] { "A" } });
        Assert.Contains(Canary, (await couple.B.ReadAsync($"/api/rounds/{round}/answers")).ToString(), StringComparison.Ordinal);
        await coach.ReadAsync($"/api/rounds/{round}/answers");
        await app.Inside.GetRequiredService<IDocumentStore>().WaitForNonStaleProjectionDataAsync(TimeSpan.FromMinutes(1));
        var person = (await couple.A.ReadAsync("/api/me")).GetProperty("personId").GetGuid();
        return new History(coach.Tenant!, couple.CaseId, round, coach.Email!, couple.A.Email!, couple.B.Email!, person, await BensEventsAsync(app));
    }

    private static async Task<(SignedCertificate Certificate, string PublicKey)> EraseAsync(CoachApp app, History history)
    {
        var ana = await app.SignInAsync(history.Email);
        var reply = await ana.DoAsync($"/api/my/cases/{history.CaseId}/erase", new { understood = true });
        Assert.Equal("erased", reply.GetProperty("state").GetString());
        using (var gone = await ana.GetAsync("/api/me"))
            Assert.Equal(HttpStatusCode.Unauthorized, gone.StatusCode);
        var ticket = reply.GetProperty("ticket").GetString();
        using var page = await ana.GetAsync($"/erased/{ticket}");
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        var file = await ana.Http.GetStringAsync(new Uri($"/api/certificates/{ticket}", UriKind.Relative));
        var key = await ana.Http.GetStringAsync(new Uri("/api/certificates/public-key", UriKind.Relative));
        using var nobodys = await ana.GetAsync($"/api/certificates/{ticket}x");
        Assert.Equal(HttpStatusCode.NotFound, nobodys.StatusCode);
        return (SignedCertificate.Parse(file)!, key);
    }

    private static async Task NothingIsLeftAsync(CoachApp app, History history)
    {
        await app.Inside.GetRequiredService<IDocumentStore>().WaitForNonStaleProjectionDataAsync(TimeSpan.FromMinutes(1));
        using (var refused = await app.Stranger().SendAsync("/api/sign-in", new { email = history.Email, password = CoachApp.Password }))
            Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        var ben = await app.SignInAsync(history.BenEmail);
        var seen = (await ben.ReadAsync($"/api/rounds/{history.Round}/answers")).GetProperty("steps")[0].GetProperty("answers").EnumerateArray().ToList();
        Assert.Equal("notShared", Of(seen, "A").GetProperty("state").GetString());
        Assert.Empty(Of(seen, "A").GetProperty("fields").EnumerateObject());
        Assert.Contains("words of ben", Of(seen, "B").ToString(), StringComparison.Ordinal);
        var coach = await app.SignInAsync(history.CoachEmail);
        var byCoach = (await coach.ReadAsync($"/api/rounds/{history.Round}/answers")).GetProperty("steps")[0].GetProperty("answers").EnumerateArray().ToList();
        Assert.Equal("gone", Of(byCoach, "A").GetProperty("state").GetString());
        foreach (var page in new[] { "/today", "/history", "/who-read", "/trends", $"/rounds/{history.Round}" })
        {
            var html = await ben.Http.GetStringAsync(new Uri(page, UriKind.Relative));
            Assert.DoesNotContain(Canary, html, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(Ana, html, StringComparison.OrdinalIgnoreCase);
        }

        Assert.Equal(history.BensEvents, await BensEventsAsync(app));
        Assert.Equal(0L, await app.AskAsync("select count(*) from vault.keys where scope like @p", $"{history.CaseId:N}|A%"));
        Assert.Equal(0L, await app.AskAsync("select count(*) from coach.mt_doc_answer_row where case_id = @p and data->>'seat' = 'A'", history.CaseId));
        Assert.Empty(await TablesWithAsync(app, [Canary, Ana, history.Email, history.Person.ToString()]));
        Assert.DoesNotContain(app.Logs.Lines, l => l.Contains(Canary, StringComparison.OrdinalIgnoreCase) || l.Contains(Ana, StringComparison.OrdinalIgnoreCase));

        static JsonElement Of(List<JsonElement> answers, string seat) => answers.Single(a => a.GetProperty("author").GetString() == seat);
    }

    private static async Task RebuiltTheSameAsync(CoachApp app)
    {
        const string Rows = "select id || data::text from coach.mt_doc_case_board union all select id || data::text from coach.mt_doc_round_feed union all select id || data::text from coach.mt_doc_answer_row order by 1";
        var before = await app.TextsAsync(Rows);
        using var daemon = await app.Inside.GetRequiredService<IDocumentStore>().BuildProjectionDaemonAsync();
        await daemon.RebuildProjectionAsync("case-progress", TestContext.Current.CancellationToken);
        await daemon.RebuildProjectionAsync("answer-rows", TestContext.Current.CancellationToken);
        Assert.Equal(before, await app.TextsAsync(Rows));
    }

    /// <summary>Every event that Ben has caused, but for what he has read since.</summary>
    private static async Task<string> BensEventsAsync(CoachApp app) => string.Join('\n', await app.TextsAsync(
        "select stream_id || ' ' || version || ' ' || id || ' ' || type || ' ' || data::text from coach.mt_events where headers->>'actor' = 'seat:B' and type <> 'answers-opened-v1' order by seq_id"));

    private static async Task<IReadOnlyList<string>> TablesWithAsync(CoachApp app, IReadOnlyList<string> needles)
    {
        var tables = await app.TextsAsync("select quote_ident(schemaname) || '.' || quote_ident(tablename) from pg_tables where schemaname not in ('pg_catalog', 'information_schema') order by 1");
        var found = new List<string>();
        foreach (var table in tables)
        {
            var rows = await app.TextsAsync($"select t::text from {table} t");
            found.AddRange(needles.Where(n => rows.Any(r => r.Contains(n, StringComparison.OrdinalIgnoreCase) || r.Contains(Convert.ToHexStringLower(System.Text.Encoding.UTF8.GetBytes(n)), StringComparison.Ordinal))).Select(n => $"{table} {n}"));
        }

        return found;
    }
}
