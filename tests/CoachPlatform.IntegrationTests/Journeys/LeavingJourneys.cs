using CoachPlatform.IntegrationTests.Support;
using static Microsoft.Playwright.Assertions;

namespace CoachPlatform.IntegrationTests.Journeys;

/// <summary>A shared phone tells nobody anything: after signing out, and after the quick exit.</summary>
public sealed class LeavingJourneys(Browser browser, JourneyApp place) : Journey(browser, place)
{
    private const string Canary = "that the letter from your father still lies unopened";
    private const string Elsewhere = "https://weather.com/";
    private Couple couple = null!;
    private Person ana = null!;
    private string write = "";

    public override async ValueTask InitializeAsync()
    {
        var coach = await App.OpenPracticeAsync();
        couple = await coach.OpenCaseAsync();
        write = $"/rounds/{await coach.AssignAsync(couple.CaseId, Exercise)}/say";
        ana = await StrangerAsync("Ana");
        await ana.Page.Context.RouteAsync($"{Elsewhere}**", route => route.FulfillAsync(new() { ContentType = "text/html", Body = "<title>Weather</title><p>Sunny" }));
        await ana.SignInAsync(couple.A.Email!);
        await ana.Page.GotoAsync(write);
        await ana.Understood.FillAsync(Canary);
        await Expect(ana.Page.GetByText("Draft saved")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_draft_is_unreadable_after_signing_out_and_back_after_signing_in()
    {
        await ana.Button("Not you?").ClickAsync();
        await ana.Page.WaitForURLAsync("**/sign-in");
        Assert.Equal(1, await ana.RowsAsync());
        Assert.DoesNotContain(Canary, await ana.StoredAsync(), StringComparison.Ordinal);
        Assert.Equal(401, (await ana.Page.APIRequest.GetAsync("/api/my/draft-key")).Status);

        await ana.SignInAsync(couple.A.Email!);
        await ana.Page.GotoAsync(write);
        await Expect(ana.Understood).ToHaveValueAsync(Canary);
        NobodyComplained();
    }

    [Fact]
    public async Task A_draft_opens_for_its_author_alone_on_a_phone_that_both_use()
    {
        await ana.Button("Not you?").ClickAsync();
        await ana.Page.WaitForURLAsync("**/sign-in");
        await ana.SignInAsync(couple.B.Email!);
        await ana.Page.GotoAsync(write);
        await ana.Understood.FillAsync("that you like it quiet");
        await Expect(ana.Page.GetByText("Draft saved")).ToBeVisibleAsync();
        Assert.DoesNotContain(Canary, await ana.Page.ContentAsync(), StringComparison.Ordinal);
        Assert.Equal(2, await ana.RowsAsync());
        NobodyComplained();
    }

    [Fact]
    public async Task The_quick_exit_leaves_ends_the_session_and_the_way_back_shows_nothing()
    {
        await ana.Link("Quick exit").ClickAsync();
        await ana.Page.WaitForURLAsync(Elsewhere);
        await SignedOutAsync();
        await ana.Page.GoBackAsync();
        await Expect(ana.Page.GetByLabel("Password")).ToBeVisibleAsync();
        Assert.DoesNotContain(Canary, await ana.Page.ContentAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("Ana", await ana.Page.ContentAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain(Canary, await ana.StoredAsync(), StringComparison.Ordinal);

        await ana.SignInAsync(couple.A.Email!);
        await ana.Page.GotoAsync(write);
        await Expect(ana.Understood).ToHaveValueAsync(Canary);
    }

    [Fact]
    public async Task Even_where_the_sign_out_has_not_come_through_the_way_back_shows_nothing()
    {
        var lost = 0;
        await ana.Page.Context.RouteAsync("**/api/sign-out", route => lost++ == 0 ? route.AbortAsync() : route.ContinueAsync());
        await ana.Link("Quick exit").ClickAsync();
        await ana.Page.WaitForURLAsync(Elsewhere);
        Assert.Equal(200, (await ana.Page.APIRequest.GetAsync("/api/my/rounds")).Status);
        await ana.Page.GoBackAsync(new() { WaitUntil = Microsoft.Playwright.WaitUntilState.Commit });
        await Expect(ana.Page.GetByLabel("Password")).ToBeVisibleAsync();
        Assert.DoesNotContain(Canary, await ana.Page.ContentAsync(), StringComparison.Ordinal);
        await SignedOutAsync();
    }

    [Fact]
    public async Task Three_times_shift_leaves_too_and_takes_every_other_tab_along()
    {
        var other = await ana.Page.Context.NewPageAsync();
        await other.GotoAsync("/today");
        await Expect(other.GetByText("Something I understood about you")).ToBeVisibleAsync();
        for (var press = 0; press < 3; press++)
            await ana.Page.Keyboard.PressAsync("Shift");
        await ana.Page.WaitForURLAsync(Elsewhere);
        await other.WaitForURLAsync(Elsewhere);
        await SignedOutAsync();
    }

    /// <summary>The page that asked for it is gone, so its answer shows only in what the next question is told.</summary>
    private async Task SignedOutAsync()
    {
        using var limit = new CancellationTokenSource(Browser.Patience);
        while ((await ana.Page.APIRequest.GetAsync("/api/my/rounds")).Status != 401)
            limit.Token.ThrowIfCancellationRequested();
    }
}
