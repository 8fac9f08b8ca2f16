using System.Net;
using System.Text.Json;
using CoachPlatform.Assignments;
using CoachPlatform.IntegrationTests.Support;

namespace CoachPlatform.IntegrationTests.Assignments;

/// <summary>One exercise for several couples: each is answered for by itself, and nothing is made twice.</summary>
public sealed class AssignToSeveralTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    private const string Path = "/api/assignments";

    [Fact]
    public async Task Each_couple_gets_an_assignment_of_its_own_in_the_order_of_their_ids()
    {
        var (coach, cases) = await StartAsync(3);

        var reply = await coach.DoAsync(Path, new { exercise = "guess-and-tell", cases = cases.Reverse().Append(cases[0]), cadence = "weekly", rounds = 4, dueOn = "2999-01-01", word = "Take your time." });

        var results = Results(reply);
        Assert.Equal(cases.Order(), results.Select(CaseOf));
        Assert.Equal(3, results.Select(r => r.GetProperty("assignmentId").GetGuid()).Distinct().Count());
        Assert.All(results, r => Assert.False(r.TryGetProperty("problem", out _) || r.GetProperty("dormant").GetBoolean()));
        foreach (var result in results)
        {
            var round = Assert.Single((await coach.ReadAsync($"/api/cases/{CaseOf(result)}")).GetProperty("rounds").EnumerateArray());
            Assert.Equal((result.GetProperty("roundId").GetGuid(), "2999-01-01"), (round.GetProperty("roundId").GetGuid(), round.GetProperty("dueOn").GetString()));
        }
    }

    [Fact]
    public async Task One_refusal_does_not_stop_the_others_and_what_is_not_mine_looks_like_what_never_was()
    {
        var (coach, _) = await StartAsync(1);
        var colleague = await fixture.App.AddCoachAsync(coach);
        var foreign = await fixture.App.OpenPracticeAsync("Noa Stern");
        var colleagues = await OpenAsync(colleague);
        var foreigns = await OpenAsync(foreign);
        var unknown = Guid.NewGuid();
        // Where it is tomorrow already, today is over.
        var far = await OpenAsync(coach, "Pacific/Kiritimati");
        var near = await OpenAsync(coach, "Pacific/Pago_Pago");
        var due = fixture.App.Clock.GetUtcNow().AddHours(-11).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        var before = await fixture.App.EventsAsync(foreign.Tenant!);

        var results = Results(await coach.DoAsync(Path, new { exercise = "guess-and-tell", cases = new[] { colleagues, foreigns, unknown, far, near }, dueOn = due }));

        Assert.Equal(new[] { colleagues, foreigns, unknown, far, near }.Order(), results.Select(CaseOf));
        Assert.Equal(near, Assert.Single(results, r => r.TryGetProperty("assignmentId", out _)).GetProperty("caseId").GetGuid());
        Assert.Equal("/problems/due-in-past", ProblemOf(results, far).GetProperty("type").GetString());
        Assert.Single(new[] { colleagues, foreigns, unknown }.Select(c => ProblemOf(results, c).GetRawText()).Distinct());
        Assert.Equal("/problems/not-found", ProblemOf(results, unknown).GetProperty("type").GetString());
        Assert.Empty((await colleague.ReadAsync($"/api/cases/{colleagues}")).GetProperty("rounds").EnumerateArray());
        Assert.Equal(before, await fixture.App.EventsAsync(foreign.Tenant!));
    }

    [Theory]
    [InlineData("""{"exercise":"guess-and-tell"}""", 422, "fields-invalid", "cases")]
    [InlineData("""{"exercise":"guess-and-tell","cases":[]}""", 422, "fields-invalid", "cases")]
    [InlineData("""{"exercise":"no-such","cases":["CASE"]}""", 422, "unknown-exercise", "exercise")]
    [InlineData("""{"cases":["CASE"]}""", 422, "unknown-exercise", "exercise")]
    [InlineData("""{"exercise":"guess-and-tell","cases":["CASE"],"rounds":2}""", 422, "cadence-invalid", "rounds")]
    [InlineData("""{"exercise":"plan-something-small","cases":["CASE"],"cadence":"daily"}""", 422, "cadence-invalid", "cadence")]
    [InlineData("""{"exercise":"guess-and-tell","cases":["nonsense"]}""", 400, "malformed", null)]
    [InlineData("""{"exercise":"guess-and-tell","cases":"CASE"}""", 400, "malformed", null)]
    [InlineData("null", 400, "malformed", null)]
    public async Task What_can_be_given_to_nobody_is_refused_as_a_whole(string body, int status, string slug, string? field)
    {
        var (coach, cases) = await StartAsync(1);
        var before = await fixture.App.EventsAsync(coach.Tenant!);

        using var response = await coach.PostRawAsync(Path, body.Replace("CASE", cases[0].ToString(), StringComparison.Ordinal));

        var problem = await Problem.OfAsync(response, status, slug);
        Assert.True(field is null || problem.GetProperty("errors").TryGetProperty(field, out _));
        Assert.Equal(before, await fixture.App.EventsAsync(coach.Tenant!));
    }

    [Fact]
    public async Task Fifty_couples_are_enough_for_once()
    {
        var coach = await fixture.App.OpenPracticeAsync();
        var many = Enumerable.Range(0, 51).Select(_ => Guid.NewGuid()).ToArray();

        await coach.RefusedAsync(Path, new { exercise = "guess-and-tell", cases = many }, 422, "fields-invalid");
        Assert.Equal(50, Results(await coach.DoAsync(Path, new { exercise = "guess-and-tell", cases = many[1..] })).Count);
    }

    [Fact]
    public async Task The_same_write_later_or_eight_times_at_once_gives_the_same_bytes_and_nothing_twice()
    {
        var (coach, cases) = await StartAsync(3);
        var body = new { exercise = "guess-and-tell", cases };

        var seen = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => SeenAsync(coach, body, "at once")));
        fixture.App.Clock.Move(TimeSpan.FromMinutes(2));
        var later = await SeenAsync(coach, body, "at once");

        Assert.Single(seen.Append(later).Distinct());
        Assert.Equal(3L, await MadeAsync(coach));
        await coach.RefusedAsync(Path, new { exercise = "laughter-log", cases }, 422, "key-reused", "at once");
        await coach.DoAsync(Path, body, "another key");
        Assert.Equal(6L, await MadeAsync(coach));
    }

    [Fact]
    public async Task A_write_that_was_cut_off_in_the_middle_is_finished_by_its_repeat_and_makes_nothing_twice()
    {
        var (coach, cases) = await StartAsync(3);
        var body = new { exercise = "guess-and-tell", cases, cadence = "weekly" };
        var ordered = cases.Order().ToArray();
        await using (var held = await RowLock.TakeAsync(fixture.App, "select 1 from coach.mt_streams where id = @p for update", ordered[1]))
        {
            var cut = coach.SendAsync(Path, body, "cut off");
            await held.EndTheFirstWaiterAsync();
            using var failed = await cut;
            Assert.True(failed.StatusCode >= HttpStatusCode.InternalServerError, $"{failed.StatusCode}");
        }

        Assert.Equal(1L, await MadeAsync(coach));
        var first = AssignEach.IdOf(coach.Tenant!, coach.StaffId!.Value, "cut off", ordered[0]);
        Assert.Equal(1, await fixture.App.EventsOfAsync(first, "assignment-made-v1"));

        var again = await SeenAsync(coach, body, "cut off");
        Assert.Equal(again, await SeenAsync(coach, body, "cut off"));

        Assert.Equal(3L, await MadeAsync(coach));
        var results = Results(JsonElement.Parse(again));
        Assert.Equal(first, results[0].GetProperty("assignmentId").GetGuid());
        foreach (var result in results)
        {
            var round = Assert.Single((await coach.ReadAsync($"/api/cases/{CaseOf(result)}")).GetProperty("rounds").EnumerateArray());
            Assert.Equal(result.GetProperty("roundId").GetGuid(), round.GetProperty("roundId").GetGuid());
        }
    }

    [Fact]
    public async Task After_a_cut_the_same_key_gives_nobody_something_else_on_top()
    {
        var (coach, cases) = await StartAsync(2);
        var ordered = cases.Order().ToArray();
        await using (var held = await RowLock.TakeAsync(fixture.App, "select 1 from coach.mt_streams where id = @p for update", ordered[1]))
        {
            var cut = coach.SendAsync(Path, new { exercise = "guess-and-tell", cases }, "cut off");
            await held.EndTheFirstWaiterAsync();
            (await cut).Dispose();
        }

        var results = Results(await coach.DoAsync(Path, new { exercise = "laughter-log", cases }, "cut off"));

        Assert.Equal("/problems/key-reused", ProblemOf(results, ordered[0]).GetProperty("type").GetString());
        Assert.True(results[1].TryGetProperty("assignmentId", out _));
        Assert.Equal(2L, await MadeAsync(coach));
    }

    [Fact]
    public async Task One_couple_whose_rows_are_broken_holds_up_nobody_else()
    {
        var (coach, cases) = await StartAsync(3);
        var broken = cases.Order().ElementAt(1);
        await fixture.App.AskAsync("delete from vault.keys where scope = @p", $"{broken:N}|practice");

        var results = Results(await coach.DoAsync(Path, new { exercise = "guess-and-tell", cases, word = "For Sunday." }));

        Assert.Equal("/problems/try-later", ProblemOf(results, broken).GetProperty("type").GetString());
        Assert.Equal(2, results.Count(r => r.TryGetProperty("assignmentId", out _)));
        Assert.Equal(2L, await MadeAsync(coach));
    }

    [Fact]
    public async Task What_waits_for_its_topic_says_so()
    {
        var (coach, cases) = await StartAsync(2);

        var results = Results(await coach.DoAsync(Path, new { exercise = "test-money", cases }));

        Assert.All(results, r => Assert.True(r.GetProperty("dormant").GetBoolean()));
    }

    private static List<JsonElement> Results(JsonElement reply) => [.. reply.GetProperty("results").EnumerateArray()];

    private static Guid CaseOf(JsonElement result) => result.GetProperty("caseId").GetGuid();

    private static JsonElement ProblemOf(IEnumerable<JsonElement> results, Guid caseId) => results.Single(r => CaseOf(r) == caseId).GetProperty("problem");

    private async Task<long> MadeAsync(Client coach) => (long)(await fixture.App.AskAsync("select count(*) from coach.mt_events where type = 'assignment-made-v1' and tenant_id = @p", coach.Tenant!))!;

    private static async Task<string> SeenAsync(Client client, object body, string key)
    {
        using var response = await client.SendAsync(Path, body, key);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadAsStringAsync();
    }

    private static async Task<Guid> OpenAsync(Client coach, string? zone = null) =>
        (await coach.DoAsync("/api/cases", new { labels = new { A = "Ana", B = "Ben" }, zone })).GetProperty("caseId").GetGuid();

    private async Task<(Client Coach, Guid[] Cases)> StartAsync(int cases)
    {
        var coach = await fixture.App.OpenPracticeAsync();
        var opened = new List<Guid>();
        for (var i = 0; i < cases; i++)
            opened.Add(await OpenAsync(coach));
        return (coach, [.. opened]);
    }
}
