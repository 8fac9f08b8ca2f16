using static Microsoft.Playwright.Assertions;

namespace CoachPlatform.IntegrationTests.Journeys;

/// <summary>A comment to one of them says so to the coach, and is nowhere on the other's page.</summary>
public sealed class CommentJourneys(Browser browser, JourneyApp place) : Journey(browser, place)
{
    [Fact]
    public async Task A_coach_sees_to_whom_each_comment_went()
    {
        var coach = await App.OpenPracticeAsync();
        var couple = await coach.OpenCaseAsync();
        var round = await coach.AssignAsync(couple.CaseId, Exercise);
        await coach.DoAsync($"/api/rounds/{round}/comments", new { text = "Take your time, both." });
        await coach.DoAsync($"/api/rounds/{round}/comments", new { text = "A word for one alone.", to = new[] { "b" } });
        await couple.A.AnswerAsync(round, new { understood = "that you hum when you are content" });
        await couple.B.AnswerAsync(round, new { understood = "that you leave the light on for me" });

        var miriam = await CoachAsync(coach);
        await miriam.Page.GotoAsync($"/cases/{couple.CaseId}?round={round}");
        await Expect(miriam.Page.Locator(".comments .quote").Nth(0)).ToContainTextAsync("to Ana and Ben");
        await Expect(miriam.Page.Locator(".comments .quote").Nth(1)).ToContainTextAsync("to Ben");
        var ana = await PartnerAsync(couple.A, "Ana");
        await ana.Page.GotoAsync($"/rounds/{round}/say");
        await Expect(ana.Page.GetByText("Take your time, both.")).ToBeVisibleAsync();
        await Expect(ana.Page.GetByText("A word for one alone.")).ToHaveCountAsync(0);
        NobodyComplained();
    }
}
