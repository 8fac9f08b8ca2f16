using CoachPlatform.IntegrationTests.Consent;
using CoachPlatform.IntegrationTests.Support;
using Microsoft.Playwright;
using static CoachPlatform.IntegrationTests.Journeys.AccessibilityJourneys;
using static Microsoft.Playwright.Assertions;

namespace CoachPlatform.IntegrationTests.Journeys;

/// <summary>Leaving, at the windows of the one who leaves and of the one who does not know.</summary>
[Collection(JourneysShare.Name)]
public sealed class EndingJourney(Browser browser, TopicApp topics) : IClassFixture<TopicApp>
{
    [Fact]
    public async Task One_leaves_the_other_sees_a_pause_then_is_told_and_each_takes_a_copy_along()
    {
        var practice = await topics.App.OpenPracticeAsync();
        var couple = await practice.OpenCaseAsync();
        await practice.AssignAsync(couple.CaseId, "something-i-understood");
        await using var ana = await AtAsync(couple.A, "Ana", 390, 844);
        await using var ben = await AtAsync(couple.B, "Ben", 390, 844);
        await ben.Page.GotoAsync("/today");
        await ben.ConnectedAsync();

        await ana.Page.GotoAsync("/privacy");
        await ana.Link("Leave, or part").ClickAsync();
        await Expect(ana.Heading("Leave, or part")).ToBeVisibleAsync();
        await LooksFineAsync(ana, "leave");
        await ana.Button("Leave").First.ClickAsync();
        await Expect(ana.Heading("Leave now?")).ToBeVisibleAsync();
        await LooksFineAsync(ana, "leave now");
        await InDialog(ana, "Leave").ClickAsync();
        await Expect(ana.Heading("You have left")).ToBeVisibleAsync();
        await LooksFineAsync(ana, "left");
        await Expect(ben.Heading("Miriam has paused this for now")).ToBeVisibleAsync();
        await LooksFineAsync(ben, "paused");
        foreach (var page in new[] { "/today", "/privacy", "/privacy/leave", "/privacy/releases", "/history" })
        {
            await ben.Page.GotoAsync(page);
            Assert.DoesNotContain("has left", await ben.Page.ContentAsync(), StringComparison.Ordinal);
        }

        await ben.Page.GotoAsync("/today");
        await ben.ConnectedAsync();
        await ana.Link("Let Ben know").ClickAsync();
        await ana.Button("Let Ben know").First.ClickAsync();
        await InDialog(ana, "Let Ben know").ClickAsync();
        await Expect(ben.Heading("Ana has left")).ToBeVisibleAsync();

        foreach (var person in new[] { ana, ben })
        {
            await person.Page.GotoAsync("/privacy/export");
            await person.Button("Make a copy").ClickAsync();
            await Expect(person.Shown("Your copy is ready")).ToBeVisibleAsync();
        }

        await using var miriam = await AtAsync(practice, "Miriam", 1440, 900);
        await miriam.Page.GotoAsync($"/cases/{couple.CaseId}");
        await Expect(miriam.Shown("Ben has been told.")).ToBeVisibleAsync();
        await LooksFineAsync(miriam, "case of one who left");
        var complaints = ana.Complaints.Concat(ben.Complaints).Concat(miriam.Complaints).ToList();
        Assert.True(complaints.Count == 0, string.Join(" | ", complaints));
    }

    private static ILocator InDialog(Person person, string button) => person.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = button });

    private async Task<Person> AtAsync(Client client, string name, int width, int height)
    {
        var person = await browser.OpenAsync(topics.App, name, width, height, ColorScheme.Light);
        await person.TakeSessionAsync(client);
        return person;
    }
}
