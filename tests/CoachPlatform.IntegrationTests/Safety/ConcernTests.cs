using System.Text.Json;
using CoachPlatform.IntegrationTests.Support;

namespace CoachPlatform.IntegrationTests.Safety;

/// <summary>The safety questions and a concern from end to end: asked, answered, told to the coach alone, held, read on record, closed.</summary>
public sealed class ConcernTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    private const string Words = "canary: I do not feel safe on Sundays";

    [Fact]
    public async Task A_concern_goes_to_the_coach_alone_and_holds_what_is_screened_until_it_is_closed()
    {
        var coach = await fixture.App.OpenPracticeAsync();
        var couple = await coach.OpenCaseAsync();
        var other = await coach.OpenCaseAsync("Cleo", "Dan");
        await NotAskedAsync(coach, couple);
        await ScreenAsync(coach, couple);
        await ScreenAsync(coach, other);
        var round = await coach.AssignAsync(couple.CaseId, "test-screened");
        await couple.A.AnswerAsync(round, new { thing = "one" });

        await couple.A.DoAsync($"/api/my/cases/{couple.CaseId}/concerns", new { words = Words }, key: "once");
        await couple.A.DoAsync($"/api/my/cases/{couple.CaseId}/concerns", new { words = Words }, key: "once");

        var view = await coach.ReadAsync($"/api/cases/{couple.CaseId}/safety");
        var concern = Assert.Single(view.GetProperty("concerns").EnumerateArray());
        Assert.DoesNotContain("canary", view.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(1, (await fixture.App.TextsAsync($"select data->>'kind' from coach.mt_doc_mail_to_send where person_id = '{await PersonAsync(coach)}'")).Count(k => k == "CoachLook"));
        Assert.Equal("waiting", (await couple.B.AnswerAsync(round, new { thing = "two" })).GetProperty("state").GetString());
        Assert.Equal(0, await fixture.App.EventsOfAsync(round, "answers-revealed-v1"));
        await coach.RefusedAsync($"/api/cases/{couple.CaseId}/assignments", new { exercise = "test-screened" }, 409, "safety-hold");
        var several = (await coach.DoAsync("/api/assignments", new { exercise = "test-screened", cases = new[] { couple.CaseId, other.CaseId } })).GetProperty("results").EnumerateArray().ToList();
        Assert.Equal("/problems/safety-hold", Of(several, couple.CaseId).GetProperty("problem").GetProperty("type").GetString());
        Assert.True(Of(several, other.CaseId).TryGetProperty("assignmentId", out _));

        var holdId = concern.GetProperty("holdId").GetGuid();
        Assert.Equal(Words, (await coach.ReadAsync($"/api/cases/{couple.CaseId}/safety/{holdId}")).GetProperty("words").GetString());
        await coach.DoAsync($"/api/cases/{couple.CaseId}/concerns/{holdId}/take-up", new { });
        await coach.DoAsync($"/api/cases/{couple.CaseId}/concerns/{holdId}/notes", new { note = "canary: called" });
        await coach.RefusedAsync($"/api/cases/{couple.CaseId}/concerns/{holdId}/close", new { note = " " }, 422, "fields-invalid");
        await coach.DoAsync($"/api/cases/{couple.CaseId}/concerns/{holdId}/close", new { note = "canary: agreed on a plan" });

        // What had waited opens in the very commit.
        Assert.Equal(1, await fixture.App.EventsOfAsync(round, "answers-revealed-v1"));
        await coach.RefusedAsync($"/api/cases/{couple.CaseId}/concerns/{holdId}/close", new { note = "again" }, 409, "concern-closed");
        var notes = (await coach.ReadAsync($"/api/cases/{couple.CaseId}/safety/{holdId}")).GetProperty("notes").EnumerateArray().Select(n => n.GetProperty("text").GetString());
        Assert.Equal(["canary: called", "canary: agreed on a plan"], notes);
        Assert.Empty(await fixture.App.TextsAsync("select 'x' from coach.mt_events where data::text like '%canary%' union all select 'x' from coach.mt_doc_seat_safety where data::text like '%canary%'"));
    }

    [Fact]
    public async Task What_was_told_its_author_finds_again_with_who_has_read_it_once_they_confirm_and_nobody_else_does()
    {
        var coach = await fixture.App.OpenPracticeAsync();
        var couple = await coach.OpenCaseAsync();
        await couple.A.DoAsync($"/api/my/cases/{couple.CaseId}/concerns", new { words = Words });
        await couple.A.DoAsync($"/api/my/cases/{couple.CaseId}/concerns", new { words = "" });
        var holdId = (await coach.ReadAsync($"/api/cases/{couple.CaseId}/safety")).GetProperty("concerns").EnumerateArray().Select(c => c.GetProperty("holdId").GetGuid()).Last();
        await coach.ReadAsync($"/api/cases/{couple.CaseId}/safety/{holdId}");
        await coach.DoAsync($"/api/cases/{couple.CaseId}/concerns/{holdId}/take-up", new { });
        await coach.DoAsync($"/api/cases/{couple.CaseId}/concerns/{holdId}/notes", new { note = "canary: called" });

        var told = (await couple.A.ReadAsync($"/api/my/cases/{couple.CaseId}/safety/told")).GetProperty("told").EnumerateArray().ToList();
        Assert.Equal(["", Words], told.Select(t => t.GetProperty("words").GetString()).Order(StringComparer.Ordinal));
        var first = Assert.Single(told, t => t.GetProperty("of").GetGuid() == holdId);
        Assert.Equal("Miriam Vale", Assert.Single(first.GetProperty("readings").EnumerateArray()).GetProperty("reader").GetString());
        Assert.NotEqual(JsonValueKind.Null, first.GetProperty("takenUpAt").ValueKind);
        Assert.DoesNotContain("canary: called", string.Concat(told.Select(t => t.GetRawText())), StringComparison.Ordinal);
        Assert.Empty((await couple.B.ReadAsync($"/api/my/cases/{couple.CaseId}/safety/told")).GetProperty("told").EnumerateArray());

        // Ten minutes after the password was given, a phone in other hands shows nothing.
        fixture.App.Clock.Move(TimeSpan.FromMinutes(11));
        using var later = await couple.A.GetAsync($"/api/my/cases/{couple.CaseId}/safety/told");
        await Problem.OfAsync(later, 403, "confirm-first");
        using var page = await couple.A.GetAsync("/safety/told");
        Assert.DoesNotContain("canary", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var safety = await couple.A.GetAsync("/safety");
        Assert.Contains("/safety/told", await safety.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reading_is_on_record_and_the_authors_pages_name_the_questions_and_no_concern()
    {
        var coach = await fixture.App.OpenPracticeAsync();
        var couple = await coach.OpenCaseAsync();
        await coach.DoAsync($"/api/cases/{couple.CaseId}/safety/ask", new { });
        await couple.A.DoAsync($"/api/my/cases/{couple.CaseId}/safety", new { check = 1, answers = new { home = "no", words = Words } });
        var view = await coach.ReadAsync($"/api/cases/{couple.CaseId}/safety");
        var answers = view.GetProperty("seats").GetProperty("A").GetProperty("answerId").GetGuid();
        var concern = view.GetProperty("concerns")[0];
        Assert.True(concern.GetProperty("fromAnswers").GetBoolean());

        var read = (await coach.ReadAsync($"/api/cases/{couple.CaseId}/safety/{answers}")).GetProperty("answers");
        Assert.Equal(("no", "", Words), (read.GetProperty("home").GetString(), read.GetProperty("afraid").GetString(), read.GetProperty("words").GetString()));
        await coach.ReadAsync($"/api/cases/{couple.CaseId}/safety/{concern.GetProperty("holdId").GetGuid()}");

        var lines = (await couple.A.ReadAsync("/api/my/ledger")).GetProperty("lines").EnumerateArray().ToList();
        Assert.Equal(["A few questions for you alone"], lines.Select(l => l.GetProperty("title").GetString()));
        // One thing told, read twice: as answers, and as the concern that they raised.
        var told = Assert.Single((await couple.A.ReadAsync($"/api/my/cases/{couple.CaseId}/safety/told")).GetProperty("told").EnumerateArray());
        Assert.Equal(Words, told.GetProperty("answers").GetProperty("words").GetString());
        Assert.Equal(2, told.GetProperty("readings").GetArrayLength());
        Assert.Equal(2, (await fixture.App.TextsAsync($"select data->>'route' from coach.mt_events where type = 'answers-opened-v1' and data->>'caseId' = '{couple.CaseId}'")).Count(r => r == "safety"));
        Assert.Empty((await couple.B.ReadAsync("/api/my/ledger")).GetProperty("lines").EnumerateArray());
        await couple.A.RefusedAsync($"/api/my/cases/{couple.CaseId}/safety", new { check = 1 }, 409, "nothing-asked");
        await couple.B.RefusedAsync($"/api/my/cases/{couple.CaseId}/safety", new { check = 1, answers = new { home = "perhaps" } }, 422, "fields-invalid");
    }

    [Fact]
    public async Task A_concern_at_the_instant_of_the_second_answer_comes_wholly_before_or_after_the_reveal()
    {
        var coach = await fixture.App.OpenPracticeAsync();
        var couple = await coach.OpenCaseAsync();
        await ScreenAsync(coach, couple);
        var revealed = 0L;
        for (var i = 0; i < 12; i++)
        {
            var round = await coach.AssignAsync(couple.CaseId, "test-screened");
            await couple.A.AnswerAsync(round, new { thing = "one" });
            await Task.WhenAll(couple.A.DoAsync($"/api/my/cases/{couple.CaseId}/concerns", new { }), couple.B.AnswerAsync(round, new { thing = "two" }));
            var open = await fixture.App.EventsOfAsync(round, "answers-revealed-v1");
            revealed += open;
            // In the order of the store: a reveal after the hold would be the one thing that must never be.
            Assert.Empty(await fixture.App.TextsAsync($"""
                select 'x' from coach.mt_events r join coach.mt_events h on h.stream_id = '{couple.CaseId}' and h.type = 'hold-placed-v1' and h.seq_id < r.seq_id
                where r.stream_id = '{round}' and r.type = 'answers-revealed-v1' and not exists
                    (select 1 from coach.mt_events l where l.stream_id = h.stream_id and l.type = 'hold-lifted-v1' and l.data->>'holdId' = h.data->>'holdId' and l.seq_id < r.seq_id)
                """));
            var holdId = (await coach.ReadAsync($"/api/cases/{couple.CaseId}/safety")).GetProperty("concerns")[0].GetProperty("holdId").GetGuid();
            await coach.DoAsync($"/api/cases/{couple.CaseId}/concerns/{holdId}/close", new { note = "spoken" });
            Assert.Equal(1, await fixture.App.EventsOfAsync(round, "answers-revealed-v1"));
        }

        Assert.InRange(revealed, 0L, 12L);
    }

    [Fact]
    public async Task A_round_that_one_starts_under_a_hold_is_theirs_alone_until_it_is_lifted()
    {
        var coach = await fixture.App.OpenPracticeAsync();
        var couple = await coach.OpenCaseAsync();
        await ScreenAsync(coach, couple);
        var assignment = (await coach.DoAsync($"/api/cases/{couple.CaseId}/assignments", new { exercise = "test-screened", cadence = "onDemand" })).GetProperty("assignmentId").GetGuid();
        await couple.A.DoAsync($"/api/my/cases/{couple.CaseId}/concerns", new { });

        var ofB = await StartAsync(couple.B, assignment);
        Assert.Empty((await couple.A.ReadAsync("/api/my/rounds")).EnumerateArray());
        Assert.Single((await couple.A.ReadAsync("/api/my/exercises")).EnumerateArray());
        using (var hidden = await couple.A.GetAsync($"/api/my/rounds/{ofB}"))
            await Problem.OfAsync(hidden, 404, "not-found");
        Assert.Equal(ofB, await StartAsync(couple.B, assignment));
        var ofA = await StartAsync(couple.A, assignment);
        Assert.NotEqual(ofB, ofA);
        Assert.Equal(ofB, Assert.Single((await couple.B.ReadAsync("/api/my/rounds")).EnumerateArray()).GetProperty("roundId").GetGuid());
        Assert.True((await couple.B.ReadAsync("/api/my/rounds"))[0].GetProperty("open").GetBoolean());
        await coach.RefusedAsync($"/api/assignments/{assignment}/rounds", new { }, 409, "safety-hold");

        var holdId = (await coach.ReadAsync($"/api/cases/{couple.CaseId}/safety")).GetProperty("concerns")[0].GetProperty("holdId").GetGuid();
        await coach.DoAsync($"/api/cases/{couple.CaseId}/concerns/{holdId}/close", new { note = "spoken" });
        foreach (var partner in new[] { couple.A, couple.B })
            Assert.Equal(new[] { ofA, ofB }.Order(), (await partner.ReadAsync("/api/my/rounds")).EnumerateArray().Select(r => r.GetProperty("roundId").GetGuid()).Order());
    }

    [Fact]
    public async Task The_owner_says_whom_partners_can_reach_and_every_partner_sees_it()
    {
        var coach = await fixture.App.OpenPracticeAsync();
        var couple = await coach.OpenCaseAsync();
        await coach.RefusedAsync("/api/practice/emergency-contacts", new { contacts = new[] { new[] { "Help line", "" } } }, 422, "fields-invalid");
        await coach.DoAsync("/api/practice/emergency-contacts", new { contacts = new[] { new[] { "Help line", "016", "day and night" } } });
        var page = await (await couple.B.GetAsync("/safety")).Content.ReadAsStringAsync();
        Assert.Contains("Help line", page, StringComparison.Ordinal);
        Assert.Contains("tel:016", page, StringComparison.Ordinal);
        Assert.Contains("Nobody watches", page, StringComparison.Ordinal);
    }

    private static async Task NotAskedAsync(Client coach, Couple couple)
    {
        await coach.RefusedAsync($"/api/cases/{couple.CaseId}/assignments", new { exercise = "test-screened" }, 409, "safety-not-asked");
        await coach.DoAsync($"/api/cases/{couple.CaseId}/safety/ask", new { });
        await couple.A.DoAsync($"/api/my/cases/{couple.CaseId}/safety", new { check = 1, answers = new { home = "yes" } });
        await coach.RefusedAsync($"/api/cases/{couple.CaseId}/assignments", new { exercise = "test-screened" }, 409, "safety-not-asked");
        await couple.B.DoAsync($"/api/my/cases/{couple.CaseId}/safety", new { check = 1 });
    }

    /// <summary>Both are asked and pass every question.</summary>
    internal static async Task ScreenAsync(Client coach, Couple couple)
    {
        await coach.DoAsync($"/api/cases/{couple.CaseId}/safety/ask", new { });
        foreach (var partner in new[] { couple.A, couple.B })
            await partner.DoAsync($"/api/my/cases/{couple.CaseId}/safety", new { check = 1 });
    }

    private static async Task<Guid> StartAsync(Client partner, Guid assignment) =>
        (await partner.DoAsync($"/api/assignments/{assignment}/rounds", new { })).GetProperty("roundId").GetGuid();

    private static JsonElement Of(IEnumerable<JsonElement> results, Guid caseId) => results.Single(r => r.GetProperty("caseId").GetGuid() == caseId);

    private static async Task<Guid> PersonAsync(Client client) => (await client.ReadAsync("/api/me")).GetProperty("personId").GetGuid();
}
