using CoachPlatform.IntegrationTests.Support;
using CoachPlatform.Platform.SignIn;

namespace CoachPlatform.IntegrationTests.SignIn;

/// <summary>Passkeys: whose they are, what each answer is good for, and how many there may be. A real browser uses one in the account's journey.</summary>
public sealed class PasskeyTests(AppFixture fixture) : IClassFixture<AppFixture>, IAsyncLifetime
{
    private readonly CoachApp app = fixture.App;
    private Client coach = null!;

    public async ValueTask InitializeAsync() => coach = await app.OpenPracticeAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_passkey_signs_its_person_in_once_for_each_question()
    {
        using var device = await coach.MakePasskeyAsync();
        var phone = app.Stranger();
        var answer = await phone.PasskeyAnswerAsync(device);

        using (var response = await phone.FromPageAsync("/api/sign-in/passkey", answer))
            Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());

        Assert.Equal((await coach.ReadAsync("/api/me")).GetProperty("personId").GetGuid(), (await phone.ReadAsync("/api/me")).GetProperty("personId").GetGuid());
        using var again = await app.Stranger().FromPageAsync("/api/sign-in/passkey", answer);
        await Problem.OfAsync(again, 422, "passkey-refused");
    }

    [Fact]
    public async Task Nothing_else_signs_in_with_it()
    {
        using var device = await coach.MakePasskeyAsync();
        var phone = app.Stranger();
        using var unknown = new SoftPasskey(phone.Origin(), phone.Http.BaseAddress!.Host);
        using var phished = new SoftPasskey("https://coach.example", phone.Http.BaseAddress!.Host);
        var old = await phone.PasskeyAnswerAsync(device);
        app.Clock.Move(ShortTokens.Lasts + TimeSpan.FromSeconds(1));
        var answers = new[]
        {
            old,
            await phone.PasskeyAnswerAsync(unknown),
            await phone.PasskeyAnswerAsync(phished),
            await phone.PasskeyAnswerAsync(device, verified: false),
            // Asked for another purpose.
            await coach.PasskeyAnswerAsync(device, "/api/my/confirm/options"),
            new { credential = 7, token = "token" },
            new { token = (string?)null },
        };

        foreach (var answer in answers)
        {
            using var response = await phone.FromPageAsync("/api/sign-in/passkey", answer);
            await Problem.OfAsync(response, 422, "passkey-refused");
        }

        using var fits = await phone.FromPageAsync("/api/sign-in/passkey", await phone.PasskeyAnswerAsync(device));
        Assert.True(fits.IsSuccessStatusCode);
    }

    [Fact]
    public async Task A_passkey_confirms_for_its_own_person_and_session_only()
    {
        using var device = await coach.MakePasskeyAsync();
        var colleague = await app.AddCoachAsync(coach);
        using var others = await colleague.MakePasskeyAsync();
        app.Clock.Move(TimeSpan.FromMinutes(11));
        await coach.RefusedAsync("/api/my/passkeys/options", new { }, 403, "confirm-first");

        using (var wrong = await coach.FromPageAsync("/api/my/confirm", await coach.PasskeyAnswerAsync(others, "/api/my/confirm/options")))
            await Problem.OfAsync(wrong, 422, "passkey-refused");
        await coach.RefusedAsync("/api/my/passkeys/options", new { }, 403, "confirm-first");
        using (var right = await coach.FromPageAsync("/api/my/confirm", await coach.PasskeyAnswerAsync(device, "/api/my/confirm/options")))
            Assert.True(right.IsSuccessStatusCode, await right.Content.ReadAsStringAsync());

        await coach.DoAsync("/api/my/passkeys/options", new { });
    }

    [Fact]
    public async Task There_is_room_for_ten_and_one_that_was_removed_signs_in_no_more()
    {
        var devices = new List<SoftPasskey>();
        for (var i = 0; i < Passkey.Most; i++)
            devices.Add(await coach.MakePasskeyAsync($"Number {i}"));
        await coach.RefusedAsync("/api/my/passkeys/options", new { }, 409, "passkeys-full");

        var id = await app.AskAsync("select id from coach.mt_doc_passkey where data->>'name' = @p", "Number 3");
        await coach.RefusedAsync($"/api/my/passkeys/{id}/rename", new { name = " " }, 422, "fields-invalid");
        await coach.DoAsync($"/api/my/passkeys/{id}/rename", new { name = "The old one" });
        await coach.DoAsync($"/api/my/passkeys/{id}/remove", new { });
        await coach.RefusedAsync($"/api/my/passkeys/{id}/remove", new { }, 404, "not-found");

        using var response = await app.Stranger().FromPageAsync("/api/sign-in/passkey", await app.Stranger().PasskeyAnswerAsync(devices[3]));
        await Problem.OfAsync(response, 422, "passkey-refused");
        devices.Add(await coach.MakePasskeyAsync("In its place"));
        devices.ForEach(d => d.Dispose());
    }
}
