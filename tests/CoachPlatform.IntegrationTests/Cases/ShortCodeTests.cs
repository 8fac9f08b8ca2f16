using CoachPlatform.IntegrationTests.Platform;
using CoachPlatform.IntegrationTests.Support;

namespace CoachPlatform.IntegrationTests.Cases;

/// <summary>A code that is typed leads where the link leads, once, and what is no code leads nowhere.</summary>
public sealed class ShortCodeTests(TestPostgres postgres, AppFixture fixture) : IClassFixture<AppFixture>
{
    [Fact]
    public async Task A_code_finds_its_invitation_and_joins_the_seat_once()
    {
        var coach = await fixture.App.OpenPracticeAsync();
        var caseId = (await coach.DoAsync("/api/cases", new { labels = new { A = "Ana", B = "Ben" } })).GetProperty("caseId").GetGuid();
        var invited = await coach.DoAsync($"/api/cases/{caseId}/invitations", new { seat = "A" });
        var code = invited.GetProperty("code").GetString()!;
        Assert.Matches("^[2-9A-HJKMNP-TV-Z]{5}-[2-9A-HJKMNP-TV-Z]{5}$", code);
        Assert.StartsWith("data:image/svg+xml;base64,", invited.GetProperty("qr").GetString(), StringComparison.Ordinal);
        var ana = fixture.App.Stranger();

        var found = await ana.DoAsync("/api/invitations/find", new { code = $" {code.ToLowerInvariant().Replace("-", " ", StringComparison.Ordinal)} " });
        var id = found.GetProperty("invitationId").GetGuid();
        await ana.DoAsync($"/api/invitations/{id}/look", new { token = code });
        var joined = await ana.DoAsync($"/api/invitations/{id}/join", Joining(code));

        Assert.Equal("seat", found.GetProperty("kind").GetString());
        Assert.Equal(invited.GetProperty("invitationId").GetGuid(), id);
        Assert.Equal("A", joined.GetProperty("seat").GetString());
        await fixture.App.Stranger().RefusedAsync($"/api/invitations/{id}/join", Joining(code), 410, "invitation-spent");
        using var page = await fixture.App.Stranger().SendAsync("/fragments/join", new { code });
        Assert.Contains("data-refused=\"invitation-spent\"", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_code_of_staff_is_typed_in_the_same_place()
    {
        var owner = await fixture.App.OpenPracticeAsync();
        var invited = await owner.InviteStaffAsync("coach");

        var found = await fixture.App.Stranger().DoAsync("/api/invitations/find", new { code = invited.Code });
        using var page = await fixture.App.Stranger().SendAsync("/fragments/join", new { code = invited.Code });

        Assert.Equal(("staff", invited.Id), (found.GetProperty("kind").GetString(), found.GetProperty("invitationId").GetGuid()));
        Assert.Contains($"/api/staff-invitations/{invited.Id}/join", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ABCDE-23456")]
    [InlineData("nonsense")]
    [InlineData("")]
    [InlineData(null)]
    public async Task What_is_no_code_or_nobodys_is_the_404_of_anything_unknown(string? code)
    {
        var stranger = fixture.App.Stranger();
        await stranger.RefusedAsync("/api/invitations/find", new { code }, 404, "not-found");
        using var page = await stranger.SendAsync("/fragments/join", new { code });
        Assert.Contains("data-refused=\"not-found\"", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Trying_codes_is_counted_by_address()
    {
        await using var app = await CoachApp.StartAsync(postgres, "codes", ("Coach:SignIn:PerMinute", "2"));
        var stranger = app.Stranger();
        await stranger.RefusedAsync("/api/invitations/find", new { code = "ABCDE-23456" }, 404, "not-found");
        using (await stranger.SendAsync("/fragments/join", new { code = "ABCDE-23457" }))
        {
        }

        await stranger.RefusedAsync("/api/invitations/find", new { code = "ABCDE-23458" }, 429, "too-many");
    }

    private static object Joining(string token) =>
        new { token, name = "Ana", email = $"{Guid.NewGuid():N}@couple.example", password = CoachApp.Password, consents = true, accepts = 1 };
}
