using System.Net;
using System.Text.Json;
using CoachPlatform.IntegrationTests.Support;

namespace CoachPlatform.IntegrationTests.Answers;

/// <summary>Nothing acknowledged is lost and nothing is counted twice: what the Idempotency-Key promises.</summary>
public sealed class OnceTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    private const string Exercise = "something-i-understood";

    private static readonly object Body = new { fields = new { understood = "that mornings are hard for you" } };

    [Fact]
    public async Task The_same_key_and_body_later_give_the_same_bytes_and_no_second_event()
    {
        var (coach, couple, round) = await StartAsync();
        var first = await SeenAsync(couple.A, $"/api/rounds/{round}/answer", Body, "one");
        var events = await fixture.App.EventsAsync(coach.Tenant!);
        fixture.App.Clock.Move(TimeSpan.FromMinutes(2));

        var later = await SeenAsync(couple.A, $"/api/rounds/{round}/answer", Body, "one");

        Assert.StartsWith("202 ", first, StringComparison.Ordinal);
        Assert.Equal(first, later);
        Assert.Equal(events, await fixture.App.EventsAsync(coach.Tenant!));
    }

    [Fact]
    public async Task The_same_key_eight_times_at_once_gives_one_event_and_one_response()
    {
        var (_, couple, round) = await StartAsync();

        var seen = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => SeenAsync(couple.A, $"/api/rounds/{round}/answer", Body, "at once")));

        Assert.Single(seen.Distinct());
        Assert.StartsWith("202 ", seen[0], StringComparison.Ordinal);
        Assert.Equal(1, await fixture.App.EventsOfAsync(round, "answer-given-v1"));
    }

    [Fact]
    public async Task Opening_a_case_eight_times_at_once_under_one_key_opens_one()
    {
        var coach = await fixture.App.OpenPracticeAsync();

        var seen = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => SeenAsync(coach, "/api/cases", new { labels = new { A = "Ana", B = "Ben" } }, "open")));

        Assert.Single(seen.Distinct());
        Assert.StartsWith("201 ", seen[0], StringComparison.Ordinal);
        Assert.Equal(1L, await fixture.App.AskAsync("select count(*) from coach.mt_doc_casegate where tenant_id = @p", coach.Tenant!));
    }

    [Fact]
    public async Task The_same_key_with_another_body_is_422_and_changes_nothing()
    {
        var (coach, couple, round) = await StartAsync();
        await couple.A.DoAsync($"/api/rounds/{round}/answer", Body, "one");
        var events = await fixture.App.EventsAsync(coach.Tenant!);

        var problem = await couple.A.RefusedAsync($"/api/rounds/{round}/answer", new { fields = new { understood = "something else" } }, 422, "key-reused", "one");

        Assert.DoesNotContain("one", problem.GetRawText().Replace("one piece", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal(events, await fixture.App.EventsAsync(coach.Tenant!));
    }

    [Fact]
    public async Task A_keyed_write_without_a_usable_key_is_400()
    {
        var (coach, couple, round) = await StartAsync();
        var events = await fixture.App.EventsAsync(coach.Tenant!);
        foreach (var key in new[] { "", "   ", new string('k', 201) })
        {
            using var response = await couple.A.RawAsync(
                HttpMethod.Post, $"/api/rounds/{round}/answer", JsonSerializer.Serialize(Body), keyed: false, headers: key.Length == 0 ? [] : [("Idempotency-Key", key)]);
            await Problem.OfAsync(response, 400, "key-required");
        }

        Assert.Equal(events, await fixture.App.EventsAsync(coach.Tenant!));
    }

    [Fact]
    public async Task The_key_of_one_partner_never_replays_to_the_other()
    {
        var (_, couple, round) = await StartAsync();
        var a = await couple.A.DoAsync($"/api/rounds/{round}/answer", Body, "shared by chance");

        var b = await couple.B.DoAsync($"/api/rounds/{round}/answer", Body, "shared by chance");

        Assert.Equal("waiting", a.GetProperty("state").GetString());
        Assert.Equal("revealed", b.GetProperty("state").GetString());
        Assert.Equal(2, await fixture.App.EventsOfAsync(round, "answer-given-v1"));
    }

    [Fact]
    public async Task A_key_serves_one_address_only()
    {
        var (coach, couple, round) = await StartAsync();
        var another = await coach.AssignAsync(couple.CaseId, Exercise);
        await couple.A.DoAsync($"/api/rounds/{round}/answer", Body, "one");

        await couple.A.DoAsync($"/api/rounds/{another}/answer", Body, "one");
        await couple.A.DoAsync($"/api/rounds/{another}/withdraw", new { step = "say" }, "one");

        Assert.Equal(1, await fixture.App.EventsOfAsync(another, "answer-given-v1"));
        Assert.Equal(1, await fixture.App.EventsOfAsync(another, "answer-withdrawn-v1"));
    }

    [Fact]
    public async Task A_refusal_is_not_kept_so_the_same_key_succeeds_once_its_cause_is_gone()
    {
        var (_, couple, round) = await StartAsync();
        var second = new { step = "right", fields = new { fits = 4 } };
        await couple.A.RefusedAsync($"/api/rounds/{round}/answer", second, 409, "step-not-open", "later");
        await couple.A.AnswerAsync(round, new { understood = "that mornings are hard for you" });
        await couple.B.AnswerAsync(round, new { understood = "that you worry about your mother" });

        await couple.A.DoAsync($"/api/rounds/{round}/answer", second, "later");

        Assert.Equal(3, await fixture.App.EventsOfAsync(round, "answer-given-v1"));
    }

    private async Task<(Client Coach, Couple Couple, Guid Round)> StartAsync()
    {
        var coach = await fixture.App.OpenPracticeAsync();
        var couple = await coach.OpenCaseAsync();
        return (coach, couple, await coach.AssignAsync(couple.CaseId, Exercise));
    }

    /// <summary>Status, type and bytes.</summary>
    private static async Task<string> SeenAsync(Client client, string path, object body, string key)
    {
        using var response = await client.SendAsync(path, body, key);
        Assert.True(response.StatusCode < HttpStatusCode.BadRequest, await response.Content.ReadAsStringAsync());
        return $"{(int)response.StatusCode} {response.Content.Headers.ContentType} {await response.Content.ReadAsStringAsync()}";
    }
}
