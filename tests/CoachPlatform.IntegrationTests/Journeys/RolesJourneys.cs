using static Microsoft.Playwright.Assertions;

namespace CoachPlatform.IntegrationTests.Journeys;

/// <summary>Somebody comes to work in a practice, takes a case over, and reads along: as the people concerned see it at their windows.</summary>
public sealed class RolesJourneys(Browser browser, JourneyApp place) : Journey(browser, place)
{
    [Fact]
    public async Task A_code_lets_somebody_in_and_a_case_that_is_handed_over_leaves_the_open_board()
    {
        var practice = await App.OpenPracticeAsync();
        var couple = await practice.OpenCaseAsync();
        var owner = await CoachAsync(practice);
        await owner.Page.GotoAsync("/practice");
        await owner.Button("Make an invitation").ClickAsync();
        // The code stands there once the picture of it does.
        await Expect(owner.Page.Locator("img[data-link-qr]")).ToBeVisibleAsync();
        var code = await owner.Page.Locator("[data-link-code]").InnerTextAsync();
        await owner.Button("Done").ClickAsync();
        await Expect(owner.Page.Locator("[data-link-code]")).ToBeEmptyAsync();
        Assert.DoesNotContain(code, await owner.Page.ContentAsync(), StringComparison.Ordinal);

        var kim = await StrangerAsync("Kim");
        await kim.Page.GotoAsync("/join");
        await kim.Page.GetByLabel("Code").FillAsync("ABCDE-23456");
        await kim.Button("Go on").ClickAsync();
        await Expect(kim.Page.Locator("[data-error-for=code]")).ToContainTextAsync("leads nowhere");
        await Expect(kim.Page.GetByLabel("Code")).ToHaveValueAsync("ABCDE-23456");
        await kim.Page.GetByLabel("Code").FillAsync(code.ToLowerInvariant());
        await kim.Button("Go on").ClickAsync();
        await kim.Page.GetByLabel("Your name").FillAsync("Kim Oda");
        await kim.Page.GetByLabel("Mail address").FillAsync($"{Guid.NewGuid():N}@coach.example");
        await kim.Page.GetByLabel("Password").FillAsync(Support.CoachApp.Password);
        await kim.Button("Join").ClickAsync();
        await kim.Page.WaitForURLAsync("**/board");

        await owner.Page.GotoAsync("/board");
        await owner.ConnectedAsync();
        await Expect(owner.Page.Locator("a[data-row-link]").First).ToBeVisibleAsync();
        var kims = (await practice.ReadAsync("/api/practice")).GetProperty("staff").EnumerateArray().Single(s => s.GetProperty("name").GetString() == "Kim Oda").GetProperty("staffId").GetGuid();
        await practice.DoAsync($"/api/cases/{couple.CaseId}/coach", new { to = kims });
        await Expect(owner.Page.Locator("a[data-row-link]")).ToHaveCountAsync(0);
        await Expect(kim.Page.GetByText("Ana").First).ToBeVisibleAsync();

        var ana = await PartnerAsync(couple.A, "Ana");
        await ana.Page.GotoAsync("/privacy");
        await ana.Button("Let Kim Oda read what I gave before").ClickAsync();
        await Expect(ana.Page.GetByText("You let Kim Oda read")).ToBeVisibleAsync();
        Assert.Empty(ana.Complaints);
    }
}
