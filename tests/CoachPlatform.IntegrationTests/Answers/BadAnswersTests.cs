using System.Text.Json;
using CoachPlatform.IntegrationTests.Support;

namespace CoachPlatform.IntegrationTests.Answers;

/// <summary>Bad input to the couple's writes meets a clear problem and changes nothing.</summary>
public sealed class BadAnswersTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    private const string Exercise = "something-i-understood";

    private static readonly object Understood = new { understood = "that mornings are hard" };

    private static readonly object Plan = new { what = "a walk", when = "2999-05-01" };

    [Theory]
    [InlineData("""{"fields":{"nope":"x","understood":"y"}}""", 422, "unknown-field", "fields.nope")]
    [InlineData("""{"fields":{"understood":7}}""", 422, "fields-invalid", "fields.understood")]
    [InlineData("""{"fields":{"understood":{"a":1}}}""", 422, "fields-invalid", "fields.understood")]
    [InlineData("""{"fields":{"understood":"   "}}""", 422, "fields-invalid", "fields.understood")]
    [InlineData("""{"fields":{}}""", 422, "fields-invalid", "fields.understood")]
    [InlineData("""{"fields":null}""", 422, "fields-invalid", "fields.understood")]
    [InlineData("""{}""", 422, "fields-invalid", "fields.understood")]
    [InlineData("""{"step":"nope","fields":{"understood":"y"}}""", 422, "unknown-step", "step")]
    [InlineData("""{"step":"","fields":{"understood":"y"}}""", 422, "unknown-step", "step")]
    [InlineData("""{"step":"say","turn":9,"fields":{"understood":"y"}}""", 422, "unknown-step", "step")]
    [InlineData("""{"step":"say","turn":-2147483648,"fields":{"understood":"y"}}""", 422, "unknown-step", "step")]
    [InlineData("""{"fields":{"understood":"y"},"timing":"inSession"}""", 422, "sharing-not-allowed", "timing")]
    [InlineData("""{"fields":{"understood":"y"},"audience":"me","fieldAudience":{"understood":"partner"}}""", 422, "sharing-not-allowed", "understood")]
    [InlineData("""{"fields":{"understood":"y"},"fieldAudience":{"nope":"me"}}""", 422, "unknown-field", "nope")]
    [InlineData("""{"entry":"0197a2f6-0000-7000-8000-000000000001","fields":{"understood":"y"}}""", 422, "not-a-log", "entry")]
    public async Task Each_wrong_value_is_named_by_its_field(string body, int status, string slug, string field)
    {
        var (coach, couple, round) = await StartAsync();

        var problem = await UnchangedAsync(coach, couple.A, $"/api/rounds/{round}/answer", body, status, slug);

        Assert.NotEmpty(problem.GetProperty("errors").GetProperty(field)[0].GetString()!);
    }

    [Theory]
    [InlineData("""{"fields":{"understood":"y"}""")]
    [InlineData("""not json""")]
    [InlineData("""["fields"]""")]
    [InlineData("\"fields\"")]
    [InlineData("""{"fields":["understood"]}""")]
    [InlineData("""{"fields":{"understood":"y"},"audience":"everybody"}""")]
    [InlineData("""{"fields":{"understood":"y"},"audience":2}""")]
    [InlineData("""{"fields":{"understood":"y"},"audience":"me, coach"}""")]
    [InlineData("""{"fields":{"understood":"y"},"audience":"me,me"}""")]
    [InlineData("""{"fields":{"understood":"y"},"timing":"now,never"}""")]
    [InlineData("""{"fields":{"understood":"y"},"fieldAudience":{"understood":"me, coach"}}""")]
    [InlineData("""{"fields":{"understood":"y"},"audience":99}""")]
    [InlineData("""{"fields":{"understood":"y"},"timing":-1}""")]
    [InlineData("""{"fields":{"understood":"y"},"fieldAudience":{"understood":7}}""")]
    [InlineData("""{"fields":{"understood":"y"},"entry":"nonsense"}""")]
    [InlineData("""{"fields":{"understood":"y"},"turn":"one"}""")]
    [InlineData("""{"fields":{"understood":"y"},"revises":1.5}""")]
    [InlineData("""{"fields":{"understood":"y"},"revises":99999999999}""")]
    [InlineData("""null""")]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("\u0000")]
    public async Task What_is_no_answer_at_all_is_malformed(string body)
    {
        var (coach, couple, round) = await StartAsync();

        await UnchangedAsync(coach, couple.A, $"/api/rounds/{round}/answer", body, 400, "malformed");
    }

    [Fact]
    public async Task A_line_of_a_log_cannot_wait_for_both_neither_when_it_is_written_nor_later()
    {
        var coach = await fixture.App.OpenPracticeAsync();
        var couple = await coach.OpenCaseAsync();
        var round = await coach.AssignAsync(couple.CaseId, "laughter-log");
        var entry = Guid.NewGuid();

        var given = await UnchangedAsync(
            coach, couple.A, $"/api/rounds/{round}/answer", $$$"""{"step":"log","entry":"{{{entry}}}","fields":{"what":"the goose"},"timing":"whenBoth"}""", 422, "sharing-not-allowed");
        await couple.A.DoAsync($"/api/rounds/{round}/answer", new { step = "log", entry, fields = new { what = "the goose" } });
        var changed = await UnchangedAsync(coach, couple.A, $"/api/rounds/{round}/sharing", $$"""{"step":"log","entry":"{{entry}}","timing":"whenBoth"}""", 422, "sharing-not-allowed");

        Assert.All([given, changed], problem => Assert.NotEmpty(problem.GetProperty("errors").GetProperty("timing")[0].GetString()!));
    }

    [Fact]
    public async Task Json_nested_without_end_is_malformed()
    {
        var (coach, couple, round) = await StartAsync();
        var deep = string.Concat(Enumerable.Repeat("[", 5000)) + string.Concat(Enumerable.Repeat("]", 5000));

        await UnchangedAsync(coach, couple.A, $"/api/rounds/{round}/answer", "{\"fields\":{\"understood\":" + deep + "}}", 400, "malformed");
    }

    [Fact]
    public async Task A_text_of_200000_characters_is_refused_with_both_counts()
    {
        var (coach, couple, round) = await StartAsync();
        var body = JsonSerializer.Serialize(new { fields = new { understood = new string('x', 200_000) } });

        var problem = await UnchangedAsync(coach, couple.A, $"/api/rounds/{round}/answer", body, 422, "fields-invalid");

        var words = problem.GetProperty("errors").GetProperty("fields.understood")[0].GetString()!;
        Assert.Contains("300", words, StringComparison.Ordinal);
        Assert.Contains("200,000", words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_beyond_the_limit_is_too_large()
    {
        var (coach, couple, round) = await StartAsync();
        var body = JsonSerializer.Serialize(new { fields = new { understood = new string('x', 3 * 1024 * 1024) } });

        await UnchangedAsync(coach, couple.A, $"/api/rounds/{round}/answer", body, 413, "too-large");
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/xml")]
    [InlineData("nonsense")]
    public async Task Another_content_type_is_refused_as_such(string contentType)
    {
        var (coach, couple, round) = await StartAsync();
        var before = await fixture.App.EventsAsync(coach.Tenant!);

        using var response = await couple.A.RawAsync(HttpMethod.Post, $"/api/rounds/{round}/answer", """{"fields":{"understood":"y"}}""", contentType);

        await Problem.OfAsync(response, 415, "malformed");
        Assert.Equal(before, await fixture.App.EventsAsync(coach.Tenant!));
    }

    [Fact]
    public async Task Answering_twice_says_which_version_to_revise_and_a_stale_revision_says_so_too()
    {
        var (coach, couple, round) = await StartAsync();
        var path = $"/api/rounds/{round}/answer";
        await couple.A.DoAsync(path, new { fields = Understood });

        var twice = await UnchangedAsync(coach, couple.A, path, """{"step":"say","fields":{"understood":"again"}}""", 409, "already-answered");
        Assert.Equal(1, twice.GetProperty("revises").GetInt32());
        await couple.A.DoAsync(path, new { step = "say", revises = 1, fields = Understood });
        var stale = await UnchangedAsync(coach, couple.A, path, """{"step":"say","revises":1,"fields":{"understood":"again"}}""", 409, "answer-moved");
        Assert.Equal(2, stale.GetProperty("revises").GetInt32());
        await UnchangedAsync(coach, couple.B, path, """{"step":"say","revises":1,"fields":{"understood":"never was"}}""", 409, "answer-moved");
    }

    [Fact]
    public async Task After_the_reveal_nothing_is_revised_or_passed()
    {
        var (coach, couple, round) = await StartAsync();
        await couple.A.AnswerAsync(round, Understood);
        await couple.B.AnswerAsync(round, Understood);

        await UnchangedAsync(coach, couple.A, $"/api/rounds/{round}/answer", """{"step":"say","revises":1,"fields":{"understood":"again"}}""", 409, "already-revealed");
        await UnchangedAsync(coach, couple.B, $"/api/rounds/{round}/pass", """{"step":"say"}""", 409, "already-revealed");
    }

    [Fact]
    public async Task A_withdrawn_round_takes_nothing_and_says_that_the_words_are_safe()
    {
        var (coach, couple, _) = await StartAsync();
        var given = await coach.DoAsync($"/api/cases/{couple.CaseId}/assignments", new { exercise = Exercise });
        var round = given.GetProperty("roundId").GetGuid();
        await coach.DoAsync($"/api/assignments/{given.GetProperty("assignmentId").GetGuid()}/withdraw", new { });

        var problem = await UnchangedAsync(coach, couple.A, $"/api/rounds/{round}/answer", """{"step":"say","fields":{"understood":"y"}}""", 409, "round-closed");
        Assert.Contains("still on this page", problem.GetProperty("detail").GetString()!, StringComparison.Ordinal);
        await UnchangedAsync(coach, couple.A, $"/api/rounds/{round}/answer", """{"fields":{"understood":"y"}}""", 409, "round-closed");
        await UnchangedAsync(coach, couple.B, $"/api/rounds/{round}/pass", "{}", 409, "round-closed");
        await UnchangedAsync(coach, coach, $"/api/assignments/{given.GetProperty("assignmentId").GetGuid()}/due", """{"dueOn":"2999-01-01"}""", 409, "assignment-withdrawn");
    }

    [Fact]
    public async Task Nothing_is_changed_where_nothing_was_given()
    {
        var (coach, couple, round) = await StartAsync();
        foreach (var verb in new[] { "withdraw", "sharing" })
        {
            await UnchangedAsync(coach, couple.A, $"/api/rounds/{round}/{verb}", """{"step":"say"}""", 409, "nothing-there");
            await UnchangedAsync(coach, couple.A, $"/api/rounds/{round}/{verb}", """{"step":"nope"}""", 409, "nothing-there");
            await UnchangedAsync(coach, couple.A, $"/api/rounds/{round}/{verb}", """{}""", 409, "nothing-there");
        }

        await UnchangedAsync(coach, couple.A, $"/api/rounds/{round}/done", """{"step":"say"}""", 409, "step-not-open");
        await UnchangedAsync(coach, couple.A, $"/api/rounds/{round}/done", """{}""", 409, "step-not-open");
    }

    [Fact]
    public async Task Joint_texts_refuse_what_is_not_for_two()
    {
        var (coach, couple, _) = await StartAsync();
        var round = await coach.AssignAsync(couple.CaseId, "plan-something-small");
        var path = $"/api/rounds/{round}/joint";
        var fields = JsonSerializer.Serialize(Plan);
        await UnchangedAsync(coach, couple.A, path, $$"""{"step":"plan","audience":"me","fields":{{fields}}}""", 422, "sharing-not-allowed");
        await UnchangedAsync(coach, couple.A, path, $$"""{"step":"plan","audience":"coach","fields":{{fields}}}""", 422, "sharing-not-allowed");
        await UnchangedAsync(coach, couple.A, path, $$"""{"step":"review","fields":{{fields}}}""", 422, "unknown-step");
        await UnchangedAsync(coach, couple.A, $"/api/rounds/{round}/answer", $$"""{"step":"plan","fields":{{fields}}}""", 422, "step-is-joint");
        await UnchangedAsync(coach, couple.B, $"{path}/confirm", """{"step":"plan","version":1}""", 409, "nothing-there");

        await couple.A.DoAsync(path, new { step = "plan", fields = Plan });
        await UnchangedAsync(coach, couple.A, $"{path}/confirm", """{"step":"plan","version":1}""", 409, "own-proposal");
        await UnchangedAsync(coach, couple.B, $"{path}/confirm", """{"step":"plan"}""", 409, "proposal-moved");
        var moved = await UnchangedAsync(coach, couple.B, path, $$"""{"step":"plan","fields":{{fields}}}""", 409, "proposal-moved");
        Assert.Equal(1, moved.GetProperty("version").GetInt32());

        await couple.A.DoAsync(path, new Dictionary<string, object> { ["step"] = "plan", ["base"] = 1, ["fields"] = Plan });
        await UnchangedAsync(coach, couple.B, $"{path}/confirm", """{"step":"plan","version":1}""", 409, "proposal-moved");
        await couple.B.DoAsync($"{path}/confirm", new { step = "plan", version = 2 });
        await UnchangedAsync(coach, couple.A, path, $$"""{"step":"plan","base":2,"fields":{{fields}}}""", 409, "already-confirmed");
    }

    [Theory]
    [InlineData("""{"step":"review","fields":{"closeness":11}}""", "fields.closeness")]
    [InlineData("""{"step":"review","fields":{"closeness":-1}}""", "fields.closeness")]
    [InlineData("""{"step":"review","fields":{"closeness":"5"}}""", "fields.closeness")]
    [InlineData("""{"step":"review","fields":{"closeness":5.5}}""", "fields.closeness")]
    [InlineData("""{"step":"review","fields":{"did-it":"yes"}}""", "fields.did-it")]
    public async Task Numbers_and_choices_outside_their_range_are_named(string body, string field)
    {
        var (coach, couple, _) = await StartAsync();
        var round = await coach.AssignAsync(couple.CaseId, "plan-something-small");

        var problem = await UnchangedAsync(coach, couple.A, $"/api/rounds/{round}/answer", body, 422, "fields-invalid");

        Assert.NotEmpty(problem.GetProperty("errors").GetProperty(field)[0].GetString()!);
    }

    [Fact]
    public async Task A_log_asks_for_an_id_per_line()
    {
        var (coach, couple, _) = await StartAsync();
        var round = await coach.AssignAsync(couple.CaseId, "laughter-log");

        await UnchangedAsync(coach, couple.A, $"/api/rounds/{round}/answer", """{"step":"log","fields":{"what":"the cat"}}""", 422, "entry-required");
    }

    private async Task<(Client Coach, Couple Couple, Guid Round)> StartAsync()
    {
        var coach = await fixture.App.OpenPracticeAsync();
        var couple = await coach.OpenCaseAsync();
        return (coach, couple, await coach.AssignAsync(couple.CaseId, Exercise));
    }

    private async Task<JsonElement> UnchangedAsync(Client coach, Client who, string path, string body, int status, string slug)
    {
        var before = await fixture.App.EventsAsync(coach.Tenant!);
        using var response = await who.PostRawAsync(path, body);
        var problem = await Problem.OfAsync(response, status, slug);
        Assert.Equal(before, await fixture.App.EventsAsync(coach.Tenant!));
        return problem;
    }
}
