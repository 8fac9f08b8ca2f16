using System.Globalization;
using CoachPlatform.IntegrationTests.Platform;
using CoachPlatform.IntegrationTests.Support;

namespace CoachPlatform.IntegrationTests.SignIn;

/// <summary>Sessions: how they begin, what they look like from outside, and how they end.</summary>
public sealed class SignInTests(AppFixture fixture, TestPostgres postgres) : IClassFixture<AppFixture>
{
    [Fact]
    public async Task An_unknown_name_and_a_wrong_password_get_the_same_answer()
    {
        var coach = await fixture.App.OpenPracticeAsync();

        var answers = new HashSet<string>();
        foreach (var (email, password) in new[]
        {
            (coach.Email, "a wrong password"), ("nobody@coach.example", "a wrong password"), (coach.Email, ""), (null, CoachApp.Password), ("", ""), (coach.Email, new string('x', 5000)),
            ("\uffff\ufffe", CoachApp.Password), ("\ufffe@coach.example", CoachApp.Password),
        })
            answers.Add(await AnswerAsync(fixture.App.Stranger(), email, password));

        Assert.StartsWith("401 ", Assert.Single(answers), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ten_failures_lock_the_account_for_a_while_and_the_right_password_looks_wrong_too()
    {
        var coach = await fixture.App.OpenPracticeAsync();
        var wrong = await AnswerAsync(fixture.App.Stranger(), coach.Email, "a wrong password");
        for (var i = 1; i < 10; i++)
            Assert.Equal(wrong, await AnswerAsync(fixture.App.Stranger(), coach.Email, "a wrong password"));

        Assert.Equal(wrong, await AnswerAsync(fixture.App.Stranger(), coach.Email, CoachApp.Password));
        // The session that was there before goes on: a lock must not let a stranger throw people out.
        Assert.NotEqual(default, (await coach.ReadAsync("/api/me")).GetProperty("personId").GetGuid());
        fixture.App.Clock.Move(TimeSpan.FromMinutes(11));
        Assert.StartsWith("204 ", await AnswerAsync(fixture.App.Stranger(), coach.Email, CoachApp.Password), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Guesses_made_at_once_count_one_by_one()
    {
        var coach = await fixture.App.OpenPracticeAsync();

        await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => AnswerAsync(fixture.App.Stranger(), coach.Email, "a wrong password")));

        Assert.StartsWith("401 ", await AnswerAsync(fixture.App.Stranger(), coach.Email, CoachApp.Password), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_security_stamp_ends_the_session_within_a_minute()
    {
        var coach = await fixture.App.OpenPracticeAsync();
        await coach.ReadAsync("/api/me");
        await fixture.App.AskAsync(
            "update coach.mt_doc_account set data = jsonb_set(data, '{securityStamp}', '\"another\"') where data->>'signInName' = @p", coach.Email!);

        fixture.App.Clock.Move(TimeSpan.FromSeconds(61));

        using var response = await coach.GetAsync("/api/me");
        await Problem.OfAsync(response, 401, "sign-in");
    }

    [Fact]
    public async Task Signing_out_ends_the_session_of_this_browser()
    {
        var coach = await fixture.App.OpenPracticeAsync();
        await coach.DoAsync("/api/sign-out", new { });

        using var response = await coach.GetAsync("/api/me");
        await Problem.OfAsync(response, 401, "sign-in");
    }

    [Fact]
    public async Task A_session_of_twelve_idle_hours_is_over()
    {
        var coach = await fixture.App.OpenPracticeAsync();
        await coach.ReadAsync("/api/me");

        fixture.App.Clock.Move(TimeSpan.FromHours(12.1));

        using var response = await coach.GetAsync("/api/me");
        await Problem.OfAsync(response, 401, "sign-in");
    }

    [Fact]
    public async Task The_cookie_is_out_of_reach_of_scripts_and_other_sites()
    {
        var coach = await fixture.App.OpenPracticeAsync();
        using var response = await fixture.App.Stranger().SendAsync("/api/sign-in", new { email = coach.Email, password = CoachApp.Password });

        var cookie = Assert.Single(response.Headers.GetValues("Set-Cookie"));

        Assert.Contains("; httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("; samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("; path=/", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("domain=", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Secure_cookies_carry_the_host_prefix_and_attempts_are_counted_by_address()
    {
        await using var app = await CoachApp.StartAsync(postgres, "rate", ("Coach:SecureCookies", "true"), ("Coach:SignIn:PerMinute", "3"));
        var coach = await app.OpenPracticeAsync();
        var stranger = app.Stranger();
        using (var signedIn = await stranger.SendAsync("/api/sign-in", new { email = coach.Email, password = CoachApp.Password }))
        {
            var cookie = Assert.Single(signedIn.Headers.GetValues("Set-Cookie"));
            Assert.StartsWith("__Host-coach=", cookie, StringComparison.Ordinal);
            Assert.Contains("; secure", cookie, StringComparison.OrdinalIgnoreCase);
        }

        Assert.StartsWith("401 ", await AnswerAsync(stranger, "nobody@coach.example", "a wrong password"), StringComparison.Ordinal);

        using var response = await stranger.SendAsync("/api/sign-in", new { email = "nobody@coach.example", password = "a wrong password" });
        await Problem.OfAsync(response, 429, "too-many");
        Assert.Equal("60", Assert.Single(response.Headers.GetValues("Retry-After")));
        // Without a proxy that was named, what a client says of where it comes from changes nothing.
        Assert.Equal(429, await FromAsync(app, "192.0.2.2"));
        using var other = await stranger.GetAsync("/health/live");
        Assert.True(other.IsSuccessStatusCode);
    }

    [Fact]
    public async Task Behind_a_proxy_that_was_named_attempts_are_counted_by_the_address_it_tells()
    {
        await using var app = await CoachApp.StartAsync(postgres, "proxy", ("Coach:Proxies", "127.0.0.1, ::1"), ("Coach:SignIn:PerMinute", "2"));
        for (var i = 0; i < 2; i++)
            Assert.Equal(401, await FromAsync(app, "192.0.2.1"));

        Assert.Equal((429, 401), (await FromAsync(app, "192.0.2.1"), await FromAsync(app, "192.0.2.2")));
    }

    private static async Task<int> FromAsync(CoachApp app, string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/sign-in") { Content = System.Net.Http.Json.JsonContent.Create(new { email = "nobody@coach.example", password = "a wrong password" }) };
        request.Headers.Add("X-Forwarded-For", address);
        using var response = await app.Stranger().Http.SendAsync(request);
        return (int)response.StatusCode;
    }

    [Fact]
    public async Task Every_response_says_what_browsers_and_proxies_may_not_do_with_it()
    {
        var coach = await fixture.App.OpenPracticeAsync();
        foreach (var (client, path) in new[] { (coach, "/api/me"), (coach, "/api/cases"), (coach, "/api/nothing"), (coach, "/api/my/rounds"), (fixture.App.Stranger(), "/api/me") })
        {
            using var response = await client.GetAsync(path);
            Secured(response);
        }

        using var malformed = await coach.PostRawAsync("/api/cases", "not json");
        Secured(malformed);
        using var unbound = await coach.PostRawAsync("/api/sign-in", "not json");
        Secured(unbound);
    }

    private static void Secured(HttpResponseMessage response)
    {
        Assert.False(response.Headers.Contains("Server"));
        Assert.Contains("no-store", response.Headers.CacheControl?.ToString() ?? "", StringComparison.Ordinal);
        foreach (var (header, value) in new[]
        {
            ("X-Content-Type-Options", "nosniff"), ("Referrer-Policy", "no-referrer"), ("Content-Security-Policy", "frame-ancestors 'none'"), ("Cross-Origin-Opener-Policy", "same-origin"),
        })
        {
            Assert.True(response.Headers.TryGetValues(header, out var values), $"{response.RequestMessage!.RequestUri} {(int)response.StatusCode} lacks {header}");
            Assert.Contains(value, Assert.Single(values), StringComparison.Ordinal);
        }
    }

    private static async Task<string> AnswerAsync(Client client, string? email, string? password)
    {
        using var response = await client.SendAsync("/api/sign-in", new { email, password });
        var text = await response.Content.ReadAsStringAsync();
        return string.Create(CultureInfo.InvariantCulture, $"{(int)response.StatusCode} {response.Content.Headers.ContentType} {text}");
    }
}
