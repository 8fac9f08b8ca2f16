using CoachPlatform.IntegrationTests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CoachPlatform.IntegrationTests.Journeys;

/// <summary>A coach looks for an exercise, narrows what was found, marks it, and gives it to several couples.</summary>
public sealed class LibraryJourneys(Browser browser, JourneyApp place) : Journey(browser, place)
{
    private static readonly string Folder = Path.Combine(Repository.Root, ".artifacts", "screens");

    [Fact]
    public async Task What_is_looked_for_is_found_narrowed_marked_and_given_to_two_couples()
    {
        var practice = await App.OpenPracticeAsync();
        foreach (var (a, b) in new[] { ("Ana", "Ben"), ("Imani", "Theo"), ("Noor", "Sam") })
            await practice.DoAsync("/api/cases", new { labels = new Dictionary<string, string> { ["A"] = a, ["B"] = b } });
        await practice.SettleAsync("Evening course", ("Listen first", "Before you answer, listening means that you wait until the other has come to an end, and then a little longer."));
        var coach = await CoachAsync(practice);
        var page = coach.Page;

        await page.GotoAsync("/library");
        await Expect(coach.Heading("Library")).ToBeVisibleAsync();
        await FiltersAsync(page);
        await page.GetByRole(AriaRole.Searchbox).FillAsync("listened");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/library?query=listened");
        await FiltersAsync(page);
        await Expect(coach.Link("Six signs of listening").First).ToBeVisibleAsync();
        await Expect(coach.Heading("In your documents")).ToBeVisibleAsync();
        await Expect(page.Locator("mark")).ToHaveTextAsync("listening");
        await LooksFineAsync(coach, "library-found");

        await page.GetByRole(AriaRole.Combobox, new() { Name = "Mode" }).SelectOptionAsync("individual");
        await page.WaitForURLAsync("**/library?query=listened&mode=individual");
        await page.GoBackAsync();
        await page.WaitForURLAsync("**/library?query=listened");
        await Expect(page.GetByRole(AriaRole.Combobox, new() { Name = "Mode" })).ToHaveValueAsync("");

        await coach.StayAsync();
        var star = page.GetByRole(AriaRole.Button, new() { Name = "Favourite: Six signs of listening" });
        await star.FocusAsync();
        var kept = page.WaitForResponseAsync("**/favourite");
        await page.Keyboard.PressAsync("Enter");
        Assert.Equal(200, (await kept).Status);
        await Expect(star).ToHaveAttributeAsync("aria-pressed", "true");
        await Expect(star).ToBeFocusedAsync();
        await coach.StayedAsync();
        await FiltersAsync(page);
        await page.GetByText("More filters").ClickAsync();
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "My favourites" }).CheckAsync();
        await page.WaitForURLAsync("**/library?query=listened&favourite=true");
        await Expect(page.GetByRole(AriaRole.List, new() { Name = "Exercises" }).GetByRole(AriaRole.Listitem)).ToHaveCountAsync(1);
        await Expect(page.GetByText("More filters, 1 on")).ToBeVisibleAsync();
        await LooksFineAsync(coach, "library-filters");

        await coach.Link("Six signs of listening").First.ClickAsync();
        await Expect(page.GetByText("None of your couples has had it yet.")).ToBeVisibleAsync();
        await AssignAsync(coach);
        await page.ReloadAsync();
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "With your couples" }).GetByRole(AriaRole.Listitem)).ToHaveCountAsync(2);
        await LooksFineAsync(coach, "library-used");
        NobodyComplained();
    }

    private static async Task AssignAsync(Person coach)
    {
        await coach.Button("Assign exercise").ClickAsync();
        var panel = coach.Page.GetByRole(AriaRole.Dialog, new() { Name = "Assign exercise" });
        await panel.GetByRole(AriaRole.Button, new() { Name = "Assign to both" }).ClickAsync();
        await Expect(panel.Locator("[data-summary]")).ToContainTextAsync("Choose at least one couple.");
        coach.ForgetComplaints();
        foreach (var couple in new[] { "Ana & Ben", "Imani & Theo", "Noor & Sam" })
        {
            await panel.GetByRole(AriaRole.Checkbox, new() { Name = couple }).FocusAsync();
            await coach.Page.Keyboard.PressAsync("Space");
        }

        await Expect(panel.Locator("[data-assign-chosen]")).ToHaveTextAsync("3 couples");
        // One of them is no case of this coach any more.
        await coach.Page.EvaluateAsync("() => { document.querySelectorAll('[name=cases]')[2].value = '018f0000-0000-7000-8000-000000000001' }");
        await panel.GetByRole(AriaRole.Button, new() { Name = "Assign to both" }).ClickAsync();
        var refused = panel.Locator("[data-assign-refused]");
        await Expect(refused).ToContainTextAsync("Sent to Ana & Ben, Imani & Theo.");
        await Expect(refused).ToContainTextAsync("Noor & Sam: This case is not yours, or not there any more.");
        await Expect(refused).ToBeFocusedAsync();
        await Expect(panel.GetByRole(AriaRole.Checkbox, new() { Name = "Ana & Ben" })).Not.ToBeCheckedAsync();
        await Expect(panel.GetByRole(AriaRole.Checkbox, new() { Name = "Noor & Sam" })).ToBeCheckedAsync();
        await LooksFineAsync(coach, "assign-several");
    }

    [Fact]
    public async Task Nothing_found_names_the_nearest_word_and_the_ways_on()
    {
        var coach = await CoachAsync(await App.OpenPracticeAsync(), 390, 844);
        var page = coach.Page;
        await page.GotoAsync("/library?query=lisening&own=true");
        await Expect(page.GetByText("Nothing for “lisening”")).ToBeVisibleAsync();
        await LooksFineAsync(coach, "library-nothing");
        await coach.Link("Did you mean “listening”?").ClickAsync();
        await Expect(page.GetByText("Nothing for “listening”")).ToBeVisibleAsync();
        await coach.Link("The same words without filters").ClickAsync();
        await Expect(coach.Link("Six signs of listening").First).ToBeVisibleAsync();
        NobodyComplained();
    }

    [Fact]
    public async Task The_passage_stands_beside_what_was_drawn_from_it_whatever_became_of_it()
    {
        var practice = await App.OpenPracticeAsync();
        var text = "By Rosa Linden\n\nWalk first\n\nTake the long way round, and take your time over it.\n\nThen talk\n\nAsk one thing. Wait for the answer, however long it takes.\n";
        var id = (await practice.DoAsync("/api/documents", new { name = "Two walks", text })).GetProperty("documentId").GetGuid();
        await practice.SettleAgainAsync(id, 0, ("Walk first", "Take the long way round, and take your time over it."), ("Then talk", "Ask one thing. Wait for the answer."));
        await practice.PublishAsync(OwnPack.Of("long-way-round", "The long way round", "To walk before you talk.", document: id.ToString("D"), section: "Then talk"));
        var coach = await CoachAsync(practice);
        var page = coach.Page;

        await page.GotoAsync("/library/long-way-round");
        var source = page.GetByRole(AriaRole.Complementary, new() { Name = "Drawn from" });
        await Expect(source).ToContainTextAsync("Ask one thing. Wait for the answer.");
        await Expect(source).ToContainTextAsync("Cut on import: Who wrote it.");
        await LooksFineAsync(coach, "library-passage");
        await coach.Link("Open the whole document").ClickAsync();
        await page.WaitForURLAsync($"**/library/documents/{id}#passage-2");
        await Expect(page.Locator("#passage-2")).ToBeInViewportAsync();

        await practice.SettleAgainAsync(id, 1, ("All of it", "Walk, then ask one thing."));
        await page.GotoAsync("/library/long-way-round");
        await Expect(source).ToContainTextAsync("No passage of this document is called “Then talk” any more.");
        await practice.DoAsync($"/api/documents/{id}/withdraw", new { });
        await page.GotoAsync("/library/long-way-round");
        await Expect(source).ToContainTextAsync("You took this document off the shelf.");
        await Expect(coach.Link("Open the whole document")).ToHaveCountAsync(0);
        NobodyComplained();
    }

    [Fact]
    public async Task Without_script_a_button_looks_and_filters()
    {
        var practice = await App.OpenPracticeAsync();
        var coach = await StrangerAsync("Miriam", 1440, 900, script: false);
        await coach.TakeSessionAsync(practice);
        await coach.Page.GotoAsync("/library");
        await coach.Page.GetByRole(AriaRole.Searchbox).FillAsync("listened");
        await coach.Page.GetByRole(AriaRole.Combobox, new() { Name = "Mode" }).SelectOptionAsync("individual");
        await coach.Button("Search").ClickAsync();
        await Expect(coach.Link("Six signs of listening").First).ToBeVisibleAsync();
        await Expect(coach.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Favourite") })).ToHaveCountAsync(0);
    }

    /// <summary>Without script the form's address names every filter, also those that are off.</summary>
    private static Task FiltersAsync(IPage page) => Expect(page.Locator("form[data-filters][data-ready]")).ToBeVisibleAsync();

    /// <summary>No serious barrier in light and in dark, and pictures to look at.</summary>
    private static async Task LooksFineAsync(Person person, string screen)
    {
        await AccessibilityJourneys.LooksFineAsync(person, screen);
        var before = person.Page.ViewportSize!;
        foreach (var width in new[] { 390, 1440 })
        {
            await person.Page.SetViewportSizeAsync(width, 900);
            foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
            {
                await person.Page.EmulateMediaAsync(new() { ColorScheme = scheme });
                await person.Page.ScreenshotAsync(new() { Path = Path.Combine(Folder, $"{screen}-{width}-{scheme.ToString().ToLowerInvariant()}.png"), Animations = ScreenshotAnimations.Disabled });
            }
        }

        await person.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        await person.Page.SetViewportSizeAsync(before.Width, before.Height);
    }
}
