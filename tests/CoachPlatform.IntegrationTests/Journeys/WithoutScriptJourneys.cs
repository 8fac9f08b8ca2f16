using static Microsoft.Playwright.Assertions;

namespace CoachPlatform.IntegrationTests.Journeys;

/// <summary>Reading needs no script.</summary>
public sealed class WithoutScriptJourneys(Browser browser, JourneyApp place) : Journey(browser, place)
{
    [Fact]
    public async Task A_coach_unfolds_and_reads_a_round_by_a_link()
    {
        var coach = await App.OpenPracticeAsync();
        var couple = await coach.OpenCaseAsync();
        var round = await coach.AssignAsync(couple.CaseId, Exercise);
        await couple.A.AnswerAsync(round, new { understood = "that you hum when you are content" });
        await couple.B.AnswerAsync(round, new { understood = "that you leave the light on for me" });
        var miriam = await StrangerAsync("Miriam", 1440, 900, script: false);
        await miriam.TakeSessionAsync(coach);

        await miriam.Page.GotoAsync($"/cases/{couple.CaseId}");
        await miriam.Page.Locator("details[data-round] > summary").ClickAsync();
        await miriam.Link("Read this round").ClickAsync();

        await Expect(miriam.Page.GetByText("that you hum when you are content")).ToBeVisibleAsync();
        await Expect(miriam.Page.GetByText("that you leave the light on for me")).ToBeVisibleAsync();
        await Expect(miriam.Page.GetByText("reading logged")).ToBeVisibleAsync();
        var ledger = await couple.A.ReadAsync("/api/my/ledger");
        Assert.Contains("screen", ledger.GetRawText(), StringComparison.Ordinal);
    }
}
