using System.Net.WebSockets;
using CoachPlatform.IntegrationTests.Support;

namespace CoachPlatform.IntegrationTests.Access;

/// <summary>Another site's page may hold our cookie, and gets nothing for it.</summary>
public sealed class CrossSiteTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    public static TheoryData<string, string> Foreign { get; } = new()
    {
        { "Origin", "https://elsewhere.example" },
        { "Origin", "null" },
        { "Origin", "http://127.0.0.1:1" },
        { "Sec-Fetch-Site", "cross-site" },
        { "Sec-Fetch-Site", "same-site" },
        { "Sec-Fetch-Site", "none" },
    };

    [Theory]
    [MemberData(nameof(Foreign))]
    public async Task A_write_from_elsewhere_is_refused_and_changes_nothing(string header, string value)
    {
        var coach = await fixture.App.OpenPracticeAsync();
        var before = await fixture.App.EventsAsync(coach.Tenant!);
        foreach (var path in new[] { "/api/cases", "/api/sign-in", "/api/sign-out", "/hubs/coach/negotiate?negotiateVersion=1" })
        {
            using var response = await coach.PostRawAsync(path, """{"labels":{"A":"Ana","B":"Ben"}}""", (header, value));
            await Problem.OfAsync(response, 403, "cross-site");
        }

        Assert.Equal(before, await fixture.App.EventsAsync(coach.Tenant!));
        Assert.NotEqual(default, (await coach.ReadAsync("/api/me")).GetProperty("personId").GetGuid());
    }

    [Fact]
    public async Task A_write_from_here_passes_whatever_the_browser_says_of_itself()
    {
        var coach = await fixture.App.OpenPracticeAsync();
        var own = fixture.App.Address.GetLeftPart(UriPartial.Authority);
        foreach (var headers in new (string, string)[][] { [("Origin", own)], [("Sec-Fetch-Site", "same-origin")], [("Origin", own), ("Sec-Fetch-Site", "same-origin")] })
        {
            using var response = await coach.PostRawAsync("/api/cases", """{"labels":{"A":"Ana","B":"Ben"}}""", headers);
            Assert.Equal(201, (int)response.StatusCode);
        }
    }

    [Theory]
    [InlineData("Origin", "https://elsewhere.example")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    public async Task A_socket_from_elsewhere_is_refused(string header, string value)
    {
        var coach = await fixture.App.OpenPracticeAsync();
        using var socket = new ClientWebSocket();
        socket.Options.Cookies = coach.Cookies;
        socket.Options.SetRequestHeader(header, value);
        socket.Options.CollectHttpResponseDetails = true;

        await Assert.ThrowsAsync<WebSocketException>(
            () => socket.ConnectAsync(new Uri($"ws://{fixture.App.Address.Authority}/hubs/coach"), TestContext.Current.CancellationToken));

        Assert.Equal(403, (int)socket.HttpStatusCode);
    }
}
