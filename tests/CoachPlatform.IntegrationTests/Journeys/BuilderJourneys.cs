using System.Text.RegularExpressions;
using CoachPlatform.IntegrationTests.Support;
using Microsoft.Playwright;
using static CoachPlatform.IntegrationTests.Journeys.AccessibilityJourneys;
using static Microsoft.Playwright.Assertions;

namespace CoachPlatform.IntegrationTests.Journeys;

/// <summary>A coach writes exercises: without a pointer, from a copy, beside somebody else, with mistakes, and from a file.</summary>
public sealed class BuilderJourneys(Browser browser, JourneyApp place) : Journey(browser, place)
{
    private const int FurthestTab = 150;

    [Fact]
    public async Task A_whole_exercise_is_written_published_and_given_with_the_keyboard_alone()
    {
        var practice = await App.OpenPracticeAsync();
        var couple = await practice.OpenCaseAsync();
        var coach = await CoachAsync(practice);
        var (page, keys) = (coach.Page, coach.Page.Keyboard);
        await page.GotoAsync("/library");
        await PressAsync(coach, coach.Button("New exercise"));
        await ReadyAsync(page);
        await Expect(Title(page)).ToBeFocusedAsync();
        await keys.TypeAsync("Two good minutes");
        await TypeAsync(coach, page.GetByLabel("What it is for"), "To end the day with something that went well.");
        await ReachAsync(coach, page.GetByLabel("Counts towards"));
        await keys.PressAsync("ArrowDown");
        await LooksFineAsync(coach, "builder, the exercise");

        await PressAsync(coach, StepOf(page, "Two good minutes"), back: true);
        await TypeAsync(coach, page.GetByLabel("Name of the step"), "Say it");
        await TypeAsync(coach, page.GetByLabel("Question", new() { Exact = true }), "What went well between you today?");
        await PressAsync(coach, page.Locator("[data-add=choice]"));
        await Expect(page.GetByLabel("Question", new() { Exact = true })).ToBeFocusedAsync();
        await keys.TypeAsync("How was it to notice?");
        await TypeAsync(coach, Answer(page, 1), "Easy");
        await TypeAsync(coach, Answer(page, 2), "Hard");
        await PressAsync(coach, coach.Button("Add an answer"));
        await Expect(Answer(page, 3)).ToBeFocusedAsync();
        await keys.TypeAsync("Somewhere between");
        await Expect(page.Locator("[data-preview]")).ToContainTextAsync("Somewhere between");

        await PressAsync(coach, coach.Button("Add a step"), back: true);
        await Expect(page.GetByLabel("Name of the step")).ToBeFocusedAsync();
        await keys.TypeAsync("Breathe first");
        await PressAsync(coach, page.Locator("[data-add=done]"));
        await keys.TypeAsync("Three breaths, together");
        await Expect(page.Locator("[data-preview]")).ToContainTextAsync("Three breaths, together");
        await LooksFineAsync(coach, "builder, a step");

        await ReachAsync(coach, StepOf(page, "Breathe first"), back: true);
        await keys.PressAsync("Alt+ArrowUp");
        await Expect(page.Locator("#announce")).ToHaveTextAsync("Breathe first: now 1 of 2");
        await Expect(page.Locator("[data-steps] [data-name]")).ToHaveTextAsync(["Breathe first", "Say it"]);
        await Expect(StepOf(page, "Breathe first")).ToBeFocusedAsync();
        await Expect(page.Locator("[data-preview]")).ToContainTextAsync("Step 1 of 2 · Breathe first");

        await PressAsync(coach, coach.Button("Publish version 1"), back: true);
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "Publish version 1?" });
        await Expect(dialog.GetByRole(AriaRole.Heading, new() { Name = "Publish version 1?" })).ToBeFocusedAsync();
        await PressAsync(coach, dialog.GetByRole(AriaRole.Button, new() { Name = "Publish version 1" }));
        await page.WaitForURLAsync("**/library/two-good-minutes?published=1");
        await Expect(coach.Heading("Two good minutes")).ToBeFocusedAsync();
        await Expect(page.GetByRole(AriaRole.List, new() { Name = "Exercises" }).GetByRole(AriaRole.Link, new() { Name = "Two good minutes" })).ToBeVisibleAsync();

        await PressAsync(coach, coach.Button("Assign exercise"));
        var panel = page.GetByRole(AriaRole.Dialog, new() { Name = "Assign exercise" });
        await ReachAsync(coach, panel.GetByRole(AriaRole.Checkbox, new() { Name = "Ana & Ben" }));
        await keys.PressAsync("Space");
        await PressAsync(coach, panel.GetByRole(AriaRole.Button, new() { Name = "Assign to both" }));
        await Expect(panel).ToBeHiddenAsync();
        Assert.Contains("Two good minutes", (await couple.B.ReadAsync("/api/my/rounds")).GetRawText(), StringComparison.Ordinal);
        NobodyComplained();
    }

    [Fact]
    public async Task A_copy_is_changed_published_changed_again_retired_and_brought_back()
    {
        var practice = await App.OpenPracticeAsync();
        var couple = await practice.OpenCaseAsync();
        var coach = await CoachAsync(practice);
        var page = coach.Page;
        await page.GotoAsync("/library/say-it-back");
        await coach.Button("Copy and change").ClickAsync();
        await ReadyAsync(page);
        await Expect(page.GetByText("copied from “Say it back”")).ToBeVisibleAsync();
        await page.Locator("[data-pick='-1']").ClickAsync();
        await Title(page).FillAsync("Say it back, slowly");
        await PublishAsync(coach, 1, async dialog =>
        {
            await Expect(dialog.Locator("del")).ToHaveTextAsync("Say it back");
            await Expect(dialog.Locator("ins")).ToHaveTextAsync("Say it back, slowly");
        });
        await page.WaitForURLAsync("**/library/say-it-back-slowly?published=1");
        await Expect(page.GetByText("It is published, and can be given now.")).ToBeVisibleAsync();
        await practice.AssignAsync(couple.CaseId, "say-it-back-slowly");

        await coach.Button("Change").ClickAsync();
        await ReadyAsync(page);
        await Expect(page.GetByText("version 1 stays with 1 case")).ToBeVisibleAsync();
        await page.GetByLabel("Question", new() { Exact = true }).FillAsync("What should the other take away?");
        await PublishAsync(coach, 2, dialog => Expect(dialog.GetByText("1 case keeps version 1")).ToBeVisibleAsync());
        await page.WaitForURLAsync("**/library/say-it-back-slowly?published=2");
        await Expect(page.GetByText("Cases that have an earlier one keep it.")).ToBeVisibleAsync();

        await coach.Link("Version 2").ClickAsync();
        await Expect(coach.Heading("Versions")).ToBeVisibleAsync();
        var versions = page.Locator(".versions > li");
        await Expect(versions).ToHaveCountAsync(2);
        await Expect(versions.Nth(0)).ToContainTextAsync("Version 2");
        await Expect(versions.Nth(0).Locator("del")).ToHaveTextAsync("What do you want the other to grasp?");
        await Expect(versions.Nth(0).Locator("ins")).ToHaveTextAsync("What should the other take away?");
        await Expect(versions.Nth(1)).ToContainTextAsync("1 case goes on with it.");
        await LooksFineAsync(coach, "versions");

        await coach.Link("Say it back, slowly").ClickAsync();
        await MoreAsync(page);
        await coach.Button("Retire").ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Retire" }).ClickAsync();
        await Expect(page.GetByText("It is not offered any more. Couples who have it go on with it.")).ToBeVisibleAsync();
        await Expect(coach.Button("Assign exercise")).ToHaveCountAsync(0);
        await practice.RefusedAsync($"/api/cases/{couple.CaseId}/assignments", new { exercise = "say-it-back-slowly" }, 422, "exercise-retired");
        await coach.Button("Bring it back").ClickAsync();
        await Expect(coach.Button("Assign exercise")).ToBeVisibleAsync();
        await page.GotoAsync("/library");
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Your own exercises" })).ToContainTextAsync("Say it back, slowly");
        await LooksFineAsync(coach, "library with own exercises");
        NobodyComplained();
    }

    [Fact]
    public async Task Two_windows_on_one_draft_write_nothing_over_and_lose_no_word()
    {
        var practice = await App.OpenPracticeAsync();
        var draft = await BeginAsync(practice);
        var (one, other) = (await CoachAsync(practice), await CoachAsync(practice));
        foreach (var coach in new[] { one, other })
        {
            await coach.Page.GotoAsync($"/library/drafts/{draft}");
            await ReadyAsync(coach.Page);
        }

        await Title(one.Page).FillAsync("An evening walk");
        await SavedAsync(one.Page);
        await Title(other.Page).FillAsync("A morning walk");
        var asked = other.Page.GetByRole(AriaRole.Dialog, new() { NameRegex = new("^Changed elsewhere at ") });
        await Expect(asked.GetByRole(AriaRole.Row, new() { Name = "Title" })).ToContainTextAsync("A morning walk");
        await Expect(asked.GetByRole(AriaRole.Row, new() { Name = "Title" })).ToContainTextAsync("An evening walk");
        await LooksFineAsync(other, "two drafts of one");
        await asked.GetByRole(AriaRole.Button, new() { Name = "Go on with mine" }).ClickAsync();
        await SavedAsync(other.Page);
        await Expect(Title(other.Page)).ToHaveValueAsync("A morning walk");
        Assert.Equal("A morning walk", await TitleAsync(practice, draft));

        await one.Page.GetByLabel("What it is for").FillAsync("To be out of the house.");
        asked = one.Page.GetByRole(AriaRole.Dialog, new() { NameRegex = new("^Changed elsewhere at ") });
        await asked.GetByRole(AriaRole.Button, new() { Name = "Take the other one" }).ClickAsync();
        await Expect(Title(one.Page)).ToHaveValueAsync("A morning walk");
        await Expect(one.Page.GetByLabel("What it is for")).ToHaveValueAsync("");
        await one.Page.RunAndWaitForResponseAsync(() => one.Button("Undo").ClickAsync(), response => response.Request.Method == "POST");
        await Expect(one.Page.GetByLabel("What it is for")).ToHaveValueAsync("To be out of the house.");
        Assert.Equal("An evening walk", await TitleAsync(practice, draft));
        one.ForgetComplaints();
        other.ForgetComplaints();
    }

    [Fact]
    public async Task What_is_missing_is_said_at_its_control_and_the_focus_goes_there()
    {
        var practice = await App.OpenPracticeAsync();
        var coach = await CoachAsync(practice);
        var page = coach.Page;
        await page.GotoAsync($"/library/drafts/{await BeginAsync(practice)}");
        await ReadyAsync(page);
        await Title(page).FillAsync("A short walk");
        await page.GetByLabel("What it is for").FillAsync("To be out of the house.");
        await StepOf(page, "A short walk").ClickAsync();
        await page.Locator("[data-add=choice]").ClickAsync();
        await page.Keyboard.TypeAsync("Which way?");
        await Answer(page, 1).FillAsync("Uphill");
        await coach.Button("Publish version 1").ClickAsync();

        var problems = page.Locator("[data-problem-list] button");
        await Expect(problems.First).ToBeFocusedAsync();
        await problems.Filter(new() { HasText = "Which way? · Answer 2: This is needed." }).ClickAsync();
        var second = Answer(page, 2);
        await Expect(second).ToBeFocusedAsync();
        await Expect(second).ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(second).ToHaveAccessibleDescriptionAsync("This is needed.");
        await LooksFineAsync(coach, "builder with problems");
        await page.Keyboard.TypeAsync("Downhill");
        await Expect(second).Not.ToHaveAttributeAsync("aria-invalid", "true");

        await page.Locator("[data-problem-count]").ClickAsync();
        await problems.First.ClickAsync();
        await Expect(page.GetByLabel("Counts towards")).ToBeFocusedAsync();
        await page.GetByLabel("Counts towards").SelectOptionAsync("openness");
        await Expect(page.GetByLabel("What it is for")).ToHaveValueAsync("To be out of the house.");
        NobodyComplained();
    }

    [Fact]
    public async Task What_did_not_arrive_stays_on_the_page_and_goes_out_later()
    {
        var practice = await App.OpenPracticeAsync();
        var draft = await BeginAsync(practice);
        var coach = await CoachAsync(practice);
        var page = coach.Page;
        await page.GotoAsync($"/library/drafts/{draft}");
        await ReadyAsync(page);
        await page.Context.SetOfflineAsync(true);
        await Title(page).FillAsync("A lantern");
        await Expect(page.GetByRole(AriaRole.Alert).Filter(new() { HasText = "Not saved yet: there is no connection." })).ToBeVisibleAsync();
        await Expect(Title(page)).ToHaveValueAsync("A lantern");
        await page.Context.SetOfflineAsync(false);
        await SavedAsync(page);
        Assert.Equal("A lantern", await TitleAsync(practice, draft));

        await page.GetByLabel("What it is for").FillAsync("To carry one light between you.");
        await page.GetByLabel("Counts towards").SelectOptionAsync("openness");
        await StepOf(page, "A lantern").ClickAsync();
        await page.GetByLabel("Question", new() { Exact = true }).FillAsync("Who carried it?");
        await page.RouteAsync("**/publish", route => route.AbortAsync());
        await coach.Button("Publish version 1").ClickAsync();
        var now = page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Publish version 1" });
        await now.ClickAsync();
        await Expect(page.Locator("[data-publish-error]")).ToContainTextAsync("did not reach us");
        await page.UnrouteAsync("**/publish");
        await now.ClickAsync();
        await page.WaitForURLAsync("**/library/a-lantern?published=1");
        coach.ForgetComplaints();
    }

    [Fact]
    public async Task A_pack_comes_back_unchanged_and_a_broken_one_says_which_line_is_wrong()
    {
        var practice = await App.OpenPracticeAsync();
        await practice.PublishAsync(OwnPack.Of("long-way-round", "The long way round", "To walk before you talk."));
        var coach = await CoachAsync(practice);
        var page = coach.Page;
        await page.GotoAsync("/library/long-way-round");
        await MoreAsync(page);
        var download = await page.RunAndWaitForDownloadAsync(() => coach.Link("Download as a pack file").ClickAsync());
        Assert.Equal("long-way-round.md", download.SuggestedFilename);
        var file = Path.Combine(Directory.CreateTempSubdirectory().FullName, download.SuggestedFilename);
        await download.SaveAsAsync(file);

        await page.GotoAsync("/library/import-pack");
        await Expect(page.Locator("form[data-pack][data-ready]")).ToBeVisibleAsync();
        await LooksFineAsync(coach, "import a pack");
        await page.GetByLabel("A pack file (.md)").SetInputFilesAsync(file);
        await Expect(coach.Heading("What would come of it")).ToBeFocusedAsync();
        await Expect(page.Locator("[data-lines]")).ToContainTextAsync("unchanged, version 1");
        await Expect(coach.Button("Import it")).ToBeHiddenAsync();
        await LooksFineAsync(coach, "a pack that is here already");

        var text = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        var broken = text.Replace("minutes: 7", "minutes: many", StringComparison.Ordinal).Replace("kind: text", "kind: song", StringComparison.Ordinal);
        await page.GetByLabel("Text of the pack").FillAsync(broken);
        await Expect(page.Locator("[data-result]")).ToBeHiddenAsync();
        await coach.Button("Check it").ClickAsync();
        var summary = page.Locator("[data-summary]");
        await Expect(summary).ToContainTextAsync("2 things in it are wrong");
        var lines = broken.Split('\n').ToList();
        foreach (var wrong in new[] { "minutes: many", "kind: song" })
            await Expect(summary).ToContainTextAsync($"long-way-round.md, line {lines.FindIndex(l => l.Contains(wrong, StringComparison.Ordinal)) + 1}:");
        await LooksFineAsync(coach, "a pack refused");
        await summary.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("song") }).ClickAsync();
        Assert.Contains("kind: song", await page.EvaluateAsync<string>("() => { const t = document.querySelector('.pack-text'); return t.value.slice(t.selectionStart, t.selectionEnd) }"), StringComparison.Ordinal);
        coach.ForgetComplaints();

        await page.GetByLabel("Text of the pack").FillAsync(text.Replace("minutes: 7", "minutes: 9", StringComparison.Ordinal));
        await coach.Button("Check it").ClickAsync();
        await Expect(page.Locator("[data-lines]")).ToContainTextAsync("becomes version 2");
        await coach.Button("Import it").ClickAsync();
        await page.WaitForURLAsync("**/library?imported=1");
        await Expect(page.GetByText("1 exercise was imported.")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Your own exercises" })).ToContainTextAsync("Version 2");
        NobodyComplained();
    }

    [Fact]
    public async Task A_passage_becomes_the_draft_of_an_exercise_that_names_it()
    {
        var practice = await App.OpenPracticeAsync();
        var document = await practice.SettleAsync("Evening course", ("Walk first", "Take the long way round. What did you notice on the way?"));
        var coach = await CoachAsync(practice);
        await coach.Page.GotoAsync($"/library/documents/{document}");
        await coach.Page.Locator("[data-draft-of] > summary").ClickAsync();
        await coach.Button("Make an exercise of this").ClickAsync();
        await ReadyAsync(coach.Page);
        await Expect(coach.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Walk first");
        await Expect(coach.Page.GetByRole(AriaRole.Navigation, new() { Name = "Steps" })).ToContainTextAsync("Evening course");
        await Expect(coach.Page.Locator("[data-preview]")).ToContainTextAsync("Walk first");
        NobodyComplained();
    }

    [Fact]
    public async Task On_a_phone_nothing_of_writing_is_out_of_reach()
    {
        var practice = await App.OpenPracticeAsync();
        var document = await practice.SettleAsync("Evening course", ("Walk first", "Take the long way round. What did you notice on the way?"));
        await practice.PublishAsync(OwnPack.Of("long-way-round", "The long way round", "To walk before you talk."));
        var draft = (await practice.DoAsync("/api/library/drafts", new { exercise = "story-turn", copy = true })).GetProperty("draftId").GetGuid();
        var coach = await CoachAsync(practice, 390, 844);
        var page = coach.Page;
        await page.GotoAsync($"/library/drafts/{draft}");
        await ReadyAsync(page);
        await LooksFineAsync(coach, "builder on a phone");
        await page.GetByText("Preview", new() { Exact = true }).ClickAsync();
        await Expect(page.Locator("[data-preview]")).ToBeVisibleAsync();
        await LooksFineAsync(coach, "preview on a phone");
        foreach (var path in new[] { $"/library/documents/{document}", "/library/long-way-round", "/library/long-way-round/versions", "/library/import-pack", "/library", "/programmes/new", "/programmes/listening" })
        {
            await page.GotoAsync(path);
            await Expect(page.Locator("main")).ToBeVisibleAsync();
            await LooksFineAsync(coach, $"{path} on a phone");
            Assert.True(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"), $"{path} scrolls sideways.");
        }

        NobodyComplained();
    }

    private static ILocator Title(IPage page) => page.GetByRole(AriaRole.Textbox, new() { Name = "Title", Exact = true });

    private static ILocator Answer(IPage page, int n) => page.GetByRole(AriaRole.Textbox, new() { Name = $"Answer {n}", Exact = true });

    private static ILocator StepOf(IPage page, string name) => page.Locator("[data-steps] [data-pick]").Filter(new() { HasText = name });

    private static Task MoreAsync(IPage page) => page.Locator(".exercise-actions summary").ClickAsync();

    private static Task ReadyAsync(IPage page) => Expect(page.Locator("[data-builder][data-ready]")).ToBeVisibleAsync();

    private static Task SavedAsync(IPage page) => Expect(page.Locator("[data-builder]")).ToHaveAttributeAsync("data-standing", "saved");

    private static async Task<Guid> BeginAsync(Client coach) => (await coach.DoAsync("/api/library/drafts", new { })).GetProperty("draftId").GetGuid();

    private static async Task<string?> TitleAsync(Client coach, Guid draft) => (await coach.ReadAsync($"/api/library/drafts/{draft}")).GetProperty("form").GetProperty("title").GetString();

    private static async Task PublishAsync(Person coach, int version, Func<ILocator, Task> look)
    {
        await coach.Button($"Publish version {version}").ClickAsync();
        var dialog = coach.Page.GetByRole(AriaRole.Dialog, new() { Name = $"Publish version {version}?" });
        await Expect(dialog).ToBeVisibleAsync();
        await look(dialog);
        await LooksFineAsync(coach, $"publish version {version}");
        await dialog.GetByRole(AriaRole.Button, new() { Name = $"Publish version {version}" }).ClickAsync();
    }

    /// <summary>Tab, or Shift and Tab, until it has the focus.</summary>
    private static async Task ReachAsync(Person person, ILocator control, bool back = false)
    {
        await Expect(control).ToBeVisibleAsync();
        for (var pressed = 0; !await control.EvaluateAsync<bool>("e => e === document.activeElement"); pressed++)
        {
            Assert.True(pressed < FurthestTab, $"{control} was not reached.");
            await person.Page.Keyboard.PressAsync(back ? "Shift+Tab" : "Tab");
        }
    }

    private static async Task PressAsync(Person person, ILocator control, bool back = false)
    {
        await ReachAsync(person, control, back);
        await person.Page.Keyboard.PressAsync("Enter");
    }

    private static async Task TypeAsync(Person person, ILocator control, string words)
    {
        await ReachAsync(person, control);
        await person.Page.Keyboard.TypeAsync(words);
    }
}
