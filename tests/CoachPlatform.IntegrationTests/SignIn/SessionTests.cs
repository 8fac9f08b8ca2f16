using CoachPlatform.IntegrationTests.Platform;
using CoachPlatform.IntegrationTests.Support;
using CoachPlatform.Platform.SignIn;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace CoachPlatform.IntegrationTests.SignIn;

/// <summary>The list of sessions, confirming that it is still oneself, and what a reset of the password brings about.</summary>
public sealed class SessionTests(TestPostgres postgres) : IAsyncLifetime
{
    private CoachApp app = null!;

    public async ValueTask InitializeAsync() => app = await CoachApp.StartAsync(postgres, "sessions");

    public ValueTask DisposeAsync() => app.DisposeAsync();

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

        var row = Assert.Single(await app.TextsAsync("select data::text from coach.mt_doc_sign_in_session"));

        var stored = System.Text.Json.JsonElement.Parse(row);
        Assert.InRange(stored.GetProperty("lastSeenAt").GetDateTimeOffset() - stored.GetProperty("startedAt").GetDateTimeOffset(), TimeSpan.FromMinutes(2.9), TimeSpan.FromMinutes(4));
        Assert.Equal(["confirmedAt", "device", "id", "lastSeenAt", "personId", "startedAt"], stored.EnumerateObject().Select(p => p.Name).Order());
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
        Assert.Equal(Confirmed.First, await accounts.ResetPasswordAsync(person, "another long password", _ => Task.FromResult<CoachPlatform.Platform.Commands.Refusal?>(Confirmed.First), default));
        await coach.ReadAsync("/api/me");
        Assert.Null(await accounts.ResetPasswordAsync(person, "another long password", null, default));
        app.Clock.Move(TimeSpan.FromSeconds(61));

        using var before = await coach.GetAsync("/api/me");
        await Problem.OfAsync(before, 401, "sign-in");
        await app.SignInAsync(coach.Email!, password: "another long password");
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
