using CoachPlatform.IntegrationTests.Support;

namespace CoachPlatform.IntegrationTests.Access;

/// <summary>A form that the browser itself has sent, for want of the page's script.</summary>
public sealed class NativeFormTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    private const string Accept = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

    [Theory]
    [InlineData("/api/sign-in", "application/x-www-form-urlencoded")]
    [InlineData("/api/sign-out", "application/x-www-form-urlencoded")]
    [InlineData("/api/cases", "application/x-www-form-urlencoded")]
    [InlineData("/api/cases", "multipart/form-data; boundary=x")]
    [InlineData("/library", "application/x-www-form-urlencoded")]
    [InlineData("/no-such-page", "application/x-www-form-urlencoded")]
    public async Task It_gets_a_page_to_read_and_changes_nothing(string path, string contentType)
    {
        var coach = await fixture.App.OpenPracticeAsync();
        var before = await fixture.App.EventsAsync(coach.Tenant!);

        using var response = await coach.RawAsync(HttpMethod.Post, path, "email=a%40b.example&word=secret", contentType, keyed: false, headers: ("Accept", Accept));

        Assert.Equal(415, (int)response.StatusCode);
        Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
        var page = await response.Content.ReadAsStringAsync();
        Assert.Contains("Nothing was changed.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", page, StringComparison.Ordinal);
        Assert.Equal(before, await fixture.App.EventsAsync(coach.Tenant!));
        Assert.NotEqual(default, (await coach.ReadAsync("/api/me")).GetProperty("personId").GetGuid());
    }

    [Fact]
    public async Task A_program_that_sends_one_gets_a_problem_and_another_site_is_refused_as_ever()
    {
        var coach = await fixture.App.OpenPracticeAsync();
        using var program = await coach.RawAsync(HttpMethod.Post, "/api/cases", "labels=x", "application/x-www-form-urlencoded", headers: ("Accept", "application/json"));
        await Problem.OfAsync(program, 415, "malformed");
        using var foreign = await coach.RawAsync(
            HttpMethod.Post, "/api/cases", "labels=x", "application/x-www-form-urlencoded", headers: [("Accept", Accept), ("Sec-Fetch-Site", "cross-site")]);
        await Problem.OfAsync(foreign, 403, "cross-site");
    }
}
