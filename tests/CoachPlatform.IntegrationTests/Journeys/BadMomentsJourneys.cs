using CoachPlatform.Cases;
using CoachPlatform.IntegrationTests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CoachPlatform.IntegrationTests.Journeys;

/// <summary>What goes wrong is said in plain words, and nothing typed is lost.</summary>
public sealed class BadMomentsJourneys(Browser browser, JourneyApp place) : Journey(browser, place)
{
    private const string Words = "that you would rather be asked twice";

    [Fact]
    public async Task A_round_that_is_taken_back_while_somebody_writes_says_so_and_keeps_the_words()
    {
        var coach = await App.OpenPracticeAsync();
        var couple = await coach.OpenCaseAsync();
        var given = await coach.DoAsync($"/api/cases/{couple.CaseId}/assignments", new { exercise = Exercise });
        var ana = await PartnerAsync(couple.A, "Ana");
        await ana.Page.GotoAsync($"/rounds/{given.GetProperty("roundId").GetGuid()}/say");
        await ana.ConnectedAsync();
        await ana.Understood.FillAsync(Words);

        await coach.DoAsync($"/api/assignments/{given.GetProperty("assignmentId").GetGuid()}/withdraw", new { });
        await Expect(ana.Page.GetByText("This is no longer open. Your words are kept on this page.")).ToBeVisibleAsync();
        await Expect(ana.Understood).ToHaveValueAsync(Words);
        await Expect(ana.Understood).ToBeFocusedAsync();

        await ana.Button("Seal my answer").ClickAsync();
        await Expect(Summary(ana)).ToBeFocusedAsync();
        await Expect(Summary(ana)).ToHaveTextAsync("This is no longer open. Your words are still on this page.");
        await Expect(ana.Understood).ToHaveValueAsync(Words);
        Assert.DoesNotContain("taken back", await ana.SeesAsync(), StringComparison.OrdinalIgnoreCase);
        OnlyRefused(ana, 409);
    }

    [Fact]
    public async Task A_field_that_was_left_empty_is_named_in_a_summary_that_has_the_focus()
    {
        var coach = await App.OpenPracticeAsync();
        var couple = await coach.OpenCaseAsync();
        var ana = await PartnerAsync(couple.A, "Ana");
        await ana.Page.GotoAsync($"/rounds/{await coach.AssignAsync(couple.CaseId, Exercise)}/say");
        await ana.ConnectedAsync();
        await ana.Page.GetByLabel("What made you see it?").FillAsync("You laughed.");
        await ana.Button("Seal my answer").ClickAsync();
        await Expect(Summary(ana)).ToBeFocusedAsync();
        await Summary(ana).GetByRole(AriaRole.Link).ClickAsync();
        await Expect(ana.Understood).ToBeFocusedAsync();
        await Expect(ana.Understood).ToHaveAttributeAsync("aria-invalid", "true");
        await ana.Page.Keyboard.TypeAsync(Words);
        await Expect(Summary(ana)).ToBeHiddenAsync();
        await Expect(ana.Page.GetByLabel("What made you see it?")).ToHaveValueAsync("You laughed.");
        NobodyComplained();
    }

    [Fact]
    public async Task What_the_server_finds_wrong_is_said_at_its_field_and_in_the_summary()
    {
        var coach = await App.OpenPracticeAsync();
        var couple = await coach.OpenCaseAsync();
        var ana = await PartnerAsync(couple.A, "Ana");
        await ana.Page.GotoAsync($"/rounds/{await coach.AssignAsync(couple.CaseId, Exercise)}/say");
        await ana.ConnectedAsync();
        // As a page that is older than the exercise would.
        await ana.Understood.EvaluateAsync("field => field.removeAttribute('maxlength')");
        await ana.Understood.FillAsync(new string('x', 5000));
        await ana.Button("Seal my answer").ClickAsync();
        await Expect(Summary(ana)).ToBeFocusedAsync();
        await Expect(Summary(ana)).ToContainTextAsync("Your words are still on this page.");
        await Expect(ana.Page.Locator("[data-error-for='fields.understood']")).ToBeVisibleAsync();
        await Expect(ana.Understood).ToHaveAttributeAsync("aria-invalid", "true");
        OnlyRefused(ana, 422);
    }

    [Fact]
    public async Task A_wrong_password_tells_nothing_and_keeps_the_address()
    {
        var coach = await App.OpenPracticeAsync();
        var stranger = await StrangerAsync("Ana");
        await stranger.Page.GotoAsync("/sign-in");
        await stranger.FillSignInAsync(coach.Email!, "not the password at all");
        await Expect(Summary(stranger)).ToBeFocusedAsync();
        var known = await Summary(stranger).InnerTextAsync();
        await Expect(stranger.Page.GetByLabel("Name or mail address")).ToHaveValueAsync(coach.Email!);

        await stranger.FillSignInAsync("nobody@couple.example", "not the password at all");
        await Expect(stranger.Button("Sign in")).ToBeEnabledAsync();
        await Expect(Summary(stranger)).ToBeFocusedAsync();
        Assert.Equal(known, await Summary(stranger).InnerTextAsync());
        OnlyRefused(stranger, 401);
    }

    [Fact]
    public async Task A_link_that_has_been_used_says_so_and_leads_to_the_sign_in()
    {
        var coach = await App.OpenPracticeAsync();
        var opened = await coach.DoAsync("/api/cases", new { labels = new Dictionary<string, string> { ["A"] = "Ana", ["B"] = "Ben" } });
        var (id, token) = await coach.InviteAsync(opened.GetProperty("caseId").GetGuid(), Seat.A);
        await App.Stranger().DoAsync(
            $"/api/invitations/{id}/join", new { token, name = "Ana", email = $"{Guid.NewGuid():N}@couple.example", password = CoachApp.Password, consents = true, accepts = 1 });

        var late = await StrangerAsync("late");
        await late.Page.GotoAsync($"/join/{id}#{token}");
        await Expect(late.Heading("This link has been used")).ToBeVisibleAsync();
        Assert.DoesNotContain("Ana", await late.SeesAsync(), StringComparison.Ordinal);
        await late.Link("Sign in").ClickAsync();
        await Expect(late.Page.GetByLabel("Password")).ToBeVisibleAsync();
        NobodyComplained();
    }

    private static ILocator Summary(Person person) => person.Page.Locator("[data-summary]").First;

    /// <summary>The browser reports a refused request by itself; there is nothing else.</summary>
    private static void OnlyRefused(Person person, int status)
    {
        Assert.NotEmpty(person.Complaints);
        Assert.All(person.Complaints, complaint => Assert.Contains($"{status}", complaint, StringComparison.Ordinal));
    }
}
