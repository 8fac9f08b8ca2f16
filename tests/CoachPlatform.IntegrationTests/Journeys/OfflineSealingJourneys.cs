using CoachPlatform.IntegrationTests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CoachPlatform.IntegrationTests.Journeys;

/// <summary>Writing goes on without a connection, and what was sealed meanwhile is given once.</summary>
public sealed class OfflineSealingJourneys(Browser browser, JourneyApp place) : Journey(browser, place)
{
    private const string Words = "that you are brave at the dentist";
    private Couple couple = null!;
    private Guid round;
    private Person ana = null!;

    public override async ValueTask InitializeAsync()
    {
        var coach = await App.OpenPracticeAsync();
        couple = await coach.OpenCaseAsync();
        round = await coach.AssignAsync(couple.CaseId, Exercise);
        ana = await PartnerAsync(couple.A, "Ana");
        await ana.Page.GotoAsync($"/rounds/{round}/say");
    }

    [Fact]
    public async Task What_was_sealed_offline_is_given_once_the_phone_is_back_and_only_once()
    {
        var sent = new List<IRequest>();
        ana.Page.Request += (_, request) =>
        {
            if (request.Method == "POST" && request.Url.EndsWith("/answer", StringComparison.Ordinal))
                sent.Add(request);
        };
        await ana.Understood.FillAsync(Words);
        await Expect(ana.Page.GetByText("Draft saved")).ToBeVisibleAsync();

        await ana.GoOfflineAsync();
        await ana.Button("Seal my answer").ClickAsync();
        await Expect(ana.Page.GetByText("Will be sealed when you are online")).ToBeVisibleAsync();
        await Expect(ana.Understood).ToHaveValueAsync(Words);
        Assert.DoesNotContain(Words, await ana.StoredAsync(), StringComparison.Ordinal);
        Assert.Equal("toDo", await PartAsync());

        await ana.ComeBackAsync();
        await Expect(ana.Heading("Sealed")).ToBeFocusedAsync();
        Assert.True(sent.Count > 1, "It was never tried without a connection.");
        Assert.Single(sent.Select(request => request.Headers["idempotency-key"]).Distinct());
        var answers = await couple.A.ReadAsync($"/api/rounds/{round}/answers");
        Assert.Equal(1, Count(answers.GetRawText(), Words));
        Assert.Equal(0, await ana.RowsAsync());

        // Nothing is left over: the next page sends nothing more.
        await ana.Page.GotoAsync("/today");
        await ana.ConnectedAsync();
        Assert.Equal("waiting", await PartAsync());
        NobodyComplained();
    }

    [Fact]
    public async Task Whoever_loses_the_connection_before_the_first_word_can_write_and_seal_all_the_same()
    {
        await Expect(ana.Understood).ToBeVisibleAsync();
        await ana.ConnectedAsync();
        await ana.GoOfflineAsync();
        await ana.Understood.FillAsync(Words);
        await ana.Button("Seal my answer").ClickAsync();
        await Expect(ana.Page.GetByText("Will be sealed when you are online")).ToBeVisibleAsync();
        await ana.ComeBackAsync();
        await Expect(ana.Heading("Sealed")).ToBeVisibleAsync();
        Assert.Equal("waiting", await PartAsync());
        NobodyComplained();
    }

    private async Task<string?> PartAsync() =>
        (await couple.A.ReadAsync("/api/my/rounds"))[0].GetProperty("part").GetString();

    private static int Count(string text, string words) => text.Split(words).Length - 1;
}
