using System.Net;
using System.Text.Json;
using CoachPlatform.Assignments;
using CoachPlatform.IntegrationTests.Platform;
using CoachPlatform.IntegrationTests.Support;
using CoachPlatform.Library;
using CoachPlatform.Programmes;
using Marten;
using Microsoft.Extensions.DependencyInjection;

namespace CoachPlatform.IntegrationTests.Programmes;

/// <summary>Programmes through the door that coaches and partners use, on a clock that the test moves. Nobody waits: the calendar is asked by hand.</summary>
public sealed class ProgrammeTests(TestPostgres postgres) : IAsyncLifetime
{
    private CoachApp app = null!;
    private Client coach = null!;
    private Couple couple = null!;

    public async ValueTask InitializeAsync()
    {
        app = await CoachApp.StartAsync(postgres, "programmes", ("Coach:Clock:EverySeconds", "3600"), ("Coach:Library", TopicPack.Folder));
        coach = await app.OpenPracticeAsync();
        couple = await coach.OpenCaseAsync();
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task A_programme_gives_its_first_step_at_once_and_the_next_when_both_are_through()
    {
        await PublishAsync(Step("line", "something-i-understood", new { when = "atOnce" }, word: "Begin small."), Step("pulse", "weekly-pulse", new { when = "after", step = "line" }));
        await StartAsync();
        var first = Assert.Single(await RoundsAsync(couple.A));
        Assert.Contains("Begin small.", (await couple.B.ReadAsync($"/api/my/rounds/{first.GetProperty("roundId").GetGuid()}")).GetRawText(), StringComparison.Ordinal);
        Assert.Equal(("given", "waiting"), (await StateAsync("line"), await StateAsync("pulse")));

        // Both pass: that is a way of being through, as good as any.
        await couple.A.DoAsync($"/api/rounds/{first.GetProperty("roundId").GetGuid()}/pass", new { });
        await LookAsync();
        Assert.Single(await RoundsAsync(couple.B));
        await couple.B.DoAsync($"/api/rounds/{first.GetProperty("roundId").GetGuid()}/pass", new { });
        await LookAsync();

        Assert.Equal(("finished", "given"), (await StateAsync("line"), await StateAsync("pulse")));
        Assert.Equal(2, (await RoundsAsync(couple.A)).Count);
        Assert.Equal(2, (await RoundsAsync(couple.B)).Count);
    }

    [Fact]
    public async Task Where_neither_sees_whether_the_other_has_answered_the_next_step_comes_on_its_day()
    {
        await PublishAsync(Step("pulse", "weekly-pulse", new { when = "atOnce" }), Step("line", "something-i-understood", new { when = "after", step = "pulse" }));
        await StartAsync();
        var round = (await RoundsAsync(couple.A))[0].GetProperty("roundId").GetGuid();
        foreach (var partner in new[] { couple.A, couple.B })
            await partner.DoAsync($"/api/rounds/{round}/pass", new { });

        await PassAsync(6);
        Assert.Equal("waiting", await StateAsync("line"));
        await PassAsync(1.5);

        Assert.Equal("given", await StateAsync("line"));
    }

    [Fact]
    public async Task However_many_nodes_look_at_once_each_step_is_given_once()
    {
        await PublishAsync(Step("a", "weekly-pulse", new { when = "onDay", days = 2 }), Step("b", "something-i-understood", new { when = "onDay", days = 2 }));
        var run = await StartAsync();
        app.Clock.Move(TimeSpan.FromDays(3));
        var now = app.Clock.GetUtcNow();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ =>
            LookAtRun.RunAsync(Inside<IDocumentStore>(), Inside<RunDesk>(), coach.Tenant!, run, now, TestContext.Current.CancellationToken)));

        await SignInAgainAsync();
        Assert.Equal(2L, await app.EventsOfAsync(run, "step-assigned-v1"));
        Assert.Equal(2, (await RoundsAsync(couple.A)).Count);
        Assert.Equal(2L, await app.AskAsync("select count(*) from coach.mt_events where type = 'assignment-made-v1' and tenant_id = @p", coach.Tenant));
    }

    [Fact]
    public async Task After_an_absence_over_two_days_one_step_opens_and_the_other_keeps_its_distance()
    {
        await PublishAsync(Step("a", "weekly-pulse", new { when = "onDay", days = 2 }), Step("b", "something-i-understood", new { when = "onDay", days = 5 }));
        await StartAsync();

        await PassAsync(20);
        Assert.Equal(("given", "waiting"), (await StateAsync("a"), await StateAsync("b")));
        await PassAsync(3);

        Assert.Equal("given", await StateAsync("b"));
    }

    [Fact]
    public async Task The_calendar_shown_before_is_the_calendar_that_comes()
    {
        await PublishAsync(
            Step("pulse", "weekly-pulse", new { when = "atOnce" }, cadence: "weekly", rounds: 2), Step("word", "a-good-word", new { when = "onDay", days = 3 }),
            Step("kind", "a-small-kindness", new { when = "afterDays", step = "word", days = 2 }), Step("more", "weekly-pulse", new { when = "after", step = "pulse" }));
        var supposed = await coach.DoAsync($"/api/cases/{couple.CaseId}/programmes/simulate", new { programme = "ours" });
        var days = supposed.GetProperty("steps").EnumerateArray().ToDictionary(s => s.GetProperty("key").GetString()!, s => s.GetProperty("opensOn").GetString());
        Assert.Equal(0L, await app.AskAsync("select count(*) from coach.mt_events where type = 'run-started-v1' and tenant_id = @p", coach.Tenant));

        await StartAsync();
        for (var day = 0; day < 20; day++)
            await PassAsync(1);

        var given = (await RunAsync()).GetProperty("steps").EnumerateArray()
            .ToDictionary(s => s.GetProperty("key").GetString()!, s => LocalOf(s.GetProperty("givenAt").GetDateTimeOffset()));
        Assert.Equal(days.OrderBy(d => d.Key).Select(d => $"{d.Key} {d.Value}"), given.OrderBy(d => d.Key).Select(d => $"{d.Key} {d.Value}"));
    }

    [Fact]
    public async Task While_it_rests_nothing_comes_and_what_is_open_stays()
    {
        await PublishAsync(Step("line", "something-i-understood", new { when = "atOnce" }), Step("pulse", "weekly-pulse", new { when = "onDay", days = 2 }));
        var run = await StartAsync();
        await coach.DoAsync($"/api/programme-runs/{run}/pause", new { });

        await PassAsync(5);
        var open = Assert.Single(await RoundsAsync(couple.A));
        Assert.True(open.GetProperty("open").GetBoolean());
        Assert.Equal("paused", (await RunAsync()).GetProperty("standing").GetString());
        await coach.DoAsync($"/api/programme-runs/{run}/resume", new { });

        Assert.Equal(2, (await RoundsAsync(couple.A)).Count);
    }

    [Fact]
    public async Task The_coach_leaves_out_allows_and_changes_for_one_couple()
    {
        await PublishAsync(
            Step("line", "something-i-understood", new { when = "atOnce" }), Step("asks", "weekly-pulse", new { when = "after", step = "line" }, onlyIf: new { kind = "coach", of = "Ready?" }),
            Step("late", "a-good-word", new { when = "onDay", days = 90 }));
        var run = await StartAsync();
        await coach.DoAsync($"/api/programme-runs/{run}/steps/line/leave-out", new { });
        Assert.Equal("forCoach Ready?", Waits(await RunAsync(), "asks"));
        await coach.DoAsync($"/api/programme-runs/{run}/steps/asks/allow", new { });
        Assert.Equal("given", await StateAsync("asks"));
        await coach.DoAsync($"/api/programme-runs/{run}/steps/late/change", new { when = "onDay", days = 2 });
        await PassAsync(3);
        Assert.Equal("given", await StateAsync("late"));
        await coach.DoAsync($"/api/programme-runs/{run}/end", new { });
        await coach.RefusedAsync($"/api/programme-runs/{run}/pause", new { }, 409, "run-ended");
        Assert.Equal(90, (await coach.ReadAsync("/api/programmes/ours")).GetProperty("steps")[2].GetProperty("opens").GetProperty("days").GetInt32());
    }

    [Fact]
    public async Task A_step_whose_exercise_is_taken_back_counts_as_left_out()
    {
        await PublishAsync(Step("line", "something-i-understood", new { when = "atOnce" }), Step("pulse", "weekly-pulse", new { when = "after", step = "line" }));
        await StartAsync();
        var assignment = (await RunAsync()).GetProperty("steps")[0].GetProperty("assignmentId").GetGuid();
        await coach.DoAsync($"/api/assignments/{assignment}/withdraw", new { });
        await LookAsync();
        Assert.Equal(("leftOut", "given"), (await StateAsync("line"), await StateAsync("pulse")));
    }

    [Fact]
    public async Task What_needs_screening_waits_and_says_why_and_a_topic_names_nobody()
    {
        await PublishAsync(Step("screened", "as-i-am", new { when = "atOnce" }), Step("topic", "weekly-pulse", new { when = "atOnce" }, onlyIf: new { kind = "topic", of = "money" }));
        await StartAsync();
        var run = await RunAsync();
        Assert.Equal("forSafety safety-not-asked", Waits(run, "screened"));
        Assert.Equal("forTopic money", Waits(run, "topic"));
        Assert.Empty(await RoundsAsync(couple.A));

        foreach (var partner in new[] { couple.A, couple.B })
            await partner.DoAsync($"/api/my/cases/{couple.CaseId}/topics/money", new { decision = "grant" });
        await LookAsync();
        Assert.Empty(await RoundsAsync(couple.A));
        await PassAsync(2);

        Assert.Equal("given", await StateAsync("topic"));
    }

    [Fact]
    public async Task A_run_keeps_its_words_whatever_is_published_later_and_the_same_one_runs_once()
    {
        await PublishAsync(Step("line", "something-i-understood", new { when = "atOnce" }), Step("pulse", "weekly-pulse", new { when = "onDay", days = 2 }));
        await StartAsync();
        await coach.RefusedAsync($"/api/cases/{couple.CaseId}/programmes", new { programme = "ours" }, 409, "already-running");
        var basis = (await coach.ReadAsync("/api/programmes/ours")).GetProperty("versionId").GetString();
        await PublishAsync(basis, Step("other", "weekly-pulse", new { when = "atOnce" }));
        Assert.Equal(2, (await RunAsync()).GetProperty("steps").GetArrayLength());
        await coach.DoAsync("/api/programmes/ours/retire", new { });
        await PassAsync(3);
        Assert.Equal("given", await StateAsync("pulse"));
        var other = await coach.OpenCaseAsync("Cleo", "Dan");
        await coach.RefusedAsync($"/api/cases/{other.CaseId}/programmes", new { programme = "ours" }, 422, "programme-retired");
        await coach.DoAsync("/api/programmes/ours/restore", new { });
        await coach.DoAsync($"/api/cases/{other.CaseId}/programmes", new { programme = "ours" });
    }

    [Fact]
    public async Task What_is_wrong_with_a_programme_is_said_field_by_field_and_a_shipped_name_is_taken()
    {
        var problem = await coach.RefusedAsync("/api/programmes", new { title = "", @for = "x", steps = new object[] { Step("a", "nothing-like-it", new { when = "after", step = "b" }), Step("a", "weekly-pulse", new { when = "atOnce" }, cadence: "weekly") } }, 422, "fields-invalid");
        Assert.Equal(["steps[0].exercise", "steps[0].opens.step", "steps[1].key", "steps[1].rounds", "title"], problem.GetProperty("errors").EnumerateObject().Select(e => e.Name).Order(StringComparer.Ordinal));
        await coach.RefusedAsync("/api/programmes", new { title = "Listening", @for = "x", steps = new[] { Step("a", "weekly-pulse", new { when = "atOnce" }) } }, 409, "name-taken");
        await coach.RefusedAsync("/api/programmes", new { title = "Mine", @for = "x", basis = "nowhere", steps = new[] { Step("a", "weekly-pulse", new { when = "atOnce" }) } }, 422, "unknown-basis");
        await coach.RefusedAsync($"/api/cases/{couple.CaseId}/programmes", new { programme = "nothing" }, 422, "unknown-programme");
        await coach.RefusedAsync($"/api/cases/{couple.CaseId}/programmes", new { programme = "listening", startsOn = "2001-01-01" }, 422, "start-in-past");
    }

    [Fact]
    public async Task Another_practice_sees_the_shipped_programmes_and_none_of_this_one()
    {
        await PublishAsync(Step("line", "something-i-understood", new { when = "atOnce" }));
        var foreign = await app.OpenPracticeAsync("Ivo Roth");
        Assert.Equal(["listening", "rebuilding-trust", "six-weeks-of-connection"], (await foreign.ReadAsync("/api/programmes")).EnumerateArray().Select(p => p.GetProperty("slug").GetString()));
        Assert.Equal(4, (await coach.ReadAsync("/api/programmes")).GetArrayLength());
        using var response = await foreign.GetAsync("/api/programmes/ours");
        await Problem.OfAsync(response, 404, "not-found");
    }

    [Theory]
    [InlineData("listening")]
    [InlineData("rebuilding-trust")]
    [InlineData("six-weeks-of-connection")]
    public async Task A_shipped_programme_can_be_started_and_shows_its_days(string slug)
    {
        var supposed = await coach.DoAsync($"/api/cases/{couple.CaseId}/programmes/simulate", new { programme = slug, doneAfter = 2 });
        Assert.All(supposed.GetProperty("steps").EnumerateArray(), s => Assert.NotEqual(JsonValueKind.Null, s.GetProperty("opensOn").ValueKind));
        await coach.DoAsync($"/api/cases/{couple.CaseId}/programmes", new { programme = slug });
        Assert.NotEmpty((await RoundsAsync(couple.A)).Concat((await couple.A.ReadAsync("/api/my/exercises")).EnumerateArray()));
        Assert.Equal(await RoundsTextAsync(couple.A), await RoundsTextAsync(couple.B));
    }

    [Fact]
    public async Task The_state_of_a_run_built_again_from_its_events_is_the_same_bytes()
    {
        await PublishAsync(Step("line", "something-i-understood", new { when = "atOnce" }), Step("pulse", "weekly-pulse", new { when = "onDay", days = 2 }), Step("late", "a-good-word", new { when = "onDay", days = 9 }));
        var run = await StartAsync();
        await coach.DoAsync($"/api/programme-runs/{run}/steps/late/change", new { when = "onDay", days = 30 });
        await coach.DoAsync($"/api/programme-runs/{run}/steps/line/leave-out", new { });
        await coach.DoAsync($"/api/programme-runs/{run}/pause", new { });
        await coach.DoAsync($"/api/programme-runs/{run}/resume", new { });
        await PassAsync(12);
        const string rows = "select id || ' ' || tenant_id || ' ' || data::text from coach.mt_doc_programme_run order by 1";
        var before = await app.TextsAsync(rows);
        Assert.Single(before);

        using var daemon = await Inside<IDocumentStore>().BuildProjectionDaemonAsync();
        await daemon.RebuildProjectionAsync<ProgrammeRuns>(TestContext.Current.CancellationToken);

        Assert.Equal(before, await app.TextsAsync(rows));
        // The one before it was given on the twelfth day in place of the second, so this one moves on from the thirtieth by as much.
        await PassAsync(27);
        Assert.Equal("waiting", await StateAsync("late"));
        await PassAsync(1);
        Assert.Equal("given", await StateAsync("late"));
    }

    [Fact]
    public async Task While_it_rests_no_round_comes_of_what_it_has_given_and_afterwards_they_come_again()
    {
        await PublishAsync(Step("pulse", "weekly-pulse", new { when = "atOnce" }, cadence: "weekly", rounds: 6), Step("mine", "weekly-pulse", new { when = "atOnce" }, cadence: "weekly", rounds: 6), Step("wanted", "weekly-pulse", new { when = "atOnce" }, cadence: "onDemand", lasts: 90));
        var run = await StartAsync();
        Assert.Equal((2, 1), ((await RoundsAsync(couple.A)).Count, await WantedAsync(couple.B)));
        await coach.DoAsync($"/api/assignments/{await AssignmentAsync("mine")}/pause", new { });
        await coach.DoAsync($"/api/programme-runs/{run}/pause", new { });

        await PassAsync(16);
        Assert.Equal((2, 0), ((await RoundsAsync(couple.A)).Count, await WantedAsync(couple.B)));
        using (var response = await couple.A.SendAsync($"/api/assignments/{await AssignmentAsync("wanted")}/rounds", new { }))
            await Problem.OfAsync(response, 404, "not-found");
        await coach.DoAsync($"/api/programme-runs/{run}/resume", new { });
        await LookAsync();

        // The newest of what passed comes once; what the coach had paused by hand goes on resting.
        Assert.Equal((3, 1), ((await RoundsAsync(couple.A)).Count, await WantedAsync(couple.B)));
        await coach.DoAsync($"/api/assignments/{await AssignmentAsync("mine")}/resume", new { });
        await LookAsync();
        Assert.Equal(4, (await RoundsAsync(couple.A)).Count);
    }

    [Theory]
    [InlineData("/steps/pulse/leave-out")]
    [InlineData("/end")]
    public async Task What_is_left_out_or_ended_leaves_its_open_round_and_opens_no_other(string act)
    {
        await PublishAsync(Step("pulse", "weekly-pulse", new { when = "atOnce" }, cadence: "weekly", rounds: 6), Step("line", "something-i-understood", new { when = "onDay", days = 90 }));
        var run = await StartAsync();
        var assignment = await AssignmentAsync("pulse");
        await coach.DoAsync($"/api/programme-runs/{run}{act}", new { });
        Assert.True(Assert.Single(await RoundsAsync(couple.A)).GetProperty("open").GetBoolean());

        await PassAsync(16);

        Assert.Single(await RoundsAsync(couple.A));
        Assert.Equal(1L, await app.EventsOfAsync(assignment, "assignment-finished-v1"));
        Assert.Empty((await coach.ReadAsync($"/api/cases/{couple.CaseId}")).GetProperty("coming").EnumerateArray());
    }

    [Fact]
    public async Task What_waits_to_be_wanted_can_be_started_while_its_step_lasts_and_not_after()
    {
        await PublishAsync(Step("wanted", "weekly-pulse", new { when = "atOnce" }, cadence: "onDemand", lasts: 28), Step("line", "something-i-understood", new { when = "after", step = "wanted" }));
        await StartAsync();
        var assignment = await AssignmentAsync("wanted");
        await PassAsync(26);
        Assert.Equal(1, await WantedAsync(couple.A));
        await PassAsync(2);
        Assert.Equal(("finished", "given"), (await StateAsync("wanted"), await StateAsync("line")));
        Assert.Equal((0, 0), (await WantedAsync(couple.A), await WantedAsync(couple.B)));
        using var response = await couple.A.SendAsync($"/api/assignments/{assignment}/rounds", new { });
        await Problem.OfAsync(response, 404, "not-found");
        await coach.RefusedAsync($"/api/assignments/{assignment}/rounds", new { }, 409, "assignment-finished");
    }

    [Fact]
    public async Task A_change_of_the_days_of_what_they_have_moves_their_due_date_and_is_offered_only_where_it_counts()
    {
        await PublishAsync(Step("pulse", "weekly-pulse", new { when = "atOnce" }), Step("line", "something-i-understood", new { when = "atOnce" }), Step("weekly", "weekly-pulse", new { when = "atOnce" }, cadence: "weekly", rounds: 2));
        var run = await StartAsync();
        Assert.Equal([true, false, false], (await RunAsync()).GetProperty("steps").EnumerateArray().Select(s => s.GetProperty("mayChange").GetBoolean()));
        var round = (await RunAsync()).GetProperty("steps")[0].GetProperty("roundId").GetGuid();
        Assert.Equal(DueOn(6), (await couple.A.ReadAsync($"/api/my/rounds/{round}")).GetProperty("dueOn").GetString());

        await coach.DoAsync($"/api/programme-runs/{run}/steps/pulse/change", new { lasts = 12 });

        foreach (var partner in new[] { couple.A, couple.B })
            Assert.Equal(DueOn(11), (await partner.ReadAsync($"/api/my/rounds/{round}")).GetProperty("dueOn").GetString());
        Assert.Equal(1L, await app.EventsOfAsync(await AssignmentAsync("pulse"), "due-changed-v1"));
        await coach.RefusedAsync($"/api/programme-runs/{run}/steps/line/change", new { lasts = 12 }, 409, "step-given");
    }

    [Fact]
    public async Task What_needs_a_closed_topic_sleeps_in_the_calendar_and_in_the_run_and_does_not_run_out()
    {
        await PublishAsync(Step("wishes", "test-wishes", new { when = "atOnce" }, cadence: "onDemand", lasts: 20), Step("line", "something-i-understood", new { when = "after", step = "wishes" }));
        var supposed = await coach.DoAsync($"/api/cases/{couple.CaseId}/programmes/simulate", new { programme = "ours" });
        Assert.Equal(JsonValueKind.Null, supposed.GetProperty("steps")[0].GetProperty("opensOn").ValueKind);
        Assert.Equal("forTopic intimacy", Waits(supposed, "wishes"));
        await StartAsync();
        await PassAsync(40);
        Assert.Equal(("given", "waiting"), (await StateAsync("wishes"), await StateAsync("line")));
        Assert.Equal("forTopic intimacy", Waits(await RunAsync(), "wishes"));
        foreach (var partner in new[] { couple.A, couple.B })
            await partner.DoAsync($"/api/my/cases/{couple.CaseId}/topics/intimacy", new { decision = "grant" });
        await PassAsync(19);
        Assert.Equal("given", await StateAsync("wishes"));
        await PassAsync(3);
        Assert.Equal(("finished", "given"), (await StateAsync("wishes"), await StateAsync("line")));
    }

    [Fact]
    public async Task A_run_whose_words_are_not_here_is_named_as_such_and_fails_aloud()
    {
        await PublishAsync(Step("pulse", "weekly-pulse", new { when = "onDay", days = 2 }));
        var run = await StartAsync();
        await app.AskAsync("delete from coach.mt_doc_own_programme where tenant_id = @p returning id", coach.Tenant);
        var shown = await RunAsync();
        Assert.True(shown.GetProperty("unreadable").GetBoolean());
        Assert.Empty(shown.GetProperty("steps").EnumerateArray());
        using (var page = await coach.GetAsync($"/cases/{couple.CaseId}"))
            Assert.Contains("cannot be shown now", await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        await coach.RefusedAsync($"/api/programme-runs/{run}/pause", new { }, 409, "run-unreadable");
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            LookAtRun.RunAsync(Inside<IDocumentStore>(), Inside<RunDesk>(), coach.Tenant!, run, app.Clock.GetUtcNow().AddDays(3), TestContext.Current.CancellationToken));
        Assert.Contains("template", failure.Message, StringComparison.Ordinal);
        await PassAsync(3);
        Assert.Contains(app.Logs.Lines, l => l.Contains(run.ToString(), StringComparison.Ordinal) && l.Contains("tried again later", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_version_that_a_newer_release_has_stored_is_found_though_this_one_does_not_ship_it()
    {
        var shelf = Inside<ProgrammeShelf>();
        var library = Inside<LibraryShelf>();
        var newer = shelf.Shipped[0] with { VersionId = "of-a-newer-release" };
        var exercise = library.Shipped.Exercises[0] with { VersionId = "an-exercise-of-a-newer-release" };
        await using (var writing = Inside<IDocumentStore>().LightweightSession())
        {
            writing.Store(new StoredProgramme(newer.VersionId, newer));
            writing.Store(new StoredExercise(exercise.VersionId, exercise));
            await writing.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        await using var session = Inside<IDocumentStore>().QuerySession(coach.Tenant!);
        Assert.Equal(newer.Title, (await shelf.VersionAsync(session, newer.VersionId, TestContext.Current.CancellationToken))?.Title);
        Assert.Equal(exercise.Title, (await library.VersionAsync(session, exercise.VersionId, TestContext.Current.CancellationToken))?.Title);
        Assert.Null(await shelf.VersionAsync(session, "of-nobody", TestContext.Current.CancellationToken));
        Assert.Null(await library.VersionAsync(session, "of-nobody", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_programme_named_as_a_page_gets_another_address_and_a_day_beyond_a_year_is_refused()
    {
        object[] steps = [Step("line", "something-i-understood", new { when = "atOnce" })];
        var made = await coach.DoAsync("/api/programmes", new { title = "New", @for = "x", steps });
        Assert.Equal("programme-new", made.GetProperty("slug").GetString());
        using (var page = await coach.GetAsync("/programmes/programme-new"))
            Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        foreach (var slug in new[] { "new", "Not a slug", "a/b" })
        {
            var problem = await coach.RefusedAsync("/api/programmes", new { slug, title = "Mine", @for = "x", steps }, 422, "fields-invalid");
            Assert.True(problem.GetProperty("errors").TryGetProperty("slug", out _));
        }

        foreach (var path in new[] { $"/api/cases/{couple.CaseId}/programmes", $"/api/cases/{couple.CaseId}/programmes/simulate" })
            await coach.RefusedAsync(path, new { programme = "programme-new", startsOn = "9999-12-31" }, 422, "start-too-far");
    }

    [Fact]
    public async Task Of_a_run_that_has_ended_its_title_and_end_are_kept_in_sight()
    {
        await PublishAsync(Step("line", "something-i-understood", new { when = "atOnce" }));
        var run = await StartAsync();
        await coach.DoAsync($"/api/programme-runs/{run}/end", new { });
        var ended = await RunAsync();
        Assert.Equal(("Ours", "ended", "byCoach", false), (ended.GetProperty("title").GetString(), ended.GetProperty("standing").GetString(), ended.GetProperty("endedBecause").GetString(), ended.GetProperty("unreadable").GetBoolean()));
        Assert.NotEqual(JsonValueKind.Null, ended.GetProperty("endedAt").ValueKind);
        Assert.Empty(ended.GetProperty("steps").EnumerateArray());
    }

    [Fact]
    public async Task After_random_histories_the_states_built_again_are_the_same_bytes()
    {
        await PublishAsync(
            Step("pulse", "weekly-pulse", new { when = "atOnce" }, cadence: "weekly", rounds: 3), Step("line", "something-i-understood", new { when = "atOnce" }), Step("asks", "weekly-pulse", new { when = "after", step = "line" }, onlyIf: new { kind = "coach", of = "Ready?" }),
            Step("late", "a-good-word", new { when = "onDay", days = 5 }), Step("else", "something-i-understood", new { when = "after", step = "late" }, onlyIf: new { kind = "leftOut", of = "late" }));
        string[] keys = ["pulse", "line", "asks", "late", "else"];
        var random = new Random(20261123);
        var runs = new List<(Guid Run, Couple Of)>();
        for (var n = 0; n < 4; n++)
        {
            var of = n == 0 ? couple : await coach.OpenCaseAsync($"Ana {n}", $"Ben {n}");
            runs.Add(((await coach.DoAsync($"/api/cases/{of.CaseId}/programmes", new { programme = "ours" })).GetProperty("runId").GetGuid(), of));
        }

        for (var act = 0; act < 60; act++)
        {
            var ((run, of), key) = (runs[random.Next(runs.Count)], keys[random.Next(keys.Length)]);
            var path = random.Next(9) switch
            {
                0 => $"/api/programme-runs/{run}/pause",
                1 or 2 => $"/api/programme-runs/{run}/resume",
                3 => $"/api/programme-runs/{run}/steps/{key}/leave-out",
                4 => $"/api/programme-runs/{run}/steps/{key}/allow",
                5 => $"/api/programme-runs/{run}/steps/{key}/change",
                6 when act > 50 => $"/api/programme-runs/{run}/end",
                _ => null,
            };
            if (path is null)
            {
                app.Clock.Move(TimeSpan.FromDays(random.Next(1, 4)));
                await LookAsync();
                await coach.SignInAsync(coach.Email!, CoachApp.Password);
                continue;
            }

            // Refused or not, it is a history.
            using var response = await coach.SendAsync(path, path.EndsWith("change", StringComparison.Ordinal) ? new { lasts = random.Next(8, 20) } : new { });
            Assert.True((int)response.StatusCode is 200 or 409 or 422, $"{path}: {response.StatusCode}");
        }

        const string rows = "select id || ' ' || tenant_id || ' ' || data::text from coach.mt_doc_programme_run union all select id || ' ' || tenant_id || ' ' || data::text from coach.mt_doc_assignment order by 1";
        var before = await app.TextsAsync(rows);
        Assert.True(before.Count > 8);
        Assert.NotEqual(0L, await app.AskAsync("select count(*) from coach.mt_events where type in ('run-paused-v1', 'step-changed-v1') and tenant_id = @p", coach.Tenant));

        using var daemon = await Inside<IDocumentStore>().BuildProjectionDaemonAsync();
        await daemon.RebuildProjectionAsync<ProgrammeRuns>(TestContext.Current.CancellationToken);
        await daemon.RebuildProjectionAsync<AssignmentStates>(TestContext.Current.CancellationToken);

        Assert.Equal(before, await app.TextsAsync(rows));
    }

    private static object Step(string key, string exercise, object opens, object? onlyIf = null, string? cadence = null, int? rounds = null, string? word = null, int? lasts = null) =>
        new { key, exercise, opens, onlyIf, cadence, rounds, word, lasts };

    private Task<JsonElement> PublishAsync(params object[] steps) => PublishAsync(null, steps);

    private Task<JsonElement> PublishAsync(string? basis, params object[] steps) => coach.DoAsync("/api/programmes", new { title = "Ours", @for = "For tests.", basis, steps });

    private async Task<Guid> StartAsync() => (await coach.DoAsync($"/api/cases/{couple.CaseId}/programmes", new { programme = "ours" })).GetProperty("runId").GetGuid();

    private async Task<JsonElement> RunAsync() => (await coach.ReadAsync($"/api/cases/{couple.CaseId}/programmes"))[0];

    private async Task<string?> StateAsync(string key) => (await RunAsync()).GetProperty("steps").EnumerateArray().Single(s => s.GetProperty("key").GetString() == key).GetProperty("state").GetString();

    /// <summary>The kind of its waiting, and on what.</summary>
    private static string Waits(JsonElement run, string key)
    {
        var waits = run.GetProperty("steps").EnumerateArray().Single(s => s.GetProperty("key").GetString() == key).GetProperty("waits");
        return $"{waits.GetProperty("kind").GetString()} {waits.GetProperty("on").GetString()}";
    }

    private async Task<Guid> AssignmentAsync(string key) =>
        (await RunAsync()).GetProperty("steps").EnumerateArray().Single(s => s.GetProperty("key").GetString() == key).GetProperty("assignmentId").GetGuid();

    /// <summary>How many exercises a partner could start now.</summary>
    private static async Task<int> WantedAsync(Client partner) => (await partner.ReadAsync("/api/my/exercises")).GetArrayLength();

    /// <summary>Days from today, where the couple lives.</summary>
    private string DueOn(int days) => CoachPlatform.Platform.LocalDay.Of(app.Clock.GetUtcNow(), "Europe/Madrid").AddDays(days).ToString("O", System.Globalization.CultureInfo.InvariantCulture);

    private static string LocalOf(DateTimeOffset at) => CoachPlatform.Platform.LocalDay.Of(at, "Europe/Madrid").ToString("O", System.Globalization.CultureInfo.InvariantCulture);

    private T Inside<T>()
        where T : notnull => app.Inside.GetRequiredService<T>();

    private Task LookAsync() => Inside<Clockwork>().LookAsync(TestContext.Current.CancellationToken);

    /// <summary>Lets days go by and asks the calendar; everybody signs in again, as after so long they must.</summary>
    private async Task PassAsync(double days)
    {
        app.Clock.Move(TimeSpan.FromDays(days));
        await LookAsync();
        await SignInAgainAsync();
    }

    private async Task SignInAgainAsync()
    {
        foreach (var client in new[] { coach, couple.A, couple.B })
            await client.SignInAsync(client.Email!, CoachApp.Password);
    }

    private static async Task<List<JsonElement>> RoundsAsync(Client partner) => [.. (await partner.ReadAsync("/api/my/rounds")).EnumerateArray()];

    private static async Task<string> RoundsTextAsync(Client partner) => string.Join('\n', (await RoundsAsync(partner)).Select(r => r.GetProperty("roundId").GetGuid()).Order());
}
