using Microsoft.Playwright;
using static CoachPlatform.IntegrationTests.Journeys.AccessibilityJourneys;
using static Microsoft.Playwright.Assertions;

namespace CoachPlatform.IntegrationTests.Journeys;

/// <summary>A programme at the coach's window: its days are seen before it starts, the couple gets the first step, and it can be changed for these two.</summary>
public sealed class ProgrammeJourneys(Browser browser, JourneyApp place) : Journey(browser, place)
{
    [Fact]
    public async Task A_coach_sees_the_days_starts_a_programme_and_both_get_its_first_step()
    {
        var practice = await App.OpenPracticeAsync();
        var couple = await practice.OpenCaseAsync();
        var coach = await CoachAsync(practice);
        var ana = await PartnerAsync(couple.A, "Ana");
        await ana.Page.GotoAsync("/today");
        await ana.ConnectedAsync();

        await coach.Page.GotoAsync("/board");
        await coach.Link("Programmes").First.ClickAsync();
        await Expect(coach.Heading("Programmes")).ToBeVisibleAsync();
        await LooksFineAsync(coach, "programmes");
        await coach.Link("Listening, step by step").ClickAsync();
        await LooksFineAsync(coach, "a programme");
        await Expect(coach.Page.Locator("#calendar")).ToContainTextAsync("Choose a couple");
        await coach.Page.GetByLabel("To", new() { Exact = true }).SelectOptionAsync(couple.CaseId.ToString());
        await Expect(coach.Page.Locator("#calendar li")).ToHaveCountAsync(6);
        await Expect(coach.Page.Locator("#calendar")).ToContainTextAsync("Waits for your yes");
        await LooksFineAsync(coach, "a programme with its days");
        await coach.Button("Start").ClickAsync();

        await Expect(coach.Page.Locator("#programmes")).ToContainTextAsync("Step 1 of 6");
        await Expect(coach.Page.Locator("#programmes")).ToContainTextAsync("Opens once “Six signs of listening” is over.");
        await LooksFineAsync(coach, "a case with a programme");
        await Expect(ana.Shown("Six signs of listening")).ToBeVisibleAsync();
        var seen = await ana.SeesAsync();
        Assert.DoesNotContain("programme", seen, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Step 1 of 6", seen, StringComparison.Ordinal);

        await coach.Page.GetByText("All steps").ClickAsync();
        await LooksFineAsync(coach, "all steps");
        await coach.Button("Leave out Six signs of listening").ClickAsync();
        await coach.Page.GetByRole(AriaRole.Dialog).Filter(new() { Visible = true }).GetByRole(AriaRole.Button, new() { Name = "Leave out" }).ClickAsync();
        await Expect(coach.Page.Locator("#programmes")).ToContainTextAsync("Step 2 of 6");
        await Expect(ana.Shown("Say it back")).ToBeVisibleAsync();
        await coach.Button("Let it rest").ClickAsync();
        await Expect(coach.Page.Locator("#programmes")).ToContainTextAsync("The programme rests.");
        NobodyComplained();
    }

    [Fact]
    public async Task A_coach_copies_a_programme_changes_it_by_keyboard_and_publishes_it()
    {
        var practice = await App.OpenPracticeAsync();
        var coach = await CoachAsync(practice);
        await coach.Page.GotoAsync("/programmes/listening/change");
        await Expect(coach.Page.Locator("form[data-programme][data-ready]")).ToBeVisibleAsync();
        await LooksFineAsync(coach, "the builder");
        await coach.Button("Publish").PressAsync("Enter");
        await Expect(coach.Page.Locator("[data-summary]")).ToContainTextAsync("Title");
        await coach.Page.GetByLabel("Title").FillAsync("Listening, our way");
        var steps = coach.Page.Locator("[data-step]");
        await steps.Nth(1).GetByRole(AriaRole.Button, new() { Name = "Move up" }).PressAsync("Enter");
        await Expect(steps.Nth(0).GetByLabel("Exercise")).ToHaveValueAsync("say-it-back");
        await coach.Button("Publish").PressAsync("Enter");

        // What stood after the step that is below it now has nothing above to wait for, and says so in its place.
        await Expect(coach.Page.Locator("[data-summary]")).ToContainTextAsync("Which step");
        await LooksFineAsync(coach, "the builder refused");
        await steps.Nth(0).GetByLabel("Opens").SelectOptionAsync("atOnce");
        await steps.Nth(5).GetByRole(AriaRole.Button, new() { Name = "Remove" }).PressAsync("Enter");
        await Expect(steps).ToHaveCountAsync(5);
        await coach.Button("Publish").PressAsync("Enter");

        await Expect(coach.Heading("Listening, our way")).ToBeVisibleAsync();
        await Expect(coach.Page.Locator(".timeline > li")).ToHaveCountAsync(5);
        await Expect(coach.Page.Locator(".timeline > li").First).ToContainTextAsync("Say it back");
        coach.ForgetComplaints();
    }
}
