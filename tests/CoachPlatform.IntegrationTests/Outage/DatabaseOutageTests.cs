using System.Net;
using CoachPlatform.IntegrationTests.Platform;
using CoachPlatform.IntegrationTests.Support;

namespace CoachPlatform.IntegrationTests.Outage;

/// <summary>PostgreSQL goes away in the middle: requests fail fast and plainly, nothing is half written, and it goes on by itself afterwards.</summary>
public sealed class DatabaseOutageTests : IAsyncLifetime
{
    private PrivatePostgres postgres = null!;
    private CoachApp app = null!;

    public async ValueTask InitializeAsync()
    {
        postgres = await TestPostgres.StartPrivateAsync();
        app = await CoachApp.StartOnAsync(postgres.Server.ConnectionString, []);
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        await postgres.DisposeAsync();
    }

    [Fact]
    public async Task Requests_are_told_to_come_back_and_the_same_key_then_succeeds_once()
    {
        var coach = await app.OpenPracticeAsync();
        var couple = await coach.OpenCaseAsync();
        var round = await coach.AssignAsync(couple.CaseId, "something-i-understood");
        await using var board = await Frames.OfAsync(coach, "/hubs/coach");
        var marker = await couple.B.AnswerAsync(round, new { understood = "before the outage" });
        await board.UntilAsync(couple.CaseId, marker.GetProperty("position").GetInt64());
        var events = await app.EventsAsync(coach.Tenant!);
        var body = new { fields = new { understood = "through the outage" } };

        await postgres.Server.KillAsync();
        // Sessions checked within the last minute and expired ones alike: the database is asked for every request.
        await RefusedAsync(() => couple.A.SendAsync($"/api/rounds/{round}/answer", body, "through"));
        await RefusedAsync(() => couple.A.GetAsync($"/api/rounds/{round}/answers"));
        await RefusedAsync(() => coach.GetAsync("/api/cases"));
        await RefusedAsync(() => coach.GetAsync("/api/my/draft-key"));
        await RefusedAsync(() => app.Stranger().SendAsync("/api/sign-in", new { email = coach.Email, password = CoachApp.Password }));
        using (var ready = await coach.GetAsync("/health/ready"))
            Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        using (var live = await coach.GetAsync("/health/live"))
            Assert.Equal(HttpStatusCode.OK, live.StatusCode);

        await postgres.Server.RestartAsync();
        Assert.Equal(events, await app.EventsAsync(coach.Tenant!));
        var answered = await UntilTakenAsync(couple.A, $"/api/rounds/{round}/answer", body);
        Assert.Equal("revealed", answered.GetProperty("state").GetString());
        var again = await couple.A.DoAsync($"/api/rounds/{round}/answer", body, "through");

        Assert.Equal(answered.GetRawText(), again.GetRawText());
        Assert.Equal(2, await app.EventsOfAsync(round, "answer-given-v1"));
        Assert.Equal(1, await app.EventsOfAsync(round, "answers-revealed-v1"));
        await board.UntilAsync(couple.CaseId, answered.GetProperty("position").GetInt64());
    }

    /// <summary>The pool may still hold a connection from before; each attempt throws such connections out.</summary>
    private static async Task<System.Text.Json.JsonElement> UntilTakenAsync(Client client, string path, object body)
    {
        for (var attempt = 0; ; attempt++)
        {
            using var response = await client.SendAsync(path, body, "through");
            var text = await response.Content.ReadAsStringAsync();
            if (response.IsSuccessStatusCode)
                return System.Text.Json.JsonElement.Parse(text);
            Assert.True(response.StatusCode == HttpStatusCode.ServiceUnavailable && attempt < 50, text);
        }
    }

    private static async Task RefusedAsync(Func<Task<HttpResponseMessage>> send)
    {
        var started = System.Diagnostics.Stopwatch.GetTimestamp();
        using var response = await send();
        Assert.True(System.Diagnostics.Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(10), "A refusal is no use to anybody who has gone away.");
        await Problem.OfAsync(response, 503, "try-later");
        Assert.Equal("5", Assert.Single(response.Headers.GetValues("Retry-After")));
    }
}
