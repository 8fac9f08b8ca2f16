using System.Net.Http.Json;
using System.Text.Json;
using CoachPlatform.IntegrationTests.Support;
using CoachPlatform.Platform.SignIn;

namespace CoachPlatform.IntegrationTests.SignIn;

/// <summary>What a person does with their account, in the words of these tests.</summary>
public static class AccountVerbs
{
    /// <summary>A write as a browser sends it, with its origin: passkeys are bound to it.</summary>
    public static async Task<HttpResponseMessage> FromPageAsync(this Client client, string path, object body, string? origin = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = JsonContent.Create(body) };
        request.Headers.Add("Origin", origin ?? client.Origin());
        return await client.Http.SendAsync(request);
    }

    public static string Origin(this Client client) => client.Http.BaseAddress!.GetLeftPart(UriPartial.Authority);

    public static async Task<JsonElement> AskAsync(this Client client, string path)
    {
        using var response = await client.FromPageAsync(path, new { });
        Assert.True(response.IsSuccessStatusCode, $"{path}: {(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}");
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    /// <summary>A device of this person's with a new passkey.</summary>
    public static async Task<SoftPasskey> MakePasskeyAsync(this Client client, string name = "My phone")
    {
        var device = new SoftPasskey(client.Origin(), client.Http.BaseAddress!.Host);
        var asked = await client.AskAsync("/api/my/passkeys/options");
        using var response = await client.FromPageAsync("/api/my/passkeys", new { name, credential = device.Make(asked.GetProperty("options")), token = asked.GetProperty("token").GetString() });
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        return device;
    }

    /// <summary>What signs in with this device, once.</summary>
    public static async Task<object> PasskeyAnswerAsync(this Client client, SoftPasskey device, string options = "/api/sign-in/passkey/options", bool verified = true)
    {
        var asked = await client.AskAsync(options);
        return new { credential = device.Use(asked.GetProperty("options"), verified), token = asked.GetProperty("token").GetString() };
    }

    /// <summary>Turns the second step on; its secret and its recovery codes.</summary>
    public static async Task<(string Secret, IReadOnlyList<string> Codes)> TurnOnSecondStepAsync(this Client client, CoachApp app)
    {
        var offer = await client.DoAsync("/api/my/second-step/begin", new { });
        var secret = offer.GetProperty("key").GetString()!.Replace(" ", "", StringComparison.Ordinal);
        var on = await client.DoAsync("/api/my/second-step", new { token = offer.GetProperty("token").GetString(), code = Totp.Code(secret, app.Clock.GetUtcNow()) });
        return (secret, [.. on.GetProperty("recoveryCodes").EnumerateArray().Select(c => c.GetString()!)]);
    }

    /// <summary>Gives the password, and the token with which the code has to come.</summary>
    public static async Task<string> PasswordFitsAsync(this Client client, string email) =>
        (await client.RefusedAsync("/api/sign-in", new { email, password = CoachApp.Password }, 401, "code-needed")).GetProperty("token").GetString()!;
}
