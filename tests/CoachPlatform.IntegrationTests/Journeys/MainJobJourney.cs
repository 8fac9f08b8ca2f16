using CoachPlatform.IntegrationTests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CoachPlatform.IntegrationTests.Journeys;

/// <summary>The main job at three windows, from the open case to the line that says who has read.</summary>
public sealed class MainJobJourney(Browser browser, JourneyApp place) : Journey(browser, place)
{
    private const string Anas = "that the drive home is the only half hour which is yours";
    private const string Bens = "that you count the days until your sister calls";
    private const string Word = "One sentence each is plenty.";

    private Person coach = null!;
    private Person ana = null!;
    private Person ben = null!;

    [Fact]
    public async Task Two_answer_at_their_own_windows_and_the_coach_sees_it_live()
    {
        var practice = await App.OpenPracticeAsync();
        coach = await StrangerAsync("Miriam", 1440, 900);
        ana = await StrangerAsync("Ana");
        ben = await StrangerAsync("Ben");

        await coach.SignInAsync(practice.Email!);
        await Expect(coach.Page).ToHaveTitleAsync("Board");
        var caseId = await CoachOpensACaseAsync();
        await JoinAsync(ana, await CoachCopiesTheLinkAsync("Ana"));
        await JoinAsync(ben, await CoachCopiesTheLinkAsync("Ben"));
        await Expect(coach.Heading("These two")).ToBeVisibleAsync();
        await CoachAssignsAsync();
        await CoachLooksAtTheBoardAsync(caseId);

        await AnaAnswersAsync();
        await Expect(TicksOf(caseId)).ToHaveAccessibleNameAsync("Ana: answered, sealed. Ben: waiting.");
        await coach.StayedAsync();
        Assert.DoesNotContain(Anas, await coach.SeesAsync(), StringComparison.Ordinal);

        await ana.StayAsync();
        await BenAnswersAsync();
        await Expect(ana.Page.Locator("#scene")).ToHaveAttributeAsync("data-phase", "opened");
        await ana.StayedAsync();
        await Expect(ana.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeFocusedAsync();
        await BothWordsAsync(ana);
        await BothWordsAsync(ben);

        await CoachReadsAsync(caseId);
        await AnaSeesWhoHasReadAsync();
        await AnaGoesOnAsync(caseId);
        NobodyComplained();
    }

    private ILocator TicksOf(string caseId) => coach.Page.Locator($"#case-{caseId}").GetByRole(AriaRole.Img);

    private async Task<string> CoachOpensACaseAsync()
    {
        await coach.Button("Open a case").First.ClickAsync();
        var dialog = coach.Page.GetByRole(AriaRole.Dialog, new() { Name = "Open a case" });
        await dialog.GetByRole(AriaRole.Textbox, new() { Name = "One of them" }).FillAsync("Ana");
        await dialog.GetByRole(AriaRole.Textbox, new() { Name = "The other" }).FillAsync("Ben");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Open the case" }).ClickAsync();
        await Expect(coach.Heading("Ana & Ben")).ToBeVisibleAsync();
        return new Uri(coach.Page.Url).Segments[^1];
    }

    private async Task<string> CoachCopiesTheLinkAsync(string name)
    {
        await coach.Button($"Make a link for {name}").ClickAsync();
        var dialog = coach.Page.GetByRole(AriaRole.Dialog, new() { Name = $"Invitation for {name}" });
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Copy the link" }).ClickAsync();
        await Expect(dialog.GetByRole(AriaRole.Button, new() { Name = "Copied" })).ToBeVisibleAsync();
        var link = await dialog.GetByLabel("Link").InputValueAsync();
        Assert.Equal(link, await coach.Page.EvaluateAsync<string>("() => navigator.clipboard.readText()"));
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Done" }).ClickAsync();
        Assert.DoesNotContain(link, await coach.Page.ContentAsync(), StringComparison.Ordinal);
        return link;
    }

    private static async Task JoinAsync(Person person, string link)
    {
        await person.Page.GotoAsync(link);
        await Expect(person.Heading($"{person.Name}, you are invited")).ToBeVisibleAsync();
        // What opens the door is out of the address before anybody can look over a shoulder.
        Assert.DoesNotContain("#", person.Page.Url, StringComparison.Ordinal);
        await person.Button("Go on").ClickAsync();
        // Nobody goes past what is kept about them without saying yes to it.
        await person.Button("Go on").ClickAsync();
        await Expect(person.Heading("What is kept about you")).ToBeVisibleAsync();
        await person.Page.GetByLabel("I agree that this is kept about me").CheckAsync();
        await person.Button("Go on").ClickAsync();
        await Expect(person.Heading("Limited secrets")).ToBeVisibleAsync();
        await person.Button("Go on").ClickAsync();
        await person.Page.GetByLabel("Name or mail address").FillAsync($"{Guid.NewGuid():N}@couple.example");
        await person.Page.GetByLabel("Password").FillAsync(CoachApp.Password);
        await person.Button("Join").ClickAsync();
        await person.Page.WaitForURLAsync("**/today");
        await Expect(person.Page.GetByText("Nothing is waiting for you.")).ToBeVisibleAsync();
        await person.ConnectedAsync();
        await person.StayAsync();
    }

    private async Task CoachAssignsAsync()
    {
        await coach.Link("Assign exercise").ClickAsync();
        await coach.Page.WaitForURLAsync("**/library**");
        await coach.Link("Something I understood about you").First.ClickAsync();
        await coach.Button("Assign exercise").ClickAsync();
        var panel = coach.Page.GetByRole(AriaRole.Dialog, new() { Name = "Assign exercise" });
        await Expect(panel.Locator("[data-assign-chosen]")).ToHaveTextAsync("Ana & Ben");
        await panel.GetByLabel("A word from you").FillAsync(Word);
        await panel.GetByRole(AriaRole.Button, new() { Name = "Assign to both" }).ClickAsync();
        await Expect(coach.Page.GetByRole(AriaRole.Status).GetByText("was sent to Ana and Ben")).ToBeVisibleAsync();
    }

    private async Task CoachLooksAtTheBoardAsync(string caseId)
    {
        await coach.Page.GotoAsync("/board");
        await coach.ConnectedAsync();
        await coach.StayAsync();
        await Expect(TicksOf(caseId)).ToHaveAccessibleNameAsync("Ana: waiting. Ben: waiting.");
    }

    private async Task AnaAnswersAsync()
    {
        // The card came by itself: the page is the one she has had since she joined.
        await ana.Link("Begin").ClickAsync();
        await Expect(ana.Page.GetByText(Word)).ToBeVisibleAsync();
        await ana.Understood.FillAsync(Anas);
        await Expect(ana.Page.GetByText("Draft saved")).ToBeVisibleAsync();
        await ana.Page.ReloadAsync();
        await Expect(ana.Understood).ToHaveValueAsync(Anas);
        await ana.Button("Seal my answer").ClickAsync();
        await Expect(ana.Heading("Sealed")).ToBeFocusedAsync();
        await Expect(ana.Page.GetByText("Until then nobody can read it, Miriam included.")).ToBeVisibleAsync();
        await ana.ConnectedAsync();
    }

    private async Task BenAnswersAsync()
    {
        await ben.StayedAsync();
        await ben.Link("Begin").ClickAsync();
        await ben.Understood.FillAsync(Bens);
        await ben.Button("Seal my answer").ClickAsync();
        await Expect(ben.Shown("Opened for you both")).ToBeVisibleAsync();
    }

    private static async Task BothWordsAsync(Person person)
    {
        await Expect(person.Page.GetByRole(AriaRole.Article, new() { Name = "Ana" }).GetByText(Anas)).ToBeVisibleAsync();
        await Expect(person.Page.GetByRole(AriaRole.Article, new() { Name = "Ben" }).GetByText(Bens)).ToBeVisibleAsync();
        // Own first.
        await Expect(person.Page.GetByRole(AriaRole.Article).First).ToHaveAccessibleNameAsync(person.Name);
    }

    private async Task CoachReadsAsync(string caseId)
    {
        var row = coach.Page.Locator($"#case-{caseId}");
        await Expect(row.GetByRole(AriaRole.Link, new() { Name = "Ready to read" })).ToBeVisibleAsync();
        await coach.StayedAsync();
        await row.GetByRole(AriaRole.Link, new() { Name = "Ready to read" }).ClickAsync();
        var round = coach.Page.Locator("details[data-round][open]");
        await Expect(round.GetByText(Anas)).ToBeVisibleAsync();
        await Expect(round.GetByText(Bens)).ToBeVisibleAsync();
        await Expect(round.GetByText("reading logged for both")).ToBeVisibleAsync();
    }

    private async Task AnaSeesWhoHasReadAsync()
    {
        await ana.Link("Done").ClickAsync();
        await ana.Link("Who read").ClickAsync();
        await Expect(ana.Heading("Who read my answers")).ToBeVisibleAsync();
        await Expect(ana.Page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "Miriam Vale read" })).ToContainTextAsync("On screen");
        await Expect(ana.Page.GetByText("Open to Ben since")).ToBeVisibleAsync();
        Assert.DoesNotContain("Ben read", await ana.SeesAsync(), StringComparison.Ordinal);
    }

    /// <summary>The second step asks how well it fits, and shows what it is about.</summary>
    private async Task AnaGoesOnAsync(string caseId)
    {
        await ana.Page.GotoAsync("/today");
        await ana.Link("Go on").ClickAsync();
        await Expect(ana.Heading("Is that you?")).ToBeVisibleAsync();
        await Expect(ana.Page.GetByText(Bens)).ToBeVisibleAsync();
        await ana.Page.GetByLabel("Yes, that's me").CheckAsync();
        await ana.Button("Seal my answer").ClickAsync();
        await Expect(ana.Heading("Sealed")).ToBeVisibleAsync();
        await coach.Page.GotoAsync("/board");
        await Expect(TicksOf(caseId)).ToHaveAccessibleNameAsync("Ana: answered, sealed. Ben: waiting.");
    }
}
