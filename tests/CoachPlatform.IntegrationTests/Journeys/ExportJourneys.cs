using CoachPlatform.IntegrationTests.Consent;
using CoachPlatform.IntegrationTests.Support;
using Microsoft.Playwright;
using static CoachPlatform.IntegrationTests.Journeys.AccessibilityJourneys;
using static Microsoft.Playwright.Assertions;

namespace CoachPlatform.IntegrationTests.Journeys;

/// <summary>Taking a copy along, at the windows of those who do it.</summary>
[Collection(JourneysShare.Name)]
public sealed class ExportJourneys(Browser browser, TopicApp topics) : IClassFixture<TopicApp>
{
    [Fact]
    public async Task A_copy_is_asked_for_becomes_ready_by_itself_is_saved_and_let_go()
    {
        var coach = await topics.App.OpenPracticeAsync();
        var couple = await coach.OpenCaseAsync();
        await using var ana = await AtAsync(couple.A, "Ana", 390, 844);
        await ana.Page.GotoAsync("/privacy");
        await ana.Link("Take a copy of everything along").ClickAsync();
        await Expect(ana.Heading("Take a copy along")).ToBeVisibleAsync();
        await LooksFineAsync(ana, "no copy yet");
        await ana.Button("Make a copy").ClickAsync();
        await Expect(ana.Shown("Your copy is ready")).ToBeVisibleAsync();
        await LooksFineAsync(ana, "copy ready");
        var saved = await ana.Page.RunAndWaitForDownloadAsync(() => ana.Page.GetByRole(AriaRole.Link, new() { Name = "Save the file" }).ClickAsync());
        Assert.Equal("export.zip", saved.SuggestedFilename);
        Assert.Equal("Privacy", await ana.Page.TitleAsync());
        await ana.Button("Remove it now").ClickAsync();
        await Expect(ana.Shown("The copy has been removed")).ToBeVisibleAsync();
        await ana.Page.SetViewportSizeAsync(320, 640);
        Assert.True(await ana.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"));
        Assert.Empty(ana.Complaints);
    }

    private async Task<Person> AtAsync(Client client, string name, int width, int height)
    {
        var person = await browser.OpenAsync(topics.App, name, width, height, ColorScheme.Light);
        await person.TakeSessionAsync(client);
        return person;
    }
}
