using CoachPlatform.IntegrationTests.Consent;
using CoachPlatform.IntegrationTests.Support;
using Microsoft.Playwright;
using static CoachPlatform.IntegrationTests.Journeys.AccessibilityJourneys;
using static Microsoft.Playwright.Assertions;

namespace CoachPlatform.IntegrationTests.Journeys;

/// <summary>Consents, matches and live steps at the windows of those who use them.</summary>
[Collection(JourneysShare.Name)]
public sealed class TopicJourneys(Browser browser, TopicApp topics) : IClassFixture<TopicApp>
{
    [Fact]
    public async Task A_yes_is_given_and_taken_back_by_one_switch_and_nothing_else_is_said()
    {
        var coach = await topics.App.OpenPracticeAsync();
        var couple = await coach.OpenCaseAsync();
        await using var ana = await AtAsync(couple.A, "Ana", 390, 844);
        await ana.Page.GotoAsync("/today");
        await ana.Link("Privacy").ClickAsync();
        await Expect(ana.Heading("My privacy")).ToBeVisibleAsync();
        await LooksFineAsync(ana, "privacy");
        var money = ana.Page.GetByRole(AriaRole.Switch, new() { Name = "Money" });
        await Expect(money).Not.ToBeCheckedAsync();
        await money.ClickAsync();
        await Expect(money).ToBeCheckedAsync();
        await money.ClickAsync();
        await Expect(money).Not.ToBeCheckedAsync();
        await money.ClickAsync();
        await Expect(ana.Page.GetByText("You have changed this today already").First).ToBeVisibleAsync();
        await LooksFineAsync(ana, "privacy refused");
        ana.ForgetComplaints();
        Assert.Equal("Privacy", await ana.Page.TitleAsync());
        await ana.Page.SetViewportSizeAsync(320, 640);
        await DoesNotOverflowAsync(ana);
        Assert.Empty(ana.Complaints);
    }

    [Fact]
    public async Task A_coach_asks_sees_what_waits_and_closes_a_topic()
    {
        var practice = await topics.App.OpenPracticeAsync();
        var couple = await practice.OpenCaseAsync();
        await using var miriam = await AtAsync(practice, "Miriam", 1440, 900);
        await miriam.Page.GotoAsync("/library/test-money");
        await miriam.Button("Assign exercise").ClickAsync();
        await Expect(miriam.Shown("Needs the topic “Money”")).ToBeVisibleAsync();
        await LooksFineAsync(miriam, "assign what needs a topic");
        await miriam.Page.GetByRole(AriaRole.Checkbox, new() { Name = "Ana & Ben" }).CheckAsync();
        await miriam.Button("Assign to both").ClickAsync();
        await miriam.Link("waits for its topic").ClickAsync();
        await Expect(miriam.Shown("Money: not open, so neither sees it")).ToBeVisibleAsync();
        await miriam.Button("Ask both about Money").ClickAsync();
        await Expect(miriam.Shown("Their screens do not say that you asked")).ToBeVisibleAsync();
        await LooksFineAsync(miriam, "topics asked");
        await miriam.ConnectedAsync();
        foreach (var partner in new[] { couple.A, couple.B })
            await partner.DoAsync($"/api/my/cases/{couple.CaseId}/topics/money", new { decision = "grant" });
        await Expect(miriam.Shown("open, exercises from the next morning")).ToBeVisibleAsync();
        await miriam.Button("Close Money").ClickAsync();
        await LooksFineAsync(miriam, "close a topic");
        await miriam.Button("Close").Last.ClickAsync();
        await Expect(miriam.Button("Ask both about Money")).ToBeVisibleAsync();
        Assert.Empty(miriam.Complaints);
    }

    [Fact]
    public async Task What_both_marked_is_shown_to_both_and_the_name_of_it_stands_in_no_title()
    {
        var practice = await topics.App.OpenPracticeAsync();
        var couple = await practice.OpenCaseAsync();
        var round = await practice.AssignAsync(couple.CaseId, "test-wishes");
        foreach (var partner in new[] { couple.A, couple.B })
            await partner.DoAsync($"/api/my/cases/{couple.CaseId}/topics/intimacy", new { decision = "grant" });
        await topics.NextMorningAsync(practice, couple.A, couple.B);
        await using var ana = await AtAsync(couple.A, "Ana", 390, 844);
        await ana.Page.GotoAsync("/today");
        await ana.Page.GotoAsync($"/rounds/{round}/wishes");
        await LooksFineAsync(ana, "marking");
        await ana.Page.GetByLabel("Walking at night").First.CheckAsync();
        await ana.Page.GetByLabel("A long bath").First.CheckAsync();
        await ana.Button("Seal my answer").ClickAsync();
        await Expect(ana.Heading("Sealed")).ToBeVisibleAsync();
        await LooksFineAsync(ana, "marked");
        await ana.ConnectedAsync();
        await couple.B.AnswerAsync(round, new { like = new[] { "bath", "dance" } });
        await Expect(ana.Shown("What you both marked")).ToBeVisibleAsync();
        await Expect(ana.Shown("A long bath")).ToBeVisibleAsync();
        Assert.DoesNotContain("Dancing", await ana.Page.ContentAsync());
        await LooksFineAsync(ana, "matched");
        foreach (var path in new[] { "/today", "/history", $"/rounds/{round}", "/who-read", "/privacy" })
        {
            await ana.Page.GotoAsync(path);
            Assert.DoesNotContain("Wishes", await ana.Page.TitleAsync());
            Assert.DoesNotContain("Wishes", await ana.Page.Locator("#announce").TextContentAsync());
            foreach (var said in await ana.Page.Locator("[data-announce]").AllAsync())
                Assert.DoesNotContain("Wishes", await said.GetAttributeAsync("data-announce"));
        }

        await using var miriam = await AtAsync(practice, "Miriam", 1440, 900);
        await miriam.Page.GotoAsync($"/cases/{couple.CaseId}?round={round}");
        Assert.DoesNotContain("bath", await miriam.Page.ContentAsync());
        Assert.Empty(ana.Complaints);
    }

    [Fact]
    public async Task A_coach_opens_a_live_step_and_then_the_answers()
    {
        var practice = await topics.App.OpenPracticeAsync();
        var couple = await practice.OpenCaseAsync();
        var round = await practice.AssignAsync(couple.CaseId, "test-live");
        await using var ana = await AtAsync(couple.A, "Ana", 390, 844);
        await using var miriam = await AtAsync(practice, "Miriam", 1440, 900);
        await ana.Page.GotoAsync($"/rounds/{round}");
        await Expect(ana.Heading("Your coach opens this")).ToBeVisibleAsync();
        await LooksFineAsync(ana, "before a live step");
        await ana.ConnectedAsync();
        await miriam.Page.GotoAsync($"/cases/{couple.CaseId}?round={round}");
        await miriam.ConnectedAsync();
        await miriam.Button("Open this step").ClickAsync();
        await ana.Page.GetByLabel("A question").FillAsync("Why the sea?");
        await ana.Button("Seal my answer").ClickAsync();
        await Expect(ana.Heading("Sealed")).ToBeVisibleAsync();
        await ana.ConnectedAsync();
        await couple.B.AnswerAsync(round, new { question = "What of music?" });
        await Expect(miriam.Shown("Both are in.")).ToBeVisibleAsync();
        await LooksFineAsync(miriam, "both in");
        await miriam.Button("Open the answers").ClickAsync();
        await Expect(ana.Shown("What of music?")).ToBeVisibleAsync();
        await Expect(miriam.Shown("What of music?")).ToBeVisibleAsync();
        Assert.True(ana.Complaints.Count + miriam.Complaints.Count == 0, string.Join(" | ", ana.Complaints.Concat(miriam.Complaints)));
    }

    private async Task<Person> AtAsync(Client client, string name, int width, int height)
    {
        var person = await browser.OpenAsync(topics.App, name, width, height, ColorScheme.Light);
        await person.TakeSessionAsync(client);
        return person;
    }

    private static async Task DoesNotOverflowAsync(Person person) =>
        Assert.True(await person.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= document.documentElement.clientWidth"), "The page is wider than the window.");
}
