using static Microsoft.Playwright.Assertions;

namespace CoachPlatform.IntegrationTests.Journeys;

/// <summary>Frames that were lost are made up for, without anybody pressing anything.</summary>
public sealed class DroppedConnectionJourneys(Browser browser, JourneyApp place) : Journey(browser, place)
{
    [Fact]
    public async Task A_phone_that_was_offline_during_the_reveal_shows_it_once_it_is_back()
    {
        var coach = await App.OpenPracticeAsync();
        var couple = await coach.OpenCaseAsync();
        var round = await coach.AssignAsync(couple.CaseId, Exercise);
        await couple.A.AnswerAsync(round, new { understood = "that you hum when you are content" });
        var ana = await PartnerAsync(couple.A, "Ana");
        await ana.Page.GotoAsync($"/rounds/{round}");
        await Expect(ana.Heading("Sealed")).ToBeVisibleAsync();
        await ana.ConnectedAsync();
        await ana.StayAsync();

        await ana.GoOfflineAsync();
        var opened = await couple.B.AnswerAsync(round, new { understood = "that you sleep badly before a journey" });
        Assert.Equal("revealed", opened.GetProperty("state").GetString());
        await Expect(ana.Shown("Offline, shown as of")).ToBeVisibleAsync();
        await Expect(ana.Heading("Sealed")).ToBeVisibleAsync();
        Assert.DoesNotContain("sleep badly", await ana.Page.ContentAsync(), StringComparison.Ordinal);

        await ana.ComeBackAsync();
        await Expect(ana.Page.GetByText("that you sleep badly before a journey")).ToBeVisibleAsync();
        await ana.ConnectedAsync();
        await ana.StayedAsync();
        NobodyComplained();
    }

    [Fact]
    public async Task A_board_that_was_offline_catches_up_row_by_row()
    {
        var practice = await App.OpenPracticeAsync();
        var first = await practice.OpenCaseAsync();
        var second = await practice.OpenCaseAsync("Imani", "Theo");
        var round = await practice.AssignAsync(first.CaseId, Exercise);
        var coach = await CoachAsync(practice);
        await coach.Page.GotoAsync("/board");
        var row = coach.Page.Locator($"#case-{first.CaseId}");
        await Expect(row).ToBeVisibleAsync();
        await coach.ConnectedAsync();
        await coach.StayAsync();

        await coach.GoOfflineAsync();
        await first.A.AnswerAsync(round, new { understood = "that you need the mornings" });
        await first.B.AnswerAsync(round, new { understood = "that you sing in the car" });
        await practice.AssignAsync(second.CaseId, Exercise);
        var third = await practice.OpenCaseAsync("Leila", "Grace");
        await Expect(coach.Shown("Offline, shown as of")).ToBeVisibleAsync();

        await coach.ComeBackAsync();
        await Expect(row.GetByText("Ready to read")).ToBeVisibleAsync();
        await Expect(coach.Page.Locator($"#case-{second.CaseId}")).ToContainTextAsync("Something I understood about you");
        await Expect(coach.Page.Locator($"#case-{third.CaseId}")).ToContainTextAsync("Leila & Grace");
        await coach.ConnectedAsync();
        await coach.StayedAsync();
        NobodyComplained();
    }
}
