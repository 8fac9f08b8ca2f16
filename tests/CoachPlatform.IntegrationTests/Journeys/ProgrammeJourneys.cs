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
        await coach.Button("Start").ClickAsync();
        await Expect(coach.Page.Locator("#start [data-summary] a")).ToContainTextAsync("To");
        await Expect(coach.Page.Locator("#start-case")).ToHaveAttributeAsync("aria-invalid", "true");
        await LooksFineAsync(coach, "a programme for nobody yet");
        await coach.Page.GetByLabel("To", new() { Exact = true }).SelectOptionAsync(couple.CaseId.ToString());
        await Expect(coach.Page.Locator("#calendar li")).ToHaveCountAsync(6);
        await Expect(coach.Page.Locator("#calendar")).ToContainTextAsync("Waits for your yes");
        await Expect(coach.Page.Locator("#announce")).ToContainTextAsync("The calendar has 6 steps, from");
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
        // At the top its arrow leads nowhere any more, and the focus stays with the step.
        await Expect(steps.Nth(0).GetByRole(AriaRole.Button, new() { Name = "Move down" })).ToBeFocusedAsync();
        await coach.Button("Publish").PressAsync("Enter");

        // What stood after the step that is below it now has nothing above to wait for, and says so in its place.
        await Expect(coach.Page.Locator("[data-summary]")).ToContainTextAsync("Which step");
        await LooksFineAsync(coach, "the builder refused");
        // What was said of a step goes with it, wherever it moves.
        await Expect(steps.Nth(0).GetByLabel("Which step").First).ToHaveAttributeAsync("aria-invalid", "true");
        await steps.Nth(0).GetByRole(AriaRole.Button, new() { Name = "Move down" }).PressAsync("Enter");
        await Expect(steps.Nth(1).GetByRole(AriaRole.Button, new() { Name = "Move down" })).ToBeFocusedAsync();
        await Expect(steps.Nth(1).GetByLabel("Which step").First).ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(steps.Nth(1).Locator(".field-error:visible")).ToHaveAttributeAsync("data-error-for", "steps[1].opens.step");
        await Expect(steps.Nth(0).Locator("[aria-invalid]")).ToHaveCountAsync(0);
        await Expect(coach.Page.Locator("[data-summary] li")).ToHaveAttributeAsync("data-about", "steps[1].opens.step");
        await steps.Nth(1).GetByRole(AriaRole.Button, new() { Name = "Move up" }).PressAsync("Enter");
        await steps.Nth(0).GetByLabel("Opens").SelectOptionAsync("atOnce");
        await steps.Nth(5).GetByRole(AriaRole.Button, new() { Name = "Remove" }).PressAsync("Enter");
        await Expect(steps).ToHaveCountAsync(5);
        await coach.Button("Publish").PressAsync("Enter");

        await Expect(coach.Heading("Listening, our way")).ToBeVisibleAsync();
        await Expect(coach.Page.Locator(".timeline > li")).ToHaveCountAsync(5);
        await Expect(coach.Page.Locator(".timeline > li").First).ToContainTextAsync("Say it back");
        coach.ForgetComplaints();
    }

    [Fact]
    public async Task A_lost_session_leaves_what_was_typed_and_publishes_it_once_signed_in_again()
    {
        var practice = await App.OpenPracticeAsync();
        var coach = await CoachAsync(practice);
        await coach.Page.GotoAsync("/programmes/listening/change");
        await Expect(coach.Page.Locator("form[data-programme][data-ready]")).ToBeVisibleAsync();
        await coach.Page.GetByLabel("Title").FillAsync("Listening at our pace");
        await coach.Page.Context.ClearCookiesAsync();
        await coach.Button("Publish").ClickAsync();
        await Expect(coach.Page.Locator("[data-summary]")).ToContainTextAsync("You are signed out.");
        await Expect(coach.Page.Locator("[data-summary] a")).ToHaveAttributeAsync("href", "/sign-in?returnTo=/programmes");
        await Expect(coach.Page.GetByLabel("Title")).ToHaveValueAsync("Listening at our pace");

        await coach.TakeSessionAsync(practice);
        await coach.Button("Publish").ClickAsync();

        await Expect(coach.Heading("Listening at our pace")).ToBeVisibleAsync();
        coach.ForgetComplaints();
    }

    [Fact]
    public async Task Publishing_again_after_an_error_of_the_server_repeats_the_same_write()
    {
        var coach = await CoachAsync(await App.OpenPracticeAsync());
        await coach.Page.GotoAsync("/programmes/listening/change");
        await Expect(coach.Page.Locator("form[data-programme][data-ready]")).ToBeVisibleAsync();
        await coach.Page.GetByLabel("Title").FillAsync("Listening twice");
        var keys = new List<string?>();
        await coach.Page.RouteAsync("**/api/programmes", async route =>
        {
            keys.Add(route.Request.Headers.GetValueOrDefault("idempotency-key"));
            if (keys.Count == 1)
                await route.FulfillAsync(new() { Status = 500, ContentType = "application/problem+json", Body = "{}" });
            else
                await route.ContinueAsync();
        });
        await coach.Button("Publish").ClickAsync();
        await Expect(coach.Page.Locator("[data-summary]")).ToBeVisibleAsync();
        await coach.Button("Publish").ClickAsync();
        await Expect(coach.Heading("Listening twice")).ToBeVisibleAsync();
        Assert.Equal(2, keys.Count);
        Assert.Equal(keys[0], keys[1]);
        coach.ForgetComplaints();
    }

    [Fact]
    public async Task Days_that_could_not_be_read_do_not_stand_under_another_couple_and_without_script_the_pace_stays()
    {
        var practice = await App.OpenPracticeAsync();
        var (first, second) = (await practice.OpenCaseAsync(), await practice.OpenCaseAsync("Cleo", "Dan"));
        var coach = await CoachAsync(practice);
        await coach.Page.GotoAsync($"/programmes/listening?case={first.CaseId}&doneAfter=3");
        await Expect(coach.Page.Locator("#calendar li")).ToHaveCountAsync(6);
        // The way without script: the server draws the page with what was chosen.
        await Expect(coach.Page.GetByLabel("Suppose they take")).ToHaveValueAsync("3");
        await coach.Page.RouteAsync($"**/fragments/cases/{second.CaseId}/**", route => route.AbortAsync());
        await coach.Page.GetByLabel("To", new() { Exact = true }).SelectOptionAsync(second.CaseId.ToString());
        await Expect(coach.Page.Locator("#calendar")).ToContainTextAsync("could not be read");
        await Expect(coach.Page.Locator("#calendar li")).ToHaveCountAsync(0);
        coach.ForgetComplaints();
    }

    [Fact]
    public async Task Each_step_that_asks_stands_beside_its_own_button()
    {
        var practice = await App.OpenPracticeAsync();
        var couple = await practice.OpenCaseAsync();
        await practice.DoAsync("/api/programmes", new
        {
            title = "Two questions",
            @for = "For the journey.",
            steps = new object[]
            {
                new { key = "a", exercise = "weekly-pulse", opens = new { when = "atOnce" }, onlyIf = new { kind = "coach", of = "Are they rested?" } },
                new { key = "b", exercise = "something-i-understood", opens = new { when = "atOnce" }, onlyIf = new { kind = "coach", of = "Are they kind to each other?" } },
            },
        });
        await practice.DoAsync($"/api/cases/{couple.CaseId}/programmes", new { programme = "two-questions" });
        var coach = await CoachAsync(practice);
        await coach.Page.GotoAsync($"/cases/{couple.CaseId}");
        var asks = coach.Page.Locator("#programmes form.asks");
        await Expect(asks).ToHaveCountAsync(2);
        await Expect(asks.Nth(1)).ToContainTextAsync("Are they kind to each other?");
        await Expect(asks.Nth(1)).Not.ToContainTextAsync("Are they rested?");
        await LooksFineAsync(coach, "two steps that ask");
        await asks.Nth(1).GetByRole(AriaRole.Button).ClickAsync();
        await Expect(asks).ToHaveCountAsync(1);
        await Expect(asks.First).ToContainTextAsync("Are they rested?");
        NobodyComplained();
    }
}
