using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CoachPlatform.IntegrationTests.Journeys;

/// <summary>One question is passed by itself; the rest of the answer goes in, and the other sees what they see of anything closed.</summary>
public sealed class PassingJourneys(Browser browser, JourneyApp place) : Journey(browser, place)
{
    [Fact]
    public async Task A_question_that_is_passed_is_not_asked_for_and_keeps_its_words_to_itself()
    {
        var coach = await App.OpenPracticeAsync();
        var couple = await coach.OpenCaseAsync();
        var round = await coach.AssignAsync(couple.CaseId, Exercise);
        var ana = await PartnerAsync(couple.A, "Ana");
        await ana.Page.GotoAsync($"/rounds/{round}/say");
        await ana.ConnectedAsync();

        await ana.Understood.FillAsync("Words that were thought better of.");
        await ana.Page.GetByRole(AriaRole.Checkbox, new() { Name = "Pass this one" }).CheckAsync();
        await Expect(ana.Understood).ToBeHiddenAsync();
        await Expect(ana.Page.GetByText("Left out. Nobody reads anything here.")).ToBeVisibleAsync();
        await ana.Page.GetByLabel("What made you see it?").FillAsync("You laughed.");
        await ana.Button("Seal my answer").ClickAsync();
        await Expect(ana.Heading("Sealed")).ToBeVisibleAsync();

        await couple.B.AnswerAsync(round, new { understood = "that you hum when you are content" });
        await Expect(ana.Shown("Opened for you both")).ToBeVisibleAsync();
        var ben = await PartnerAsync(couple.B, "Ben");
        await ben.Page.GotoAsync($"/rounds/{round}/say");
        await Expect(ben.Page.GetByText("You laughed.")).ToBeVisibleAsync();
        var seen = await ben.SeesAsync();
        Assert.Contains("not shared", seen, StringComparison.Ordinal);
        Assert.DoesNotContain("thought better of", seen, StringComparison.Ordinal);
        NobodyComplained();
    }

    [Fact]
    public async Task A_question_that_was_passed_comes_back_passed_when_the_answer_is_changed()
    {
        var coach = await App.OpenPracticeAsync();
        var couple = await coach.OpenCaseAsync();
        var round = await coach.AssignAsync(couple.CaseId, Exercise);
        var ana = await PartnerAsync(couple.A, "Ana");
        await ana.Page.GotoAsync($"/rounds/{round}/say");
        await ana.ConnectedAsync();
        var pass = ana.Page.GetByRole(AriaRole.Checkbox, new() { Name = "Pass this one" });
        await pass.CheckAsync();
        await ana.Page.GetByLabel("What made you see it?").FillAsync("You laughed.");
        await ana.Button("Seal my answer").ClickAsync();
        await ana.Link("Read or change my answer").ClickAsync();
        await Expect(pass).ToBeCheckedAsync();
        await pass.UncheckAsync();
        await Expect(ana.Understood).ToBeVisibleAsync();
        NobodyComplained();
    }
}
