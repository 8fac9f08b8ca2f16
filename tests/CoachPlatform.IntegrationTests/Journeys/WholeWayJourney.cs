using CoachPlatform.IntegrationTests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CoachPlatform.IntegrationTests.Journeys;

/// <summary>From a document on a coach's desk to a couple's evening: a passage becomes an exercise, the exercise a programme, and both do its first step.</summary>
public sealed class WholeWayJourney(Browser browser, JourneyApp place) : Journey(browser, place)
{
    private const string Anas = "Pancakes, the thin ones.";
    private const string Bens = "Soup, because nobody refuses soup.";

    [Fact]
    public async Task A_word_document_becomes_an_exercise_of_a_programme_and_two_do_its_first_step()
    {
        var practice = await App.OpenPracticeAsync();
        var couple = await practice.OpenCaseAsync();
        var coach = await CoachAsync(practice);
        var (ana, ben) = (await PartnerAsync(couple.A, "Ana"), await PartnerAsync(couple.B, "Ben"));
        foreach (var partner in new[] { ana, ben })
        {
            await partner.Page.GotoAsync("/today");
            await partner.ConnectedAsync();
        }

        await ImportAsync(coach);
        await WriteAsync(coach);
        await ComposeAsync(coach);
        await StartAsync(coach, couple.CaseId);

        foreach (var (partner, words) in new[] { (ana, Anas), (ben, Bens) })
        {
            // The card came by itself: the page is the one that was open all the time.
            await partner.Link("Begin").ClickAsync();
            await Expect(partner.Heading("Cook without a plan")).ToBeVisibleAsync();
            await partner.Page.GetByRole(AriaRole.Textbox, new() { Name = "What would you have cooked for a stranger?" }).FillAsync(words);
            await partner.Button("Seal my answer").ClickAsync();
        }

        foreach (var partner in new[] { ana, ben })
            foreach (var (name, words) in new[] { ("Ana", Anas), ("Ben", Bens) })
                await Expect(partner.Page.GetByRole(AriaRole.Article, new() { Name = name }).GetByText(words)).ToBeVisibleAsync();

        // Both have seen it open, so the step is over; the coach, who has not touched the page, sees the day of the next.
        await Expect(coach.Page.Locator("#programmes")).ToContainTextAsync("at seven in the morning where they live", new() { Timeout = 20_000 });
        NobodyComplained();
    }

    private static async Task ImportAsync(Person coach)
    {
        await coach.Page.GotoAsync("/library/import");
        await coach.Page.GetByLabel("A file").SetInputFilesAsync(new FilePayload { Name = "evenings.docx", MimeType = "application/octet-stream", Buffer = WordFile.ThreeEvenings() });
        await coach.Button("Read the document").ClickAsync();
        await Expect(coach.Page.Locator("form[data-passages][data-ready]")).ToBeVisibleAsync();
        await coach.Button("Save the passages").ClickAsync();
        await Expect(coach.Page.GetByText("Saved: 3 passages.")).ToBeVisibleAsync();
    }

    /// <summary>The proposal has two things to do and a question. The coach keeps the question and says what it is for.</summary>
    private static async Task WriteAsync(Person coach)
    {
        var page = coach.Page;
        await page.Locator("[data-draft-of] > summary").First.ClickAsync();
        await page.Locator("[data-passage]").First.GetByRole(AriaRole.Button, new() { Name = "Make an exercise of this" }).ClickAsync();
        await Expect(page.Locator("[data-builder][data-ready]")).ToBeVisibleAsync();
        await Expect(page.Locator("[data-steps] [data-name]")).ToHaveCountAsync(3);
        foreach (var doing in new[] { "Open the cupboard", "Cook them" })
        {
            await page.Locator("[data-steps] > li").Filter(new() { HasText = doing }).Locator("summary").ClickAsync();
            await page.Locator("[data-steps] > li").Filter(new() { HasText = doing }).GetByRole(AriaRole.Button, new() { Name = "Remove" }).ClickAsync();
        }

        await Expect(page.Locator("[data-steps] [data-name]")).ToHaveCountAsync(1);
        await page.Locator("[data-pick='-1']").ClickAsync();
        await page.GetByLabel("What it is for").FillAsync("To have made something out of nothing.");
        await page.GetByLabel("Counts towards").SelectOptionAsync("time together");
        await coach.Button("Publish version 1").ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Publish version 1" }).ClickAsync();
        await page.WaitForURLAsync("**/library/cook-without-a-plan?published=1");
        await Expect(page.GetByRole(AriaRole.Complementary, new() { Name = "Drawn from" })).ToContainTextAsync("Three evenings at home");
    }

    private static async Task ComposeAsync(Person coach)
    {
        var page = coach.Page;
        await page.GotoAsync("/programmes");
        await coach.Link("New programme").ClickAsync();
        await Expect(page.Locator("form[data-programme][data-ready]")).ToBeVisibleAsync();
        await page.GetByLabel("Title").FillAsync("Evenings");
        await page.GetByLabel("What it is for").FillAsync("For two who only meet at the sink.");
        await coach.Button("Add a step").ClickAsync();
        var steps = page.Locator("[data-step]");
        await Expect(steps).ToHaveCountAsync(2);
        await steps.Nth(0).GetByLabel("Exercise").SelectOptionAsync("cook-without-a-plan");
        await steps.Nth(1).GetByLabel("Exercise").SelectOptionAsync("a-good-word");
        await steps.Nth(1).GetByLabel("Opens").SelectOptionAsync("afterDays");
        await steps.Nth(1).Locator("[data-member='opens.step']").SelectOptionAsync("step-1");
        await steps.Nth(1).Locator("[data-member='opens.days']").FillAsync("2");
        await coach.Button("Publish").ClickAsync();
        await Expect(coach.Heading("Evenings")).ToBeVisibleAsync();
    }

    private static async Task StartAsync(Person coach, Guid caseId)
    {
        await coach.Page.GetByLabel("To", new() { Exact = true }).SelectOptionAsync(caseId.ToString());
        await Expect(coach.Page.Locator("#calendar li")).ToHaveCountAsync(2);
        await coach.Button("Start").ClickAsync();
        await coach.Page.WaitForURLAsync($"**/cases/{caseId}#programmes");
        await Expect(coach.Page.Locator("#programmes")).ToContainTextAsync("Opens once “Cook without a plan” is over.");
        await coach.ConnectedAsync();
    }
}
