using CoachPlatform.IntegrationTests.Support;
using CoachPlatform.Platform.SignIn;

namespace CoachPlatform.IntegrationTests.SignIn;

/// <summary>A code after the password.</summary>
public sealed class SecondStepTests(AppFixture fixture) : IClassFixture<AppFixture>, IAsyncLifetime
{
    private readonly CoachApp app = fixture.App;
    private Client coach = null!;

    public async ValueTask InitializeAsync() => coach = await app.OpenPracticeAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_secret_counts_only_after_a_code_of_it_and_then_the_password_alone_signs_nobody_in()
    {
        var offer = await coach.DoAsync("/api/my/second-step/begin", new { });
        await coach.RefusedAsync("/api/my/second-step", new { token = offer.GetProperty("token").GetString(), code = "000 000" }, 422, "code-refused");
        await app.SignInAsync(coach.Email!);
        var (secret, codes) = await coach.TurnOnSecondStepAsync(app);
        Assert.Equal(RecoveryCodes.Count, codes.Distinct().Count());

        var stranger = app.Stranger();
        await stranger.RefusedAsync("/api/sign-in", new { email = coach.Email, password = "a wrong password" }, 401, "not-signed-in");
        var token = await stranger.PasswordFitsAsync(coach.Email!);
        using (var halfway = await stranger.GetAsync("/api/me"))
            await Problem.OfAsync(halfway, 401, "sign-in");

        // The code that turned it on was used.
        await stranger.RefusedAsync("/api/sign-in/code", new { token, value = Totp.Code(secret, app.Clock.GetUtcNow()) }, 422, "code-refused");
        app.Clock.Move(TimeSpan.FromSeconds(60));
        await stranger.RefusedAsync("/api/sign-in/code", new { token = "another", value = Totp.Code(secret, app.Clock.GetUtcNow()) }, 422, "sign-in-again");
        await stranger.DoAsync("/api/sign-in/code", new { token, value = Totp.Code(secret, app.Clock.GetUtcNow()) });
        await stranger.ReadAsync("/api/me");
        Assert.DoesNotContain(await app.TextsAsync("select data::text from coach.mt_doc_account"), row => row.Contains(secret, StringComparison.Ordinal));
        Assert.DoesNotContain(app.Logs.Lines, line => line.Contains(secret, StringComparison.Ordinal) || codes.Any(c => line.Contains(c, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_recovery_code_works_once_and_new_ones_take_the_place_of_all()
    {
        var (_, codes) = await coach.TurnOnSecondStepAsync(app);
        var stranger = app.Stranger();
        var token = await stranger.PasswordFitsAsync(coach.Email!);
        await stranger.DoAsync("/api/sign-in/code", new { token, value = codes[0].ToUpperInvariant() });
        await app.Stranger().RefusedAsync("/api/sign-in/code", new { token, value = codes[0] }, 422, "code-refused");

        await coach.DoAsync("/api/my/second-step/recovery-codes", new { });

        await app.Stranger().RefusedAsync("/api/sign-in/code", new { token, value = codes[1] }, 422, "code-refused");
    }

    [Fact]
    public async Task Guessed_codes_lock_the_account_also_for_whoever_knows_the_password()
    {
        await coach.TurnOnSecondStepAsync(app);
        var stranger = app.Stranger();
        for (var i = 0; i < 10; i++)
        {
            var token = await stranger.PasswordFitsAsync(coach.Email!);
            await stranger.RefusedAsync("/api/sign-in/code", new { token, value = "nothing" }, 422, "code-refused");
        }

        await stranger.RefusedAsync("/api/sign-in", new { email = coach.Email, password = CoachApp.Password }, 401, "not-signed-in");
    }

    [Fact]
    public async Task Turning_it_off_asks_for_a_confirmation_takes_the_key_along_and_a_code_is_a_confirmation()
    {
        var (secret, _) = await coach.TurnOnSecondStepAsync(app);
        app.Clock.Move(TimeSpan.FromMinutes(11));
        await coach.RefusedAsync("/api/my/second-step/off", new { }, 403, "confirm-first");
        await coach.RefusedAsync("/api/my/confirm", new { code = "123" }, 422, "not-confirmed");
        await coach.DoAsync("/api/my/confirm", new { code = Totp.Code(secret, app.Clock.GetUtcNow()) });

        var scope = $"person|{(await coach.ReadAsync("/api/me")).GetProperty("personId").GetGuid():N}|second-step";
        Assert.Equal(1L, await app.AskAsync("select count(*) from vault.keys where scope = @p", scope));
        await coach.DoAsync("/api/my/second-step/off", new { });

        Assert.Equal(0L, await app.AskAsync("select count(*) from vault.keys where scope = @p", scope));
        await app.SignInAsync(coach.Email!);
    }

    [Fact]
    public async Task A_passkey_needs_no_code_after_it()
    {
        using var device = await coach.MakePasskeyAsync();
        await coach.TurnOnSecondStepAsync(app);
        var phone = app.Stranger();

        using var response = await phone.FromPageAsync("/api/sign-in/passkey", await phone.PasskeyAnswerAsync(device));

        Assert.True(response.IsSuccessStatusCode);
        await phone.ReadAsync("/api/me");
    }
}
