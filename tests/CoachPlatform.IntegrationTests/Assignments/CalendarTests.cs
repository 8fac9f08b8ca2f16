using System.Text.Json;
using CoachPlatform.Assignments;
using CoachPlatform.IntegrationTests.Platform;
using CoachPlatform.IntegrationTests.Support;
using CoachPlatform.Library;
using CoachPlatform.Vault;
using Marten;
using Microsoft.Extensions.DependencyInjection;

namespace CoachPlatform.IntegrationTests.Assignments;

/// <summary>Rounds and steps that open by the calendar, on a clock that the test moves. Nobody waits: the calendar is asked by hand.</summary>
public sealed class CalendarTests(TestPostgres postgres) : IAsyncLifetime
{
    private CoachApp app = null!;
    private Client coach = null!;
    private Couple couple = null!;

    public async ValueTask InitializeAsync()
    {
        app = await CoachApp.StartAsync(postgres, "calendar", ("Coach:Clock:EverySeconds", "3600"));
        coach = await app.OpenPracticeAsync();
        couple = await coach.OpenCaseAsync();
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task A_weekly_exercise_opens_by_itself_and_the_round_before_ends()
    {
        var first = await coach.AssignAsync(couple.CaseId, "weekly-pulse", new { cadence = "weekly", rounds = 3 });

        await PassAsync(TimeSpan.FromDays(8));

        var rounds = await RoundsAsync(couple.A);
        Assert.Equal([false, true], rounds.OrderBy(r => r.GetProperty("openedAt").GetDateTimeOffset()).Select(r => r.GetProperty("open").GetBoolean()));
        await couple.A.RefusedAsync($"/api/rounds/{first}/answer", new { fields = new { } }, 409, "round-closed");
        var second = rounds.Single(r => r.GetProperty("open").GetBoolean()).GetProperty("roundId").GetGuid();
        Assert.NotEqual(first, second);

        await PassAsync(TimeSpan.FromDays(7));
        await PassAsync(TimeSpan.FromDays(70));

        Assert.Equal(3, (await RoundsAsync(couple.B)).Count);
        Assert.Empty((await coach.ReadAsync($"/api/cases/{couple.CaseId}")).GetProperty("coming").EnumerateArray());
    }

    [Fact]
    public async Task After_a_long_absence_one_round_opens_and_can_be_answered()
    {
        await coach.AssignAsync(couple.CaseId, "something-i-understood", new { cadence = "weekly" });

        await PassAsync(TimeSpan.FromDays(30));

        var open = Assert.Single(await RoundsAsync(couple.A), r => r.GetProperty("open").GetBoolean());
        Assert.Equal(1L, await app.AskAsync("select count(*) from coach.mt_events where type = 'occurrences-missed-v1'"));
        await couple.A.AnswerAsync(open.GetProperty("roundId").GetGuid(), new { understood = "that mornings are hard" });
    }

    [Fact]
    public async Task However_many_nodes_ask_at_once_one_round_opens()
    {
        var reply = await coach.DoAsync($"/api/cases/{couple.CaseId}/assignments", new { exercise = "weekly-pulse", cadence = "daily" });
        var assignment = reply.GetProperty("assignmentId").GetGuid();
        app.Clock.Move(TimeSpan.FromDays(3));
        var now = app.Clock.GetUtcNow();

        await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => OpenOccurrence.RunAsync(
            Inside<IDocumentStore>(), coach.Tenant!, assignment, Inside<LibraryShelf>(), Inside<KeyRing>(), Inside<Carried>(), now, TestContext.Current.CancellationToken)));

        await SignInAgainAsync();
        Assert.Equal(2L, await app.EventsOfAsync(assignment, "occurrence-opened-v1"));
        Assert.Equal(2, (await RoundsAsync(couple.A)).Count);
    }

    [Fact]
    public async Task A_step_opens_some_days_later_though_nobody_says_it_is_done()
    {
        var round = await coach.AssignAsync(couple.CaseId, "plan-something-small");
        await couple.A.DoAsync($"/api/rounds/{round}/joint", new { step = "plan", fields = new { what = "A walk", when = "2999-01-01" } });
        await couple.B.DoAsync($"/api/rounds/{round}/joint/confirm", new { step = "plan", version = 1 });
        Assert.Equal("sayDone", (await RoundsAsync(couple.A))[0].GetProperty("part").GetString());

        await PassAsync(TimeSpan.FromDays(8));

        foreach (var partner in new[] { couple.A, couple.B })
            Assert.Equal("toDo", (await RoundsAsync(partner))[0].GetProperty("part").GetString());
    }

    [Fact]
    public async Task An_exercise_for_when_it_is_wanted_starts_at_the_first_press_and_once()
    {
        var reply = await coach.DoAsync($"/api/cases/{couple.CaseId}/assignments", new { exercise = "one-reaction", cadence = "onDemand" });
        Assert.Empty(await RoundsAsync(couple.A));
        var wanted = Assert.Single((await couple.B.ReadAsync("/api/my/exercises")).EnumerateArray());
        var start = $"/api/assignments/{wanted.GetProperty("assignmentId").GetGuid()}/rounds";

        var opened = await couple.B.DoAsync(start, new { });
        var again = await couple.A.DoAsync(start, new { });

        Assert.Equal(reply.GetProperty("roundId").GetGuid(), opened.GetProperty("roundId").GetGuid());
        Assert.Equal(opened.GetProperty("roundId").GetGuid(), again.GetProperty("roundId").GetGuid());
        Assert.Single(await RoundsAsync(couple.A));
        Assert.Empty((await couple.A.ReadAsync("/api/my/exercises")).EnumerateArray());
    }

    [Fact]
    public async Task What_was_agreed_lives_on_into_the_next_round()
    {
        var first = await coach.AssignAsync(couple.CaseId, "fun-menu", new { cadence = "fortnightly" });
        var menu = new { fun = new[] { "A walk by the river", "Cards after supper", "Cooking something new" } };
        await couple.A.DoAsync($"/api/rounds/{first}/joint", new { step = "menu", fields = menu });
        await couple.B.DoAsync($"/api/rounds/{first}/joint/confirm", new { step = "menu", version = 1 });

        await PassAsync(TimeSpan.FromDays(15));

        var second = (await RoundsAsync(couple.A)).Single(r => r.GetProperty("open").GetBoolean()).GetProperty("roundId").GetGuid();
        foreach (var client in new[] { couple.A, couple.B, coach })
            Assert.Contains("A walk by the river", (await client.ReadAsync($"/api/rounds/{second}/answers")).GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_comes_any_more_once_it_is_taken_back()
    {
        var reply = await coach.DoAsync($"/api/cases/{couple.CaseId}/assignments", new { exercise = "weekly-pulse", cadence = "weekly" });
        await coach.DoAsync($"/api/assignments/{reply.GetProperty("assignmentId").GetGuid()}/withdraw", new { });

        await PassAsync(TimeSpan.FromDays(20));

        Assert.Single(await RoundsAsync(couple.A));
    }

    private T Inside<T>()
        where T : notnull => app.Inside.GetRequiredService<T>();

    /// <summary>Lets time go by and asks the calendar; everybody signs in again, as after so long they must.</summary>
    private async Task PassAsync(TimeSpan time)
    {
        app.Clock.Move(time);
        await Inside<Clockwork>().LookAsync(TestContext.Current.CancellationToken);
        await SignInAgainAsync();
    }

    private async Task SignInAgainAsync()
    {
        foreach (var client in new[] { coach, couple.A, couple.B })
            await client.SignInAsync(client.Email!, CoachApp.Password);
    }

    private static async Task<List<JsonElement>> RoundsAsync(Client partner) => [.. (await partner.ReadAsync("/api/my/rounds")).EnumerateArray()];
}
