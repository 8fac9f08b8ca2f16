using CoachPlatform.IntegrationTests.Support;

namespace CoachPlatform.IntegrationTests.Assignments;

/// <summary>What cannot be given to a couple meets a clear problem and changes nothing.</summary>
public sealed class BadAssignmentsTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    [Theory]
    [InlineData("""{"exercise":"no-such"}""", 422, "unknown-exercise", "exercise")]
    [InlineData("""{"exercise":null}""", 422, "unknown-exercise", "exercise")]
    [InlineData("""{}""", 422, "unknown-exercise", "exercise")]
    [InlineData("""{"exercise":"guess-and-tell","dueOn":"2001-01-01"}""", 422, "due-in-past", "dueOn")]
    [InlineData("""{"exercise":"plan-something-small","cadence":"daily"}""", 422, "cadence-invalid", "cadence")]
    [InlineData("""{"exercise":"guess-and-tell","cadence":"weekly","rounds":0}""", 422, "cadence-invalid", "rounds")]
    [InlineData("""{"exercise":"guess-and-tell","rounds":2}""", 422, "cadence-invalid", "rounds")]
    [InlineData("""{"exercise":"guess-and-tell","dueOn":"2999-02-30"}""", 400, "malformed", null)]
    [InlineData("""{"exercise":"guess-and-tell","dueOn":"soon"}""", 400, "malformed", null)]
    [InlineData("""{"exercise":"guess-and-tell","cadence":"sometimes"}""", 400, "malformed", null)]
    [InlineData("""{"exercise":"guess-and-tell","cadence":17}""", 400, "malformed", null)]
    [InlineData("""{"exercise":7}""", 400, "malformed", null)]
    [InlineData("null", 400, "malformed", null)]
    public async Task An_assignment_that_cannot_be_made_says_why(string body, int status, string slug, string? field)
    {
        var (coach, caseId) = await StartAsync();
        var before = await fixture.App.EventsAsync(coach.Tenant!);

        using var response = await coach.PostRawAsync($"/api/cases/{caseId}/assignments", body);

        var problem = await Problem.OfAsync(response, status, slug);
        Assert.True(field is null || problem.GetProperty("errors").TryGetProperty(field, out _));
        Assert.Equal(before, await fixture.App.EventsAsync(coach.Tenant!));
    }

    [Fact]
    public async Task Long_words_are_refused_with_both_counts()
    {
        var (coach, caseId) = await StartAsync();
        var given = await coach.DoAsync($"/api/cases/{caseId}/assignments", new { exercise = "guess-and-tell" });
        var before = await fixture.App.EventsAsync(coach.Tenant!);

        var word = await coach.RefusedAsync($"/api/cases/{caseId}/assignments", new { exercise = "guess-and-tell", word = new string('x', 200_000) }, 422, "fields-invalid");
        Assert.Contains("200,000", word.GetRawText(), StringComparison.Ordinal);
        var comment = await coach.RefusedAsync($"/api/rounds/{given.GetProperty("roundId").GetGuid()}/comments", new { text = new string('x', 200_000) }, 422, "fields-invalid");
        Assert.Contains("200,000", comment.GetRawText(), StringComparison.Ordinal);

        Assert.Equal(before, await fixture.App.EventsAsync(coach.Tenant!));
    }

    [Fact]
    public async Task A_comment_needs_words_and_somebody_to_read_them()
    {
        var (coach, caseId) = await StartAsync();
        var given = await coach.DoAsync($"/api/cases/{caseId}/assignments", new { exercise = "guess-and-tell" });
        var path = $"/api/rounds/{given.GetProperty("roundId").GetGuid()}/comments";

        await coach.RefusedAsync(path, new { text = "   " }, 422, "fields-invalid");
        await coach.RefusedAsync(path, new { }, 422, "fields-invalid");
        await coach.RefusedAsync(path, new { text = "Hello." }, 409, "nobody-to-read");
        await coach.JoinAsync(caseId, CoachPlatform.Cases.Seat.A, "Ana");
        await coach.RefusedAsync(path, new { text = "Hello.", step = "no-such" }, 422, "unknown-step");
        await coach.RefusedAsync(path, new { text = "Hello.", to = new[] { "B" } }, 409, "nobody-to-read");
        using var wrong = await coach.PostRawAsync(path, """{"text":"Hello.","to":[9]}""");
        await Problem.OfAsync(wrong, 400, "malformed");
    }

    [Fact]
    public async Task A_due_date_does_not_move_into_the_past()
    {
        var (coach, caseId) = await StartAsync();
        var given = await coach.DoAsync($"/api/cases/{caseId}/assignments", new { exercise = "guess-and-tell", dueOn = "2999-01-01" });

        await coach.RefusedAsync($"/api/assignments/{given.GetProperty("assignmentId").GetGuid()}/due", new { dueOn = "2001-01-01" }, 422, "due-in-past");

        var rounds = (await coach.ReadAsync($"/api/cases/{caseId}")).GetProperty("rounds");
        Assert.Equal("2999-01-01", rounds[0].GetProperty("dueOn").GetString());
    }

    private async Task<(Client Coach, Guid CaseId)> StartAsync()
    {
        var coach = await fixture.App.OpenPracticeAsync();
        return (coach, (await coach.DoAsync("/api/cases", new { labels = new { A = "Ana", B = "Ben" } })).GetProperty("caseId").GetGuid());
    }
}
