using CoachPlatform.Assignments;
using CoachPlatform.IntegrationTests.Support;
using CoachPlatform.Specs.Privacy;
using Microsoft.Extensions.DependencyInjection;

namespace CoachPlatform.IntegrationTests.Privacy;

/// <summary>A copy holds everything that is one's own and what was opened to one, and nothing else.</summary>
public sealed class ExportTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    private const string Exercise = "something-i-understood";

    private CoachApp App => fixture.App;

    [Fact]
    public async Task A_persons_copy_is_complete_and_holds_nothing_that_was_not_opened_to_them()
    {
        var (coach, couple) = await CoupleAsync();
        var shared = await coach.AssignAsync(couple.CaseId, Exercise, new { word = "canary-word" });
        await couple.A.AnswerAsync(shared, new { understood = "canary-a-first" });
        await couple.A.DoAsync($"/api/rounds/{shared}/answer", new { step = "say", revises = 1, fields = new { understood = "canary-a-second" } });
        await couple.B.AnswerAsync(shared, new { understood = "canary-b-shared" });
        var kept = await coach.AssignAsync(couple.CaseId, Exercise);
        await couple.A.AnswerAsync(kept, new { understood = "canary-a-beside" });
        await couple.B.AnswerAsync(kept, new { understood = "canary-b-private" }, audience: "me");
        var waiting = await coach.AssignAsync(couple.CaseId, Exercise);
        await couple.B.AnswerAsync(waiting, new { understood = "canary-b-early" });
        await couple.A.AnswerAsync(waiting, new { understood = "canary-a-taken-back" }, audience: "me");
        await couple.A.DoAsync($"/api/rounds/{waiting}/withdraw", new { step = "say" });
        var plan = await coach.AssignAsync(couple.CaseId, "plan-something-small");
        await couple.A.DoAsync($"/api/rounds/{plan}/joint", new { step = "plan", fields = new { what = "canary-joint", when = "2999-05-01" } });
        await couple.B.DoAsync($"/api/rounds/{plan}/joint/confirm", new { step = "plan", version = 1 });
        await coach.DoAsync($"/api/rounds/{shared}/comments", new { text = "canary-comment-a", to = new[] { "A" } });
        await coach.DoAsync($"/api/rounds/{shared}/comments", new { text = "canary-comment-b", to = new[] { "B" } });
        await couple.A.DoAsync($"/api/my/cases/{couple.CaseId}/topics/money", new { decision = "grant" });
        await coach.ReadAsync($"/api/rounds/{shared}/answers");

        var copy = await App.TakeCopyAsync(couple.A);

        Assert.Equal(["answers.csv", "comments.csv", "data.json", "decided.csv", "read.html", "schema.json", "who-read.csv"], copy.Names);
        Assert.Empty(SchemaCheck.Against(System.Text.Json.JsonElement.Parse(copy["schema.json"]), copy.Data));
        string[] theirs = ["canary-word", "canary-a-first", "canary-a-second", "canary-b-shared", "canary-a-beside", "canary-a-taken-back", "canary-joint", "canary-comment-a"];
        Assert.All(theirs, t => Assert.Contains(t, copy["data.json"], StringComparison.Ordinal));
        Assert.All(theirs, t => Assert.Contains(t, copy["read.html"], StringComparison.Ordinal));
        Assert.All(theirs.Except(["canary-word", "canary-comment-a"]), t => Assert.Contains(t, copy["answers.csv"], StringComparison.Ordinal));
        Assert.All(["canary-b-private", "canary-b-early", "canary-comment-b"], t => Assert.DoesNotContain(t, copy.All, StringComparison.Ordinal));
        var decided = copy.Data.GetProperty("decided").EnumerateArray().Select(d => d.GetProperty("what").GetString()).ToList();
        Assert.Superset(new HashSet<string?> { "seat-joined", "data-consent-given", "secrets-policy-accepted", "topic-granted" }, decided.ToHashSet());
        Assert.Contains("topics-20", copy["decided.csv"], StringComparison.Ordinal);
        Assert.Contains(copy.Data.GetProperty("readings").EnumerateArray(), r => r.GetProperty("reader").GetString() == "Miriam Vale" && r.GetProperty("route").GetString() == "api");
        Assert.Equal(couple.A.Email, copy.Data.GetProperty("case").GetProperty("signInName").GetString());
        Assert.DoesNotContain(couple.B.Email!, copy.All, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_joint_text_that_stays_from_round_to_round_every_version_both_agreed_on_is_there_with_its_time_oldest_first()
    {
        var (coach, couple) = await CoupleAsync();
        var first = await coach.AssignAsync(couple.CaseId, "our-ritual", new { cadence = "weekly" });
        await AgreeAsync(couple, first, "canary-first", based: null);
        App.Clock.Move(TimeSpan.FromDays(8));
        await App.Inside.GetRequiredService<Clockwork>().LookAsync(TestContext.Current.CancellationToken);
        foreach (var client in new[] { coach, couple.A, couple.B })
            await client.SignInAsync(client.Email!, CoachApp.Password);
        var second = (await couple.A.ReadAsync("/api/my/rounds")).EnumerateArray().Select(r => r.GetProperty("roundId").GetGuid()).Single(r => r != first);
        var takenOver = Assert.Single(Joint(await App.TakeCopyAsync(couple.A)), j => j.TryGetProperty("carried", out _));
        Assert.Contains("canary-first", takenOver.GetRawText(), StringComparison.Ordinal);
        App.Clock.Move(TimeSpan.FromMinutes(1));

        await AgreeAsync(couple, second, "canary-second", based: 1);
        var copy = await App.TakeCopyAsync(couple.A);

        Assert.Empty(SchemaCheck.Against(System.Text.Json.JsonElement.Parse(copy["schema.json"]), copy.Data));
        var joint = Joint(copy).ToList();
        Assert.Equal(["canary-first", "canary-second"], joint.Select(j => j.GetProperty("fields").EnumerateArray().First().GetProperty("text").GetString()));
        Assert.True(joint[0].GetProperty("at").GetDateTimeOffset() < joint[1].GetProperty("at").GetDateTimeOffset());
        Assert.All(joint, j => Assert.True(j.GetProperty("agreed").GetBoolean() && !j.TryGetProperty("carried", out _)));
        Assert.Equal(2, copy["read.html"].Split("agreed by both, ").Length - 1);
    }

    [Fact]
    public async Task A_coachs_copy_holds_what_they_may_read_and_both_authors_see_that_it_was_taken()
    {
        var (coach, couple) = await CoupleAsync();
        var round = await coach.AssignAsync(couple.CaseId, Exercise);
        await couple.A.AnswerAsync(round, new { understood = "canary-a" });
        await couple.B.AnswerAsync(round, new { understood = "canary-b" });
        var kept = await coach.AssignAsync(couple.CaseId, Exercise);
        await couple.A.AnswerAsync(kept, new { understood = "canary-not-for-the-coach" }, audience: "partnerOnly");
        await coach.DoAsync($"/api/rounds/{round}/comments", new { text = "canary-comment", to = new[] { "B" } });

        var copy = await App.TakeCopyAsync(coach, couple.CaseId);

        Assert.Empty(SchemaCheck.Against(System.Text.Json.JsonElement.Parse(copy["schema.json"]), copy.Data));
        Assert.All(["canary-a", "canary-b", "canary-comment"], t => Assert.Contains(t, copy["data.json"], StringComparison.Ordinal));
        Assert.DoesNotContain("canary-not-for-the-coach", copy.All, StringComparison.Ordinal);
        Assert.DoesNotContain(couple.A.Email!, copy.All, StringComparison.Ordinal);
        foreach (var author in new[] { couple.A, couple.B })
        {
            var line = Assert.Single((await author.ReadAsync("/api/my/ledger")).GetProperty("lines").EnumerateArray(), l => l.GetProperty("kind").GetString() == "read");
            Assert.Equal(("export", "Miriam Vale"), (line.GetProperty("route").GetString(), line.GetProperty("reader").GetString()));
            using var page = await author.GetAsync("/who-read");
            Assert.Contains("took a copy of", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task There_is_one_at_a_time_it_can_be_let_go_and_it_is_nobody_elses()
    {
        var (coach, couple) = await CoupleAsync();
        var id = await couple.A.AskForCopyAsync();
        Assert.Equal("building", await couple.A.CopyStateAsync(id));
        await App.MakeCopiesAsync();
        Assert.Equal("ready", await couple.A.CopyStateAsync(id));
        foreach (var other in new[] { couple.B, await coach.JoinedElsewhereAsync() })
            foreach (var path in new[] { "", "/file" })
                using (var response = await other.GetAsync($"/api/my/exports/{id}{path}"))
                    await Problem.OfAsync(response, 404, "not-found");
        using (var response = await coach.GetAsync($"/api/cases/{couple.CaseId}/exports/{id}/file"))
            await Problem.OfAsync(response, 404, "not-found");
        await couple.B.RefusedAsync($"/api/my/cases/{couple.CaseId}/exports/{id}/drop", new { }, 404, "not-found");
        using (var response = await couple.A.GetAsync("/api/my/exports/nonsense/file"))
            await Problem.OfAsync(response, 404, "not-found");

        await couple.A.DoAsync($"/api/my/cases/{couple.CaseId}/exports/{id}/drop", new { });

        Assert.Equal("dropped", await couple.A.CopyStateAsync(id));
        using (var response = await couple.A.GetAsync($"/api/my/exports/{id}/file"))
            await Problem.OfAsync(response, 410, "export-expired");
        Assert.Equal(0L, await App.AskAsync("select count(*) from coach.mt_doc_export_part where export_id = @p", id));
    }

    [Fact]
    public async Task It_is_removed_when_its_days_are_over()
    {
        var (_, couple) = await CoupleAsync();
        var copy = await App.TakeCopyAsync(couple.A);
        App.Clock.Move(TimeSpan.FromDays(7));
        await couple.A.SignInAsync(couple.A.Email!, CoachApp.Password);
        Assert.Equal("expired", await couple.A.CopyStateAsync(copy.Id));

        await App.MakeCopiesAsync();

        Assert.Equal("expired", await couple.A.CopyStateAsync(copy.Id));
        using var response = await couple.A.GetAsync($"/api/my/exports/{copy.Id}/file");
        await Problem.OfAsync(response, 410, "export-expired");
        Assert.Equal(0L, await App.AskAsync("select count(*) from coach.mt_doc_export_part where export_id = @p", copy.Id));
        Assert.Equal(1L, await App.AskAsync("select count(*) from coach.mt_events where type = 'export-dropped-v1' and data->>'exportId' = @p", copy.Id.ToString()));
    }

    [Theory, InlineData("withdraw"), InlineData("narrow"), InlineData("erase")]
    public async Task What_may_not_be_read_any_more_is_not_handed_out_whatever_the_reason(string reason)
    {
        var (coach, couple) = await CoupleAsync();
        var round = await coach.AssignAsync(couple.CaseId, Exercise);
        await couple.A.AnswerAsync(round, new { understood = "mine" });
        await couple.B.AnswerAsync(round, new { understood = "canary-gone" });
        var copy = await App.TakeCopyAsync(couple.A);
        Assert.Contains("canary-gone", copy.All, StringComparison.Ordinal);
        switch (reason)
        {
            case "withdraw":
                await couple.B.DoAsync($"/api/rounds/{round}/withdraw", new { step = "say" });
                break;
            case "narrow":
                await couple.B.DoAsync($"/api/rounds/{round}/sharing", new { step = "say", audience = "me", timing = "never" });
                break;
            default:
                await App.BeforeErasureAsync(coach.Tenant!, couple.CaseId, CoachPlatform.Cases.Seat.B);
                break;
        }

        using var response = await couple.A.GetAsync($"/api/my/exports/{copy.Id}/file");

        await Problem.OfAsync(response, 409, "export-moved-on");
        Assert.Equal("movedOn", await couple.A.CopyStateAsync(copy.Id));
        Assert.Equal(0L, await App.AskAsync("select count(*) from coach.mt_doc_export_part where export_id = @p", copy.Id));
    }

    [Fact]
    public async Task A_copy_that_was_let_go_by_a_node_that_died_is_made_by_another_and_two_never_make_the_same()
    {
        var (coach, couple) = await CoupleAsync();
        var round = await coach.AssignAsync(couple.CaseId, Exercise);
        await couple.A.AnswerAsync(round, new { understood = "one" });
        await couple.B.AnswerAsync(round, new { understood = "two" });
        await using var second = App.AnotherWorker();
        await using var third = App.AnotherWorker();
        var id = await coach.AskForCopyAsync(couple.CaseId);

        await Task.WhenAll(App.MakeCopiesAsync(), second.LookAsync(), third.LookAsync());
        await second.LookAsync();

        Assert.Equal("ready", await coach.CopyStateAsync(id, couple.CaseId));
        Assert.Equal(1L, await App.AskAsync("select count(*) from coach.mt_events where type = 'export-ready-v1' and data->>'exportId' = @p", id.ToString()));

        // A build that begins anew, as after a crash in the middle, adds no line to the ledger.
        await App.BuildAgainAsync(coach.Tenant!, id);
        Assert.Equal(2L, await App.AskAsync("select count(*) from coach.mt_events where type = 'answers-opened-v1' and data->>'route' = 'export' and data->>'caseId' = @p", couple.CaseId.ToString()));
    }

    [Fact]
    public async Task What_is_let_go_while_it_is_being_made_leaves_nothing_behind()
    {
        var (_, couple) = await CoupleAsync();
        var id = await couple.A.AskForCopyAsync();
        await using var slow = App.SlowWorker(async () =>
        {
            Assert.Equal("building", await couple.A.CopyStateAsync(id));
            await couple.A.RefusedAsync($"/api/my/cases/{couple.CaseId}/exports", new { }, 409, "export-running");
            using (var file = await couple.A.GetAsync($"/api/my/exports/{id}/file"))
                await Problem.OfAsync(file, 409, "export-not-ready");
            await couple.A.DoAsync($"/api/my/cases/{couple.CaseId}/exports/{id}/drop", new { });
        });

        await slow.LookAsync();

        Assert.Equal("dropped", await couple.A.CopyStateAsync(id));
        Assert.Equal(0L, await App.AskAsync("select count(*) from coach.mt_doc_export_part where export_id = @p", id));
        Assert.Equal(0L, await App.AskAsync("select count(*) from coach.mt_doc_export_job where id = @p", id));
        Assert.Equal(0L, await App.AskAsync("select count(*) from coach.mt_events where type = 'export-ready-v1' and data->>'exportId' = @p", id.ToString()));
    }

    [Fact]
    public async Task What_cannot_be_made_says_so_and_can_be_asked_for_again()
    {
        var (coach, couple) = await CoupleAsync();
        var round = await coach.AssignAsync(couple.CaseId, Exercise);
        await couple.A.AnswerAsync(round, new { understood = "canary behind the ledger" });
        await couple.B.AnswerAsync(round, new { understood = "canary behind the ledger" });
        await App.AskAsync(
            """
            create function coach.no_export() returns trigger language plpgsql as $$ begin raise exception 'no ledger' using errcode = '57P03'; end $$;
            create trigger no_export before insert on coach.mt_doc_opened_in_sitting for each row execute function coach.no_export();
            """);
        var id = await coach.AskForCopyAsync(couple.CaseId);
        for (var i = 0; i < 3; i++)
        {
            await App.MakeCopiesAsync();
            App.Clock.Move(TimeSpan.FromMinutes(1));
        }

        await App.MakeCopiesAsync();
        await App.AskAsync("drop trigger no_export on coach.mt_doc_opened_in_sitting");

        Assert.Equal("failed", await coach.CopyStateAsync(id, couple.CaseId));
        Assert.Equal(0L, await App.AskAsync("select count(*) from coach.mt_doc_export_part where export_id = @p", id));
        using (var page = await coach.GetAsync($"/cases/{couple.CaseId}/export"))
            Assert.Contains("The copy could not be made", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("canary behind the ledger", (await App.TakeCopyAsync(coach, couple.CaseId)).All, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_in_a_copy_tells_what_the_other_did_in_what_has_not_opened()
    {
        var (coach, couple) = await CoupleAsync();
        var heard = new List<string>();
        foreach (var act in new[] { "nothing", "answered", "passed", "private", "withdrew" })
        {
            var round = await coach.AssignAsync(couple.CaseId, Exercise);
            if (act is "answered" or "withdrew")
                await couple.B.AnswerAsync(round, new { understood = "canary-b" });
            if (act == "private")
                await couple.B.AnswerAsync(round, new { understood = "canary-b" }, audience: "me");
            if (act == "withdrew")
                await couple.B.DoAsync($"/api/rounds/{round}/withdraw", new { step = "say" });
            if (act == "passed")
                await couple.B.DoAsync($"/api/rounds/{round}/pass", new { step = "say" });
        }

        var copy = await App.TakeCopyAsync(couple.A);

        Assert.DoesNotContain("canary-b", copy.All, StringComparison.Ordinal);
        heard.AddRange(copy.Data.GetProperty("rounds").EnumerateArray().Select(r => Consent.Traffic.Plain(r.GetRawText())));
        Assert.Equal(5, heard.Count);
        Assert.Single(heard.Distinct());
    }

    private static async Task AgreeAsync(Couple couple, Guid round, string what, int? based)
    {
        await couple.A.DoAsync($"/api/rounds/{round}/joint", new { step = "ritual", @base = based, fields = new { what, next = "2999-05-01" } });
        await couple.B.DoAsync($"/api/rounds/{round}/joint/confirm", new { step = "ritual", version = (based ?? 0) + 1 });
    }

    private static IEnumerable<System.Text.Json.JsonElement> Joint(ExportedFile copy) => copy.Data.GetProperty("rounds").EnumerateArray()
        .SelectMany(r => r.GetProperty("steps").EnumerateArray()).Where(s => s.TryGetProperty("joint", out _)).Select(s => s.GetProperty("joint"));

    private async Task<(Client Coach, Couple Couple)> CoupleAsync()
    {
        var coach = await App.OpenPracticeAsync();
        return (coach, await coach.OpenCaseAsync());
    }
}
