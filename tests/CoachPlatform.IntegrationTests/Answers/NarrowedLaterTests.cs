using CoachPlatform.IntegrationTests.Support;

namespace CoachPlatform.IntegrationTests.Answers;

/// <summary>An author closes afterwards what was open: as a whole, one question of it, one line of a list. Whoever has read it has read it.</summary>
public sealed class NarrowedLaterTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    private const string Day = "after-a-long-day";
    private const string Guess = "guess-after-a-long-day";

    [Fact]
    public async Task One_question_is_closed_to_others_and_the_reading_before_stays_on_record()
    {
        var coach = await fixture.App.OpenPracticeAsync();
        var couple = await coach.OpenCaseAsync();
        var round = await coach.AssignAsync(couple.CaseId, "guess-and-tell");
        foreach (var partner in new[] { couple.A, couple.B })
            await partner.AnswerAsync(round, new Dictionary<string, string> { [Day] = "quiet", [Guess] = "talk" }, "quiz");
        Assert.Equal(["quiet", "talk"], await ReadAsync(coach, round, "A"));
        var readers = await PageAsync(couple.A, $"/rounds/{round}/quiz/readers");
        Assert.Contains($"fieldAudience.{Day}", readers);
        Assert.Contains("What somebody has read already stays read. It also stays on your list of who read it.", readers);

        await couple.A.DoAsync($"/api/rounds/{round}/sharing", new { step = "quiz", audience = "partner", timing = "whenBoth", fieldAudience = new Dictionary<string, string> { [Day] = "me" } });

        Assert.Equal(["talk"], await ReadAsync(coach, round, "A"));
        Assert.Equal(["talk"], await ReadAsync(couple.B, round, "A"));
        Assert.Equal(["quiet", "talk"], await ReadAsync(couple.A, round, "A"));
        Assert.Contains("Miriam Vale", (await couple.A.ReadAsync("/api/my/ledger")).GetRawText());
        // What was kept closer is chosen again, so that saving the page for another reason opens nothing.
        Assert.Matches($"(?s)fieldAudience\\.{Day}\".*?value=\"me\" selected", await PageAsync(couple.A, $"/rounds/{round}/quiz/readers"));
        // And more people for a question than for the whole is refused, at the question.
        var refused = await couple.A.RefusedAsync(
            $"/api/rounds/{round}/sharing", new { step = "quiz", audience = "me", timing = "never", fieldAudience = new Dictionary<string, string> { [Day] = "coach" } }, 422, "sharing-not-allowed");
        Assert.True(refused.GetProperty("errors").TryGetProperty(Day, out _));
    }

    [Fact]
    public async Task One_line_of_a_list_is_closed_and_opened_again_from_its_own_page()
    {
        var coach = await fixture.App.OpenPracticeAsync();
        var couple = await coach.OpenCaseAsync();
        var round = await coach.AssignAsync(couple.CaseId, "laughter-log");
        const string key = "log";
        var entry = Guid.CreateVersion7();
        await couple.A.DoAsync($"/api/rounds/{round}/answer", new { step = key, entry, fields = new { what = "the hat in the soup" }, timing = "now" });
        Assert.Contains("the hat in the soup", await PageAsync(couple.B, $"/rounds/{round}/{key}"));
        Assert.Contains($"/rounds/{round}/{key}/readers?entry={entry}", await PageAsync(couple.A, $"/rounds/{round}/{key}"));
        Assert.Contains($"value=\"{entry}\"", await PageAsync(couple.A, $"/rounds/{round}/{key}/readers?entry={entry}"));

        await couple.A.DoAsync($"/api/rounds/{round}/sharing", new { step = key, entry, audience = "me", timing = "now" });
        Assert.DoesNotContain("the hat in the soup", await PageAsync(couple.B, $"/rounds/{round}/{key}"));
        await couple.A.DoAsync($"/api/rounds/{round}/sharing", new { step = key, entry, audience = "partner", timing = "now" });
        Assert.Contains("the hat in the soup", await PageAsync(couple.B, $"/rounds/{round}/{key}"));

        using var others = await couple.B.GetAsync($"/rounds/{round}/{key}/readers?entry={entry}");
        Assert.Equal(302, (int)others.StatusCode);
    }

    [Fact]
    public async Task What_is_left_of_a_round_that_closed_can_still_be_closed_to_the_coach()
    {
        var coach = await fixture.App.OpenPracticeAsync();
        var couple = await coach.OpenCaseAsync();
        var given = await coach.DoAsync($"/api/cases/{couple.CaseId}/assignments", new { exercise = "something-i-understood" });
        var round = given.GetProperty("roundId").GetGuid();
        await couple.A.AnswerAsync(round, new { understood = "that mornings are hard" }, audience: "coach", timing: "now");
        await coach.DoAsync($"/api/assignments/{given.GetProperty("assignmentId").GetGuid()}/withdraw", new { });
        Assert.Contains("that mornings are hard", (await coach.ReadAsync($"/api/rounds/{round}/answers")).GetRawText());
        Assert.Contains($"/rounds/{round}/say/readers", await PageAsync(couple.A, $"/rounds/{round}/say"));

        await couple.A.DoAsync($"/api/rounds/{round}/sharing", new { step = "say", audience = "me", timing = "never" });

        Assert.DoesNotContain("that mornings are hard", (await coach.ReadAsync($"/api/rounds/{round}/answers")).GetRawText());
    }

    private static async Task<string[]> ReadAsync(Client reader, Guid round, string author)
    {
        var view = await reader.ReadAsync($"/api/rounds/{round}/answers");
        return [.. view.GetProperty("steps").EnumerateArray().SelectMany(s => s.GetProperty("answers").EnumerateArray())
            .Where(a => a.GetProperty("author").GetString() == author)
            .SelectMany(a => a.GetProperty("fields").EnumerateObject()).Where(v => v.Name is Day or Guess).OrderBy(v => v.Name, StringComparer.Ordinal)
            .Select(v => v.Value.GetString()!)];
    }

    private static async Task<string> PageAsync(Client reader, string path)
    {
        using var response = await reader.GetAsync(path);
        Assert.True(response.IsSuccessStatusCode, $"{path}: {(int)response.StatusCode}");
        return System.Net.WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync());
    }
}
