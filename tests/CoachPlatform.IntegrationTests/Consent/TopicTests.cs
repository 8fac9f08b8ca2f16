using System.Text.Json;
using CoachPlatform.Assignments;
using CoachPlatform.IntegrationTests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace CoachPlatform.IntegrationTests.Consent;

/// <summary>Topics over real HTTP: what waits for a yes, what opens the morning after, what closes with a withdrawal.</summary>
public sealed class TopicTests(TopicApp topics) : IClassFixture<TopicApp>
{
    private CoachApp App => topics.App;

    [Fact]
    public async Task An_exercise_on_a_topic_waits_for_both_and_comes_the_morning_after()
    {
        var coach = await App.OpenPracticeAsync();
        var couple = await coach.OpenCaseAsync();
        var given = await coach.DoAsync($"/api/cases/{couple.CaseId}/assignments", new { exercise = "test-money" });
        Assert.True(given.GetProperty("dormant").GetBoolean());
        await DecideAsync(couple, couple.A, "money", "grant");
        await LookAsync();
        Assert.Empty(await RoundsAsync(couple.A));
        Assert.True((await ComingAsync(coach, couple)).GetProperty("dormant").GetBoolean());
        Assert.Equal("notOpen", await StateAsync(coach, couple, "money"));

        await DecideAsync(couple, couple.B, "money", "grant");
        await LookAsync();
        Assert.Empty(await RoundsAsync(couple.A));
        Assert.Equal("open", await StateAsync(coach, couple, "money"));

        await topics.NextMorningAsync(coach, couple.A, couple.B);
        foreach (var partner in new[] { couple.A, couple.B })
            Assert.Equal(given.GetProperty("roundId").GetGuid(), Assert.Single(await RoundsAsync(partner)).GetProperty("roundId").GetGuid());
    }

    [Fact]
    public async Task A_withdrawal_closes_open_rounds_and_shown_texts_for_both_and_a_new_yes_brings_the_texts_back()
    {
        var coach = await App.OpenPracticeAsync();
        var couple = await coach.OpenCaseAsync();
        var shown = await coach.AssignAsync(couple.CaseId, "test-money");
        var half = await coach.AssignAsync(couple.CaseId, "test-money");
        await DecideAsync(couple, couple.A, "money", "grant");
        await DecideAsync(couple, couple.B, "money", "grant");
        await topics.NextMorningAsync(coach, couple.A, couple.B);
        await couple.A.AnswerAsync(shown, new { thing = "the-old-loan" });
        await couple.B.AnswerAsync(shown, new { thing = "the-roof" });
        await couple.A.AnswerAsync(half, new { thing = "the-car" });
        Assert.Contains("the-roof", await TextAsync(couple.A, shown));
        Assert.Contains("the-roof", await TextAsync(coach, shown));

        await DecideAsync(couple, couple.B, "money", "withdraw");

        foreach (var reader in new[] { couple.A, couple.B, coach })
        {
            var text = await TextAsync(reader, shown);
            Assert.Equal(reader == couple.A, text.Contains("the-old-loan", StringComparison.Ordinal));
            Assert.Equal(reader == couple.B, text.Contains("the-roof", StringComparison.Ordinal));
        }

        await couple.B.RefusedAsync($"/api/rounds/{half}/answer", new { fields = new { thing = "x" } }, 409, "round-closed");
        Assert.All(await RoundsAsync(couple.A), r => Assert.False(r.GetProperty("open").GetBoolean()));
        Assert.Equal("notOpen", await StateAsync(coach, couple, "money"));
        await couple.B.RefusedAsync($"/api/rounds/{shown}/answer", new { fields = new { thing = "x" } }, 409, "round-closed");

        await topics.NextMorningAsync(coach, couple.A, couple.B);
        await DecideAsync(couple, couple.B, "money", "grant");
        Assert.DoesNotContain("the-roof", await TextAsync(couple.A, shown));
        await topics.NextMorningAsync(coach, couple.A, couple.B);
        Assert.Contains("the-roof", await TextAsync(couple.A, shown));
        // What had not opened stays closed for ever.
        await couple.B.RefusedAsync($"/api/rounds/{half}/answer", new { fields = new { thing = "x" } }, 409, "round-closed");
        Assert.DoesNotContain("the-car", await TextAsync(couple.B, half));
    }

    [Fact]
    public async Task A_withdrawal_at_the_instant_of_the_second_answer_opens_all_or_nothing()
    {
        var coach = await App.OpenPracticeAsync();
        for (var i = 0; i < 6; i++)
        {
            var couple = await coach.OpenCaseAsync();
            var round = await coach.AssignAsync(couple.CaseId, "test-money");
            await DecideAsync(couple, couple.A, "money", "grant");
            await DecideAsync(couple, couple.B, "money", "grant");
            await topics.NextMorningAsync(coach, couple.A, couple.B);
            await couple.A.AnswerAsync(round, new { thing = "one" });

            var answering = couple.B.SendAsync($"/api/rounds/{round}/answer", new { fields = new { thing = "two" } });
            var taking = couple.A.SendAsync($"/api/my/cases/{couple.CaseId}/topics/money", new { decision = "withdraw" });
            using var answered = await answering;
            using var taken = await taking;

            Assert.True(taken.IsSuccessStatusCode);
            var revealed = await App.EventsOfAsync(round, "answers-revealed-v1");
            Assert.Equal(answered.IsSuccessStatusCode ? 1L : 0L, revealed);
            Assert.Equal(1L, await App.EventsOfAsync(round, "round-closed-v1"));
            Assert.DoesNotContain("two", await TextAsync(couple.A, round));
        }
    }

    [Fact]
    public async Task Only_what_both_marked_shows_and_the_coach_never_has_an_item()
    {
        var coach = await App.OpenPracticeAsync();
        var couple = await coach.OpenCaseAsync();
        var round = await OpenWishesAsync(coach, couple);
        var heard = new List<string>();
        async Task CoachLooksAsync()
        {
            foreach (var path in new[] { $"/api/rounds/{round}/answers", $"/api/cases/{couple.CaseId}", "/api/cases", $"/cases/{couple.CaseId}?round={round}", $"/fragments/cases/{couple.CaseId}/rounds/{round}", "/board" })
                heard.Add(await BodyAsync(coach, path));
        }

        await couple.A.AnswerAsync(round, new { like = new[] { "walk", "bath" }, perhaps = new[] { "dance" } });
        await CoachLooksAsync();
        var told = await couple.B.AnswerAsync(round, new { like = new[] { "bath", "dance" } });
        Assert.Equal("revealed", told.GetProperty("state").GetString());
        await CoachLooksAsync();

        foreach (var (partner, other) in new[] { (couple.A, "B"), (couple.B, "A") })
        {
            var theirs = Answers(await partner.ReadAsync($"/api/rounds/{round}/answers")).Single(a => !a.GetProperty("mine").GetBoolean());
            Assert.Equal("matches", theirs.GetProperty("state").GetString());
            Assert.Equal("""{"like":["bath"]}""", theirs.GetProperty("fields").GetRawText());
            Assert.Equal(other, theirs.GetProperty("author").GetString());
            var page = await BodyAsync(partner, $"/rounds/{round}");
            Assert.Contains("A long bath", page);
            Assert.DoesNotContain("Dancing in the kitchen", page);
            Assert.DoesNotContain("Walking at night", page);
            Assert.DoesNotContain("Wishes in a test", Title(page));
        }

        Assert.All(heard, body => Assert.DoesNotMatch("walk|bath|dance|Walking|Dancing", body));
        Assert.Contains("\"sealed\"", heard[^6]);
        await couple.A.RefusedAsync($"/api/rounds/{round}/sharing", new { step = "wishes", audience = "partner" }, 422, "sharing-not-allowed");
    }

    [Fact]
    public async Task With_nothing_in_common_it_is_the_same_screen_for_every_reason()
    {
        var screens = new List<(string Json, string Page, long Rows)>();
        foreach (var other in new object?[] { null, new { like = new[] { "dance" } }, new { }, new { perhaps = new[] { "walk" } } })
        {
            var coach = await App.OpenPracticeAsync();
            var couple = await coach.OpenCaseAsync();
            var round = await OpenWishesAsync(coach, couple);
            await couple.A.AnswerAsync(round, new { like = new[] { "walk", "bath" } });
            if (other is null)
                await couple.B.DoAsync($"/api/rounds/{round}/pass", new { });
            else
                await couple.B.AnswerAsync(round, other);
            var json = await BodyAsync(couple.A, $"/api/rounds/{round}/answers");
            var page = await BodyAsync(couple.A, $"/rounds/{round}");
            var rows = (long)(await App.AskAsync($"select count(*) from coach.mt_events where tenant_id = '{coach.Tenant}' and type = 'answers-opened-v1'"))!;
            screens.Add((Traffic.Plain(json, couple, round), Traffic.Plain(page, couple, round), rows));
        }

        Assert.All(screens, s => Assert.Equal(screens[0], s));
        Assert.Contains("Nothing matched this time", screens[0].Page);
    }

    [Fact]
    public async Task A_live_round_opens_step_by_step_by_the_coach()
    {
        var coach = await App.OpenPracticeAsync();
        var couple = await coach.OpenCaseAsync();
        var round = await coach.AssignAsync(couple.CaseId, "test-live");
        await couple.A.RefusedAsync($"/api/rounds/{round}/answer", new { step = "ask", fields = new { question = "why-the-sea" } }, 409, "step-not-open");
        Assert.Contains("Your coach opens this", await BodyAsync(couple.A, $"/rounds/{round}"));
        await coach.RefusedAsync($"/api/rounds/{round}/steps/reveal", new { step = "ask" }, 409, "step-not-open");
        await coach.DoAsync($"/api/rounds/{round}/steps/open", new { step = "ask" });
        Assert.Equal("waiting", (await couple.A.AnswerAsync(round, new { question = "why-the-sea" })).GetProperty("state").GetString());
        await coach.RefusedAsync($"/api/rounds/{round}/steps/reveal", new { step = "ask" }, 409, "not-both-settled");
        Assert.Equal("waiting", (await couple.B.AnswerAsync(round, new { question = "what-of-music" })).GetProperty("state").GetString());
        foreach (var reader in new[] { couple.A, coach })
            Assert.DoesNotContain("what-of-music", await TextAsync(reader, round));
        Assert.Contains("Open the answers", await BodyAsync(coach, $"/cases/{couple.CaseId}?round={round}"));

        var moved = await coach.DoAsync($"/api/rounds/{round}/steps/reveal", new { step = "ask" });
        Assert.True(moved.GetProperty("changed").GetBoolean());
        Assert.False((await coach.DoAsync($"/api/rounds/{round}/steps/reveal", new { step = "ask" })).GetProperty("changed").GetBoolean());
        foreach (var reader in new[] { couple.A, coach })
            Assert.Contains("what-of-music", await TextAsync(reader, round));
        Assert.Equal(1L, await App.EventsOfAsync(round, "answers-revealed-v1"));
        await coach.DoAsync($"/api/rounds/{round}/steps/open", new { step = "shift" });
        await couple.B.DoAsync($"/api/rounds/{round}/pass", new { step = "shift" });
    }

    [Fact]
    public async Task A_second_change_in_a_day_is_refused_at_the_field_and_unknown_topics_are_not_taken()
    {
        var coach = await App.OpenPracticeAsync();
        var couple = await coach.OpenCaseAsync();
        await DecideAsync(couple, couple.A, "fears", "grant");
        await DecideAsync(couple, couple.A, "fears", "withdraw");
        var problem = await couple.A.RefusedAsync($"/api/my/cases/{couple.CaseId}/topics/fears", new { decision = "grant" }, 422, "once-a-day");
        Assert.Single(problem.GetProperty("errors").GetProperty("decision").EnumerateArray());
        await couple.A.RefusedAsync($"/api/my/cases/{couple.CaseId}/topics/weather", new { decision = "grant" }, 422, "unknown-topic");
        await couple.A.RefusedAsync($"/api/my/cases/{couple.CaseId}/topics/money", new { }, 422, "fields-invalid");
        await coach.RefusedAsync($"/api/cases/{couple.CaseId}/topics/ask", new { topics = new[] { "weather" } }, 422, "unknown-topic");
        await coach.RefusedAsync($"/api/cases/{couple.CaseId}/topics/close", new { }, 422, "unknown-topic");
        await couple.A.RefusedAsync($"/api/cases/{couple.CaseId}/topics/ask", new { topics = new[] { "money" } }, 403, "not-your-role");
        Assert.Equal(["undecided", "withdrawn", "undecided", "undecided", "undecided"], (await MineAsync(couple, couple.A)).Select(t => t.GetProperty("decision").GetString()));
        Assert.All(await MineAsync(couple, couple.B), t => Assert.Equal("undecided", t.GetProperty("decision").GetString()));
    }

    private async Task<Guid> OpenWishesAsync(Client coach, Couple couple)
    {
        var round = await coach.AssignAsync(couple.CaseId, "test-wishes");
        await DecideAsync(couple, couple.A, "intimacy", "grant");
        await DecideAsync(couple, couple.B, "intimacy", "grant");
        await topics.NextMorningAsync(coach, couple.A, couple.B);
        return round;
    }

    private Task LookAsync() => App.Inside.GetRequiredService<Clockwork>().LookAsync(TestContext.Current.CancellationToken);

    private static Task<JsonElement> DecideAsync(Couple couple, Client partner, string topic, string decision) =>
        partner.DoAsync($"/api/my/cases/{couple.CaseId}/topics/{topic}", new { decision });

    private static async Task<List<JsonElement>> MineAsync(Couple couple, Client partner) =>
        [.. (await partner.ReadAsync($"/api/my/cases/{couple.CaseId}/topics")).GetProperty("topics").EnumerateArray()];

    private static async Task<List<JsonElement>> RoundsAsync(Client partner) => [.. (await partner.ReadAsync("/api/my/rounds")).EnumerateArray()];

    private static async Task<JsonElement> ComingAsync(Client coach, Couple couple) =>
        Assert.Single((await coach.ReadAsync($"/api/cases/{couple.CaseId}")).GetProperty("coming").EnumerateArray());

    private static async Task<string?> StateAsync(Client coach, Couple couple, string topic) =>
        (await coach.ReadAsync($"/api/cases/{couple.CaseId}/topics")).EnumerateArray().Single(t => t.GetProperty("topic").GetString() == topic).GetProperty("state").GetString();

    private static async Task<string> TextAsync(Client reader, Guid round) => (await reader.ReadAsync($"/api/rounds/{round}/answers")).GetRawText();

    private static async Task<string> BodyAsync(Client client, string path)
    {
        using var response = await client.GetAsync(path);
        Assert.True(response.IsSuccessStatusCode, $"{path}: {(int)response.StatusCode}");
        return await response.Content.ReadAsStringAsync();
    }

    private static IEnumerable<JsonElement> Answers(JsonElement round) => round.GetProperty("steps").EnumerateArray().SelectMany(s => s.GetProperty("answers").EnumerateArray());

    private static string Title(string page) => page[page.IndexOf("<title>", StringComparison.Ordinal)..page.IndexOf("</title>", StringComparison.Ordinal)];
}
