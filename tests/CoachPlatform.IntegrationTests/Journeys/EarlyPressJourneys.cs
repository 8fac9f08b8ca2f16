using CoachPlatform.IntegrationTests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CoachPlatform.IntegrationTests.Journeys;

/// <summary>A button that is pressed before the page's script is there: the press counts, or it is said that it did not, and no word is lost.</summary>
public sealed class EarlyPressJourneys(Browser browser, JourneyApp place) : Journey(browser, place)
{
    private const string Words = "that you hum before you decide";

    [Theory]
    [InlineData("**/app.js*")]
    [InlineData("**/chunks/forms-*")]
    [InlineData("**/chunks/draft-*")]
    public async Task A_press_before_its_script_is_sent_once_when_the_script_is_there(string late)
    {
        var (couple, round, ana) = await StartAsync();
        var arrives = new TaskCompletionSource();
        var asked = new TaskCompletionSource();
        await ana.Page.RouteAsync(late, async route =>
        {
            asked.TrySetResult();
            await arrives.Task;
            await route.ContinueAsync();
        });
        var writes = WritesOf(ana);

        await ana.Page.GotoAsync($"/rounds/{round}/say", new() { WaitUntil = WaitUntilState.Commit });
        await ana.Understood.FillAsync(Words);
        await asked.Task;
        await ana.Button("Seal my answer").ClickAsync();
        await ana.Button("Seal my answer").ClickAsync();
        await Expect(ana.Button("Seal my answer")).ToHaveAttributeAsync("aria-busy", "true");
        await Expect(ana.Understood).ToHaveValueAsync(Words);
        Assert.Empty(writes);
        arrives.SetResult();

        await Expect(ana.Heading("Sealed")).ToBeVisibleAsync();
        Assert.Single(writes);
        var answers = await couple.A.ReadAsync($"/api/rounds/{round}/answers");
        Assert.Contains(Words, answers.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(0, await ana.RowsAsync());
        NobodyComplained();
    }

    [Theory]
    [InlineData("**/app.js*")]
    [InlineData("**/chunks/dialog-*")]
    public async Task A_press_that_asks_first_opens_its_dialog_when_the_script_is_there(string late)
    {
        var (_, _, ana) = await StartAsync();
        var arrives = new TaskCompletionSource();
        await ana.Page.RouteAsync(late, async route =>
        {
            await arrives.Task;
            await route.ContinueAsync();
        });

        await ana.Page.GotoAsync("/privacy/leave", new() { WaitUntil = WaitUntilState.Commit });
        await ana.Button("Leave").First.ClickAsync();
        await Expect(ana.Button("Leave").First).ToHaveAttributeAsync("aria-busy", "true");
        await Expect(ana.Heading("Leave now?")).ToBeHiddenAsync();
        arrives.SetResult();

        await Expect(ana.Heading("Leave now?")).ToBeFocusedAsync();
        NobodyComplained();
    }

    [Theory]
    [InlineData("**/app.js*")]
    [InlineData("**/chunks/forms-*")]
    public async Task Where_the_script_never_comes_the_form_says_so_and_keeps_the_words(string missing)
    {
        var (_, round, ana) = await StartAsync();
        await ana.Page.RouteAsync(missing, route => route.AbortAsync());
        var writes = WritesOf(ana);

        await ana.Page.GotoAsync($"/rounds/{round}/say");
        await ana.Understood.FillAsync(Words);
        await ana.Button("Seal my answer").ClickAsync();

        await Expect(ana.Page.GetByText("A part of this page has not arrived, so nothing was sent.")).ToBeFocusedAsync();
        await Expect(ana.Understood).ToHaveValueAsync(Words);
        Assert.Empty(writes);
    }

    [Fact]
    public async Task A_browser_without_script_is_told_on_a_page()
    {
        var (couple, round, _) = await StartAsync();
        var ana = await StrangerAsync("Ana", script: false);
        await ana.TakeSessionAsync(couple.A);

        await ana.Page.GotoAsync($"/rounds/{round}/say");
        await ana.Understood.FillAsync(Words);
        await ana.Button("Seal my answer").ClickAsync();

        await Expect(ana.Heading("This was not sent")).ToBeVisibleAsync();
        Assert.DoesNotContain(Uri.EscapeDataString("hum"), ana.Page.Url, StringComparison.Ordinal);
        Assert.Equal("toDo", (await couple.A.ReadAsync("/api/my/rounds"))[0].GetProperty("part").GetString());
    }

    private async Task<(Couple Couple, Guid Round, Person Ana)> StartAsync()
    {
        var coach = await App.OpenPracticeAsync();
        var couple = await coach.OpenCaseAsync();
        var round = await coach.AssignAsync(couple.CaseId, Exercise);
        return (couple, round, await PartnerAsync(couple.A, "Ana"));
    }

    private static List<IRequest> WritesOf(Person person)
    {
        var writes = new List<IRequest>();
        person.Page.Request += (_, request) =>
        {
            if (request.Method == "POST" && !request.Url.Contains("/hubs/", StringComparison.Ordinal))
                writes.Add(request);
        };
        return writes;
    }
}
