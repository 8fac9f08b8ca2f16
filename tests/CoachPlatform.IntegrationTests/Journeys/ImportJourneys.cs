using CoachPlatform.IntegrationTests.Support;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CoachPlatform.IntegrationTests.Journeys;

/// <summary>A coach brings in a document, corrects what was found in it, and saves.</summary>
public sealed class ImportJourneys(Browser browser, JourneyApp place) : Journey(browser, place)
{
    private static readonly string Folder = Path.Combine(Repository.Root, ".artifacts", "screens");

    [Fact]
    public async Task A_word_document_is_imported_corrected_and_saved()
    {
        var coach = await CoachAsync(await App.OpenPracticeAsync());
        var page = coach.Page;
        await page.GotoAsync("/library");
        await Expect(page.GetByText("None yet. Bring in a text")).ToBeVisibleAsync();
        await coach.Link("Import a document").ClickAsync();
        await Expect(page.GetByText("A file has at most 10 MB")).ToBeVisibleAsync();
        await LooksFineAsync(coach, "import", page.Url);
        await page.GetByLabel("A file").SetInputFilesAsync(new FilePayload { Name = "evenings.docx", MimeType = "application/octet-stream", Buffer = WordFile.ThreeEvenings() });
        await coach.Button("Read the document").ClickAsync();
        await Expect(coach.Heading("Three evenings at home")).ToBeFocusedAsync();
        await Expect(page.Locator("form[data-passages][data-ready]")).ToBeVisibleAsync();
        await Expect(Titles(page)).ToHaveCountAsync(3);
        await Expect(page.GetByText("Caption of a picture")).ToBeVisibleAsync();
        await LooksFineAsync(coach, "correct", page.Url);

        await CorrectAsync(coach);
        await coach.Button("Save the passages").ClickAsync();

        await Expect(page.GetByText("Saved: 3 passages.")).ToBeVisibleAsync();
        await Expect(Titles(page).Nth(0)).ToHaveValueAsync("Cook without a plan");
        await Expect(Titles(page).Nth(1)).ToHaveValueAsync("Give one chore away");
        await Expect(Titles(page).Nth(2)).ToHaveValueAsync("A lamp beside two books");
        await Expect(page.Locator("[data-cut]").Filter(new() { HasText = "Left out by you" })).ToHaveCountAsync(1);
        await page.GetByText("Draft of an exercise").First.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "Open the cupboard" }).Last).ToBeVisibleAsync();
        await LooksFineAsync(coach, "settled", page.Url);
        await page.GotoAsync("/library");
        await Expect(page.GetByRole(AriaRole.Link, new() { NameRegex = new("Three evenings at home.*3 passages") })).ToBeVisibleAsync();
        await LooksFineAsync(coach, "library-documents", page.Url);
        NobodyComplained();
    }

    [Fact]
    public async Task What_was_chosen_and_corrected_stays_through_every_refusal_and_keys_are_enough()
    {
        var practice = await App.OpenPracticeAsync();
        var coach = await CoachAsync(practice, 390, 844);
        var page = coach.Page;
        await page.GotoAsync("/library/import");
        await coach.Button("Read the document").PressAsync("Enter");
        await Expect(page.Locator("[data-summary]")).ToContainTextAsync("Choose a file, or paste text.");
        await page.GetByLabel("Pasted text").FillAsync("5 min read");
        await coach.Button("Read the document").PressAsync("Enter");
        await Expect(page.Locator("[data-summary]")).ToContainTextAsync("There is no text in this");
        await Expect(page.GetByLabel("Pasted text")).ToHaveValueAsync("5 min read");
        await page.GetByLabel("Pasted text").FillAsync("Walk first\n\nTake the long way round, and take your time over it.\n\nCome back slowly, one behind the other if you like.\n\nThen talk\n\nAsk one thing. Wait for the answer, however long it takes.");
        await coach.Button("Read the document").PressAsync("Enter");
        await Expect(page.Locator("form[data-passages][data-ready]")).ToBeVisibleAsync();
        await Expect(Titles(page)).ToHaveCountAsync(2);

        await page.GetByRole(AriaRole.Button, new() { Name = "Split here" }).Filter(new() { Visible = true }).First.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(Titles(page)).ToHaveCountAsync(3);
        await Expect(Titles(page).Nth(1)).ToBeFocusedAsync();
        await Titles(page).Nth(1).FillAsync(" ");
        await coach.Button("Save the passages").PressAsync("Enter");
        await Expect(page.Locator("form[data-passages] [data-summary]")).ToContainTextAsync("title");
        await Titles(page).Nth(1).FillAsync("The way back");

        // A colleague saves first.
        var id = new Uri(page.Url).Segments[^1];
        var passage = new { title = "Theirs", paragraphs = new[] { new { text = "Theirs.", place = new { unit = "character", from = 0, to = 5 } } } };
        await practice.DoAsync($"/api/documents/{id}/passages", new { revision = 0, passages = new[] { passage } });
        await coach.Button("Save the passages").PressAsync("Enter");
        await Expect(page.Locator("form[data-passages] [data-summary]")).ToContainTextAsync("Yours are still on this page.");
        await Expect(coach.Link("See what was saved, in another window")).ToBeVisibleAsync();
        await Expect(Titles(page).Nth(1)).ToHaveValueAsync("The way back");
        await coach.Button("Undo").PressAsync("Enter");
        await Expect(Titles(page)).ToHaveCountAsync(2);
    }

    [Fact]
    public async Task A_long_file_shows_how_far_it_is_and_can_be_stopped_on_its_way()
    {
        var practice = await App.OpenPracticeAsync();
        var coach = await CoachAsync(practice);
        var page = coach.Page;
        await page.GotoAsync("/library/import");
        await page.GetByLabel("A file").SetInputFilesAsync(new FilePayload { Name = "large.txt", MimeType = "text/plain", Buffer = new byte[11 << 20] });
        await coach.Button("Read the document").ClickAsync();
        await Expect(page.Locator("[data-summary]")).ToContainTextAsync("This file is larger than 10 MB.");

        var held = new TaskCompletionSource();
        await page.RouteAsync("**/api/documents", async route =>
        {
            await held.Task;
            await route.AbortAsync();
        });
        await page.GetByLabel("A file").SetInputFilesAsync(new FilePayload { Name = "long.txt", MimeType = "text/plain", Buffer = System.Text.Encoding.UTF8.GetBytes(new string('a', 6 << 20)) });
        await coach.Button("Read the document").ClickAsync();
        await Expect(page.GetByText("Sending, 0.0 of 8.0 MB")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Progressbar)).ToBeVisibleAsync();
        await coach.Button("Stop").ClickAsync();
        await Expect(page.Locator("[data-summary]")).ToContainTextAsync("Stopped. Nothing was kept");
        Assert.Equal("long.txt", await page.GetByLabel("A file").EvaluateAsync<string>("input => input.files[0].name"));
        held.SetResult();
        await page.UnrouteAllAsync();

        await coach.Button("Read the document").ClickAsync();
        await Expect(page.Locator("[data-summary]")).ToContainTextAsync("more than 1,000,000 characters");
        Assert.Empty((await practice.ReadAsync("/api/documents")).EnumerateArray());
    }

    [Fact]
    public async Task A_document_that_is_there_already_is_shown_and_one_that_is_withdrawn_is_gone()
    {
        var practice = await App.OpenPracticeAsync();
        var id = (await practice.DoAsync("/api/documents", new { name = "Two walks", text = "Walk first, then talk." })).GetProperty("documentId").GetString();
        var coach = await CoachAsync(practice);
        await coach.Page.GotoAsync("/library/import");
        await coach.Page.GetByLabel("Pasted text").FillAsync("Walk first, then talk.");
        await coach.Button("Read the document").ClickAsync();
        await Expect(coach.Page.Locator("[data-summary]")).ToContainTextAsync("as “Two walks”");
        await coach.Link("Open it").ClickAsync();
        await Expect(coach.Heading("Two walks")).ToBeVisibleAsync();
        Assert.EndsWith($"/library/documents/{id}", coach.Page.Url, StringComparison.Ordinal);
        await coach.Button("Withdraw the document").ClickAsync();
        await coach.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Withdraw the document" }).ClickAsync();
        await Expect(coach.Page.GetByText("None yet. Bring in a text")).ToBeVisibleAsync();
    }

    private static ILocator Titles(IPage page) => page.Locator("[data-passage] [data-title]");

    /// <summary>Merges, retitles, splits, leaves out, restores and takes one step back.</summary>
    private static async Task CorrectAsync(Person coach)
    {
        var page = coach.Page;
        await coach.Button("Merge with the one above").Nth(1).ClickAsync();
        await Expect(Titles(page)).ToHaveCountAsync(2);
        await coach.Button("Undo").ClickAsync();
        await Expect(Titles(page)).ToHaveCountAsync(3);
        await Titles(page).Nth(1).FillAsync("Give one chore away");
        await page.Locator("[data-passage]").Nth(2).GetByRole(AriaRole.Button, new() { Name = "Leave out" }).ClickAsync();
        await Expect(Titles(page)).ToHaveCountAsync(2);
        await page.Locator("[data-cut]").Filter(new() { HasText = "Caption" }).GetByRole(AriaRole.Button, new() { Name = "Restore" }).ClickAsync();
        await Expect(Titles(page)).ToHaveCountAsync(3);
        await Expect(Titles(page).Nth(1)).ToHaveValueAsync("Give one chore away");
        await Expect(page.GetByText("Unsaved corrections.")).ToBeVisibleAsync();
    }

    /// <summary>No serious barrier, nothing sideways, and a picture of each: phone and desk, light and dark.</summary>
    private static async Task LooksFineAsync(Person person, string screen, string url)
    {
        var page = person.Page;
        foreach (var width in new[] { 390, 1440 })
        {
            await page.SetViewportSizeAsync(width, width == 390 ? 844 : 900);
            Assert.True(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"), $"{screen} at {width} scrolls sideways: {url}");
            foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
            {
                await page.EmulateMediaAsync(new() { ColorScheme = scheme });
                await page.ScreenshotAsync(new() { Path = Path.Combine(Folder, $"documents-{screen}-{width}-{scheme.ToString().ToLowerInvariant()}.png"), FullPage = true, Animations = ScreenshotAnimations.Disabled });
                var found = await page.RunAxe();
                var grave = found.Violations.Where(v => v.Impact is "serious" or "critical").Select(v => $"{v.Id}: {string.Join(" | ", v.Nodes.Select(n => n.Html).Take(3))}").ToList();
                Assert.True(grave.Count == 0, $"{screen} at {width}, {scheme}: {string.Join('\n', grave)}");
            }
        }

        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
    }
}
