using CoachPlatform.IntegrationTests.Platform;
using CoachPlatform.IntegrationTests.Support;
using CoachPlatform.Platform.SignIn;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace CoachPlatform.IntegrationTests.SignIn;

/// <summary>The list of sessions, confirming that it is still oneself, and what a reset of the password brings about.</summary>
public sealed class SessionTests(AppFixture fixture, TestPostgres postgres) : IClassFixture<AppFixture>
{
    private readonly CoachApp app = fixture.App;

    [Fact]
    public async Task Signing_in_is_a_confirmation_for_ten_minutes_and_the_password_one_for_ten_more()
    {
        var coach = await app.OpenPracticeAsync();
        await app.SignInAsync(coach.Email!);
        Assert.Equal(2, await ConfirmedAsync(coach));

        app.Clock.Move(TimeSpan.FromMinutes(10.1));
        Assert.Equal(0, await ConfirmedAsync(coach));

        await coach.RefusedAsync("/api/my/confirm", new { password = "a wrong password" }, 422, "not-confirmed");
        Assert.Equal(0, await ConfirmedAsync(coach));
        await coach.DoAsync("/api/my/confirm", new { password = CoachApp.Password });

        Assert.Equal(1, await ConfirmedAsync(coach));
    }

    [Fact]
    public async Task Guesses_at_a_confirmation_lock_the_account_like_guesses_at_sign_in()
    {
        var coach = await app.OpenPracticeAsync();
        for (var i = 0; i < 10; i++)
            await coach.RefusedAsync("/api/my/confirm", new { password = "a wrong password" }, 422, "not-confirmed");

        await coach.RefusedAsync("/api/my/confirm", new { password = CoachApp.Password }, 422, "not-confirmed");

        using var elsewhere = await app.Stranger().SendAsync("/api/sign-in", new { email = coach.Email, password = CoachApp.Password });
        await Problem.OfAsync(elsewhere, 401, "not-signed-in");
    }

    [Fact]
    public async Task A_session_says_when_it_was_last_seen_and_nothing_of_the_browser_but_its_kind()
    {
        var coach = await app.OpenPracticeAsync();
        await coach.ReadAsync("/api/me");
        app.Clock.Move(TimeSpan.FromMinutes(3));
        await coach.ReadAsync("/api/me");

        var row = Assert.Single(await app.TextsAsync($"select data::text from coach.mt_doc_sign_in_session where person_id = '{(await coach.ReadAsync("/api/me")).GetProperty("personId").GetGuid()}'"));

        var stored = System.Text.Json.JsonElement.Parse(row);
        Assert.InRange(stored.GetProperty("lastSeenAt").GetDateTimeOffset() - stored.GetProperty("startedAt").GetDateTimeOffset(), TimeSpan.FromMinutes(2.9), TimeSpan.FromMinutes(4));
        Assert.Equal(["asks", "confirmedAt", "device", "id", "lastSeenAt", "personId", "startedAt"], stored.EnumerateObject().Select(p => p.Name).Order());
        Assert.Equal("A program", stored.GetProperty("device").GetString());
    }

    [Fact]
    public async Task A_reset_of_the_password_ends_every_session_and_lifts_a_lock_or_changes_nothing_where_what_goes_with_it_refuses()
    {
        var coach = await app.OpenPracticeAsync();
        var person = (await coach.ReadAsync("/api/me")).GetProperty("personId").GetGuid();
        for (var i = 0; i < 10; i++)
            await coach.RefusedAsync("/api/my/confirm", new { password = "a wrong password" }, 422, "not-confirmed");
        await using var scope = app.Inside.CreateAsyncScope();
        var accounts = scope.ServiceProvider.GetRequiredService<Accounts>();

        Assert.Equal("password", Assert.Single((await accounts.ResetPasswordAsync(person, "short", null, default))!.Errors!).Key);
        Assert.Equal(Confirmed.First, await accounts.ResetPasswordAsync(person, "another lantern for tests", _ => Task.FromResult<CoachPlatform.Platform.Commands.Refusal?>(Confirmed.First), default));
        await coach.ReadAsync("/api/me");
        Assert.Null(await accounts.ResetPasswordAsync(person, "another lantern for tests", null, default));
        app.Clock.Move(TimeSpan.FromSeconds(61));

        using var before = await coach.GetAsync("/api/me");
        await Problem.OfAsync(before, 401, "sign-in");
        await app.SignInAsync(coach.Email!, password: "another lantern for tests");
    }

    [Fact]
    public async Task Sessions_are_listed_and_ended_one_by_one_or_all_but_this()
    {
        var coach = await app.OpenPracticeAsync();
        var (phone, tablet) = (await app.SignInAsync(coach.Email!), await app.SignInAsync(coach.Email!));
        var foreign = await app.OpenPracticeAsync();
        var listed = (await coach.ReadAsync("/api/my/sessions")).EnumerateArray().ToList();
        Assert.Equal([true, false, false], listed.Select(s => s.GetProperty("current").GetBoolean()));
        var phones = (await phone.ReadAsync("/api/my/sessions")).EnumerateArray().Single(s => s.GetProperty("current").GetBoolean()).GetProperty("sessionId").GetGuid();

        await foreign.RefusedAsync($"/api/my/sessions/{phones}/end", new { }, 404, "not-found");
        await coach.DoAsync($"/api/my/sessions/{phones}/end", new { });
        await coach.RefusedAsync($"/api/my/sessions/{phones}/end", new { }, 404, "not-found");
        Assert.Equal(2, (await coach.ReadAsync("/api/my/sessions")).GetArrayLength());
        await tablet.DoAsync("/api/my/sessions/end-others", new { });
        app.Clock.Move(TimeSpan.FromSeconds(61));

        foreach (var ended in new[] { coach, phone })
        {
            using var response = await ended.GetAsync("/api/me");
            await Problem.OfAsync(response, 401, "sign-in");
        }

        await tablet.ReadAsync("/api/me");
        await foreign.ReadAsync("/api/me");
    }

    [Fact]
    public async Task A_changed_password_ends_every_other_session_and_this_one_goes_on()
    {
        var coach = await app.OpenPracticeAsync();
        var phone = await app.SignInAsync(coach.Email!);
        await using var listening = phone.Connect("/hubs/coach");
        var closed = new TaskCompletionSource();
        listening.Closed += _ => { closed.TrySetResult(); return Task.CompletedTask; };
        await listening.StartAsync(TestContext.Current.CancellationToken);
        await coach.RefusedAsync("/api/my/password", new { password = "short" }, 422, "fields-invalid");

        await coach.DoAsync("/api/my/password", new { password = "another lantern for tests" });

        await closed.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        app.Clock.Move(TimeSpan.FromSeconds(61));
        await coach.ReadAsync("/api/me");
        using var response = await phone.GetAsync("/api/me");
        await Problem.OfAsync(response, 401, "sign-in");
        await app.SignInAsync(coach.Email!, password: "another lantern for tests");
        await app.Stranger().RefusedAsync("/api/sign-in", new { email = coach.Email, password = CoachApp.Password }, 401, "not-signed-in");
    }

    [Fact]
    public async Task A_reset_is_shown_at_the_next_sign_in_until_it_is_acknowledged_and_holds_up_no_program()
    {
        var coach = await app.OpenPracticeAsync();
        await using (var scope = app.Inside.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<Accounts>()
                .ResetPasswordAsync((await coach.ReadAsync("/api/me")).GetProperty("personId").GetGuid(), "another lantern for tests", null, default);
        for (var i = 0; i < 2; i++)
        {
            var again = await app.SignInAsync(coach.Email!, password: "another lantern for tests");
            await again.ReadAsync("/api/cases");
            Assert.Equal("/account/reset?returnTo=%2Fboard", await WhereToAsync(again, "/board"));
            if (i == 0)
                continue;
            await again.DoAsync("/api/my/reset-seen", new { });
            Assert.Null(await WhereToAsync(again, "/board"));
        }

        Assert.Null(await WhereToAsync(await app.SignInAsync(coach.Email!, password: "another lantern for tests"), "/board"));
    }

    [Fact]
    public async Task A_page_that_asks_for_a_confirmation_leads_there_and_back()
    {
        var coach = await app.OpenPracticeAsync();
        Assert.Null(await WhereToAsync(coach, "/account/second-step"));
        app.Clock.Move(TimeSpan.FromMinutes(11));

        Assert.Equal("/confirm?returnTo=%2Faccount%2Fsecond-step", await WhereToAsync(coach, "/account/second-step"));
    }

    [Fact]
    public async Task A_device_that_was_left_alone_asks_before_it_shows_a_partners_own_words_and_before_nothing_else()
    {
        var coach = await app.OpenPracticeAsync();
        var couple = await coach.OpenCaseAsync();
        var (answered, open) = (await coach.AssignAsync(couple.CaseId, "something-i-understood"), await coach.AssignAsync(couple.CaseId, "something-i-understood"));
        await couple.A.AnswerAsync(answered, new { understood = "that mornings are hard" });
        string[] own = ["/history", "/trends", $"/rounds/{answered}", $"/rounds/{answered}/say", $"/rounds/{answered}/say/change", $"/rounds/{answered}/say/readers"];
        foreach (var page in own)
            Assert.Null(await WhereToAsync(couple.A, page));

        app.Clock.Move(TimeSpan.FromMinutes(16));

        foreach (var page in own)
            Assert.Equal($"/confirm?returnTo={Uri.EscapeDataString(page)}", await WhereToAsync(couple.A, page));
        foreach (var fragment in new[] { "/fragments/history", $"/fragments/rounds/{answered}/say" })
        {
            using var response = await couple.A.GetAsync(fragment);
            await Problem.OfAsync(response, 403, "confirm-first");
        }

        foreach (var page in new[] { "/today", "/privacy", $"/rounds/{open}/say", "/confirm", "/account" })
            Assert.Null(await WhereToAsync(couple.A, page));
        await couple.A.ReadAsync($"/api/rounds/{answered}/answers");
        await couple.A.RefusedAsync("/api/my/confirm", new { password = "a wrong password" }, 422, "not-confirmed");
        Assert.NotNull(await WhereToAsync(couple.A, "/history"));
        await couple.A.DoAsync("/api/my/confirm", new { password = CoachApp.Password });
        foreach (var page in own)
            Assert.Null(await WhereToAsync(couple.A, page));
    }

    [Fact]
    public async Task Writes_and_reads_are_each_counted_by_person()
    {
        await using var few = await CoachApp.StartAsync(postgres, "few", ("Coach:WritesPerMinute", "3"), ("Coach:ReadsPerMinute", "3"));
        var (coach, other) = (await few.OpenPracticeAsync(), await few.OpenPracticeAsync());
        for (var i = 0; i < 3; i++)
            await coach.DoAsync("/api/library/drafts", new { });
        await coach.RefusedAsync("/api/library/drafts", new { }, 429, "too-many");

        for (var i = 0; i < 3; i++)
            await coach.ReadAsync("/api/cases");
        using var often = await coach.GetAsync("/api/cases");
        await Problem.OfAsync(often, 429, "too-many");

        await other.DoAsync("/api/library/drafts", new { });
        await other.ReadAsync("/api/cases");
    }

    [Fact]
    public async Task A_session_that_is_used_every_day_is_over_after_thirty()
    {
        var coach = await app.OpenPracticeAsync();
        for (var hours = 0; hours < 30 * 24; hours += 11)
        {
            await coach.ReadAsync("/api/me");
            app.Clock.Move(TimeSpan.FromHours(11));
        }

        using var late = await coach.GetAsync("/api/me");
        await Problem.OfAsync(late, 401, "sign-in");
        await (await app.SignInAsync(coach.Email!)).ReadAsync("/api/me");
    }

    /// <summary>Where a browser is sent that asks for a page; null when it gets the page.</summary>
    private static async Task<string?> WhereToAsync(Client client, string page)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, page);
        request.Headers.Add("Accept", "text/html");
        using var response = await client.Http.SendAsync(request);
        return response.StatusCode == System.Net.HttpStatusCode.Redirect ? response.Headers.Location!.OriginalString : response.IsSuccessStatusCode ? null : $"{(int)response.StatusCode}";
    }

    /// <summary>How many sessions of this person count as confirmed, seen from inside: nothing that asks for it is there in this capability.</summary>
    private async Task<int> ConfirmedAsync(Client client)
    {
        var person = (await client.ReadAsync("/api/me")).GetProperty("personId").GetGuid();
        var confirmed = 0;
        foreach (var id in await app.TextsAsync($"select id::text from coach.mt_doc_sign_in_session where person_id = '{person}'"))
        {
            var http = new DefaultHttpContext { User = new(new System.Security.Claims.ClaimsIdentity([new("sid", id)])) };
            confirmed += await app.Inside.GetRequiredService<Confirmed>().RecentlyAsync(http) ? 1 : 0;
        }

        return confirmed;
    }
}
