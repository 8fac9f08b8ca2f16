using System.Net;
using CoachPlatform.Cases;
using CoachPlatform.IntegrationTests.Platform;
using CoachPlatform.IntegrationTests.Support;
using CoachPlatform.Privacy;
using Marten;
using Marten.Events;
using Microsoft.Extensions.DependencyInjection;

namespace CoachPlatform.IntegrationTests.Privacy;

/// <summary>A practice keeps things for a time and no longer: announced, previewed, carried out by night, and so again on a restored backup.</summary>
public sealed class RetentionTests(TestPostgres postgres)
{
    private const string Canary = "canary-of-ana";
    private const string Ana = "Canary-Ana";

    [Fact]
    public async Task Answers_go_after_their_months_and_then_the_closed_case_and_stay_gone_on_a_restored_backup()
    {
        var database = await postgres.CreateDatabaseAsync("retention");
        using var folder = new TempFolder();
        (string, string)[] settings = [("Coach:ErasureJournal", Path.Combine(folder.Path, "erasures.journal"))];
        History history;
        await using (var app = await CoachApp.StartOnAsync(database, settings))
        {
            history = await WriteAsync(app);
            await SetAsync(app, history, 6, null);
            await AnnouncedAsync(app, history);
            await NightAsync(app);
            await ReadableAsync(app, history.Round, history);
            app.Clock.Move(TimeSpan.FromDays(190));
            await PreviewedAsync(app, history);
        }

        var backup = await postgres.CopyAsync(database, "retention_backup");
        await using (var app = await CoachApp.StartOnAsync(database, settings))
        {
            app.Clock.Move(TimeSpan.FromDays(190));
            await (await app.SignInAsync(history.AnaEmail)).DoAsync($"/api/my/cases/{history.CaseId}/exports", new { });
            await NightAsync(app);
            await AnswersAreGoneAsync(app, history);
            await ReadableAsync(app, history.HeldRound, history);
            await TwiceIsOnceAsync(app, history);
            var coach = await app.SignInAsync(history.CoachEmail);
            await coach.DoAsync($"/api/cases/{history.CaseId}/close", new { });
            await SetAsync(app, history, 6, 6);
        }

        await using (var app = await CoachApp.StartOnAsync(database, settings))
        {
            app.Clock.Move(TimeSpan.FromDays(390));
            await NightAsync(app);
            await CaseIsGoneAsync(app, history);
        }

        // The backup is older than either, so both are done again there.
        await using (var app = await CoachApp.StartOnAsync(backup, settings))
            await CaseIsGoneAsync(app, history);

        foreach (var used in new[] { database, backup })
            await postgres.DropDatabaseAsync(used);
    }

    [Fact]
    public async Task Where_the_journal_cannot_be_written_nothing_goes()
    {
        using var folder = new TempFolder();
        var blocked = Path.Combine(folder.Path, "a-file");
        await File.WriteAllTextAsync(blocked, "in the way");
        await using var app = await CoachApp.StartAsync(postgres, "retention_refused", ("Coach:ErasureJournal", Path.Combine(blocked, "erasures.journal")));
        var history = await WriteAsync(app);
        await SetAsync(app, history, 6, null);
        app.Clock.Move(TimeSpan.FromDays(220));
        await NightAsync(app);
        await ReadableAsync(app, history.Round, history);
        Assert.Contains(app.Logs.Lines, l => l.Contains("no retention rule is carried out", StringComparison.Ordinal));
    }

    private sealed record History(string Tenant, Guid CaseId, Guid Round, Guid HeldRound, string CoachEmail, string AnaEmail, string BenEmail, Guid Ana);

    private static async Task<History> WriteAsync(CoachApp app)
    {
        var coach = await app.OpenPracticeAsync();
        var couple = await coach.OpenCaseAsync(Ana, "Ben");
        var round = await AnsweredAsync(coach, couple);
        var other = await coach.OpenCaseAsync(Ana, "Ben");
        var held = await AnsweredAsync(coach, other);
        await using var session = app.Inside.GetRequiredService<IDocumentStore>().LightweightSession(coach.Tenant!);
        session.Events.Append(other.CaseId, new LegalHoldPlaced(other.CaseId, coach.StaffId!.Value));
        await session.SaveChangesAsync();
        await SettledAsync(app);
        var person = (await couple.A.ReadAsync("/api/me")).GetProperty("personId").GetGuid();
        return new History(coach.Tenant!, couple.CaseId, round, held, coach.Email!, couple.A.Email!, couple.B.Email!, person);
    }

    private static async Task<Guid> AnsweredAsync(Client coach, Couple couple)
    {
        var given = await coach.DoAsync($"/api/cases/{couple.CaseId}/assignments", new { exercise = "something-i-understood" });
        var round = given.GetProperty("roundId").GetGuid();
        await couple.A.AnswerAsync(round, new { understood = $"{Canary} one" });
        await couple.B.AnswerAsync(round, new { understood = "words of ben" });
        await coach.ReadAsync($"/api/rounds/{round}/answers");
        // With it the round is over, as both see.
        await coach.DoAsync($"/api/assignments/{given.GetProperty("assignmentId").GetGuid()}/withdraw", new { });
        return round;
    }

    private static async Task SetAsync(CoachApp app, History history, int? answers, int? cases)
    {
        var owner = await app.SignInAsync(history.CoachEmail);
        var asked = string.Join('&', new[] { answers is null ? null : $"answers={answers}", cases is null ? null : $"cases={cases}" }.OfType<string>());
        var look = (await owner.ReadAsync($"/api/practice/retention/preview?{asked}")).GetProperty("look").GetString();
        await owner.RefusedAsync("/api/practice/retention", new { answers, cases }, 422, "fields-invalid");
        await owner.RefusedAsync("/api/practice/retention", new { answers, cases, look = "another" }, 409, "preview-moved");
        await owner.RefusedAsync("/api/practice/retention", new { answers = 5, cases, look }, 422, "fields-invalid");
        foreach (var changed in new[] { true, false })
            Assert.Equal(changed, (await owner.DoAsync("/api/practice/retention", new { answers, cases, look })).GetProperty("changed").GetBoolean());
    }

    private static async Task AnnouncedAsync(CoachApp app, History history)
    {
        foreach (var email in new[] { history.AnaEmail, history.BenEmail })
        {
            var partner = await app.SignInAsync(email);
            var kept = (await partner.ReadAsync("/api/my/retention"))[0].GetProperty("kept").GetProperty("answers");
            Assert.Equal(6, kept.GetProperty("nextMonths").GetInt32());
            Assert.Contains("6 months after their exercise has ended", await partner.Http.GetStringAsync(new Uri("/privacy", UriKind.Relative)), StringComparison.Ordinal);
            Assert.Contains("/privacy#kept", await partner.Http.GetStringAsync(new Uri("/today", UriKind.Relative)), StringComparison.Ordinal);
        }

        var coach = await app.SignInAsync(history.CoachEmail);
        Assert.Contains("will keep things for a shorter time", await coach.Http.GetStringAsync(new Uri($"/cases/{history.CaseId}", UriKind.Relative)), StringComparison.Ordinal);
    }

    private static async Task PreviewedAsync(CoachApp app, History history)
    {
        var owner = await app.SignInAsync(history.CoachEmail, history.Tenant);
        var preview = await owner.ReadAsync("/api/practice/retention/preview?answers=6");
        Assert.Equal((1, 0, 1), (preview.GetProperty("answers").GetProperty("now").GetInt32(), preview.GetProperty("answers").GetProperty("soon").GetInt32(), preview.GetProperty("held").GetInt32()));
        var round = Assert.Single(preview.GetProperty("rounds").EnumerateArray());
        Assert.Equal((history.CaseId, 2), (round.GetProperty("caseId").GetGuid(), round.GetProperty("answers").GetInt32()));
        var page = await owner.Http.GetStringAsync(new Uri("/practice/retention?answers=6&look=yes", UriKind.Relative));
        Assert.Contains("Something I understood", page, StringComparison.Ordinal);
        // Another owner sees how much it is, and not on what their colleague's couple works.
        var colleague = await app.AddCoachAsync(owner);
        await owner.DoAsync($"/api/practice/staff/{colleague.StaffId}/roles", new { roles = new[] { "owner" } });
        var elsewhere = Assert.Single((await colleague.ReadAsync("/api/practice/retention/preview?answers=6")).GetProperty("rounds").EnumerateArray());
        Assert.Equal((2, System.Text.Json.JsonValueKind.Null), (elsewhere.GetProperty("answers").GetInt32(), elsewhere.GetProperty("title").ValueKind));
        Assert.DoesNotContain(Canary, preview + page, StringComparison.OrdinalIgnoreCase);
    }

    private static async Task NightAsync(CoachApp app)
    {
        app.Clock.Move(TimeSpan.FromDays(1));
        await app.Inside.GetRequiredService<RetentionWatch>().LookAsync(TestContext.Current.CancellationToken);
        await SettledAsync(app);
    }

    private static async Task ReadableAsync(CoachApp app, Guid round, History history)
    {
        var coach = await app.SignInAsync(history.CoachEmail);
        Assert.Contains(Canary, (await coach.ReadAsync($"/api/rounds/{round}/answers")).ToString(), StringComparison.Ordinal);
    }

    private static async Task AnswersAreGoneAsync(CoachApp app, History history)
    {
        var (ana, ben, coach) = (await app.SignInAsync(history.AnaEmail), await app.SignInAsync(history.BenEmail), await app.SignInAsync(history.CoachEmail));
        Assert.Equal(("gone", "notShared"), (await StateAsync(ana, history.Round, "A"), await StateAsync(ana, history.Round, "B")));
        Assert.Equal(("notShared", "gone"), (await StateAsync(ben, history.Round, "A"), await StateAsync(ben, history.Round, "B")));
        Assert.Equal(("gone", "gone"), (await StateAsync(coach, history.Round, "A"), await StateAsync(coach, history.Round, "B")));
        foreach (var (reader, pages) in new[] { (ana, new[] { "/today", "/history", "/trends", $"/rounds/{history.Round}" }), (ben, ["/today", "/history", $"/rounds/{history.Round}"]), (coach, ["/board", $"/cases/{history.CaseId}?round={history.Round}", $"/cases/{history.CaseId}/trends"]) })
            foreach (var page in pages)
                Assert.DoesNotContain(Canary, await reader.Http.GetStringAsync(new Uri(page, UriKind.Relative)), StringComparison.OrdinalIgnoreCase);
        await ben.RefusedAsync($"/api/rounds/{history.Round}/answer", new { step = "say", fields = new { understood = "again" } }, 409, "round-closed");

        Assert.Equal(0L, await app.AskAsync("select count(*) from vault.keys where scope like '%' || @p || '%'", history.Round.ToString("N")));
        Assert.Equal(0L, await app.AskAsync("select count(*) from coach.mt_doc_answer_row where data->>'roundId' = @p", history.Round.ToString()));
        Assert.Equal(0L, await app.AskAsync("select count(*) from coach.mt_doc_export_job where data->>'caseId' = @p", history.CaseId.ToString()));
        Assert.Equal(1L, await app.AskAsync("select count(*) from vault.journal where line like '%\"Rounds\"%' || @p || '%'", history.Round.ToString()));
        await RebuiltTheSameAsync(app);
    }

    private static async Task CaseIsGoneAsync(CoachApp app, History history)
    {
        await SettledAsync(app);
        Assert.Equal(0L, await app.AskAsync("select count(*) from vault.keys where scope like @p", $"{history.CaseId:N}|%"));
        Assert.Equal(0L, await app.AskAsync("select count(*) from coach.mt_doc_answer_row where case_id = @p", history.CaseId));
        Assert.Equal(0L, await app.AskAsync("select count(*) from coach.mt_doc_seatholder where data->>'caseId' = @p", history.CaseId.ToString()));
        foreach (var email in new[] { history.AnaEmail, history.BenEmail })
        {
            using var refused = await app.Stranger().SendAsync("/api/sign-in", new { email, password = CoachApp.Password });
            Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        }

        var coach = await app.SignInAsync(history.CoachEmail);
        var page = await coach.Http.GetStringAsync(new Uri($"/cases/{history.CaseId}?round={history.Round}", UriKind.Relative));
        Assert.DoesNotContain(Ana, page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Canary, page, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(("gone", "gone"), (await StateAsync(coach, history.Round, "A"), await StateAsync(coach, history.Round, "B")));
        // The other case is under a legal hold, and nothing of it has gone.
        await ReadableAsync(app, history.HeldRound, history);
    }

    private static async Task TwiceIsOnceAsync(CoachApp app, History history)
    {
        var before = await app.FingerprintAsync();
        Assert.False(await app.Inside.GetRequiredService<EndKept>().RunAsync(history.Tenant, history.CaseId, app.Clock.GetUtcNow(), TestContext.Current.CancellationToken));
        Assert.Equal(before, await app.FingerprintAsync());
        Assert.Equal(1L, await app.AskAsync("select count(*) from coach.mt_events where type = 'retention-applied-v1'"));
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

    private static async Task<string?> StateAsync(Client reader, Guid round, string author) =>
        (await reader.ReadAsync($"/api/rounds/{round}/answers")).GetProperty("steps")[0].GetProperty("answers").EnumerateArray().Single(a => a.GetProperty("author").GetString() == author).GetProperty("state").GetString();

    private static Task SettledAsync(CoachApp app) => app.Inside.GetRequiredService<IDocumentStore>().WaitForNonStaleProjectionDataAsync(TimeSpan.FromMinutes(1));
}
