using System.Globalization;
using CoachPlatform.IntegrationTests.Support;
using Microsoft.Playwright;

namespace CoachPlatform.IntegrationTests.Journeys;

/// <summary>What happens to people at their windows. A journey that fails leaves a picture of each in <c>.artifacts/journeys</c>.</summary>
[Collection(JourneysShare.Name)]
public abstract class Journey(Browser browser, JourneyApp place) : IAsyncLifetime
{
    public const string Exercise = "something-i-understood";

    private readonly List<Person> people = [];

    protected CoachApp App => place.App;

    public virtual ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        foreach (var person in people)
        {
            if (TestContext.Current.TestState?.Result == TestResult.Failed)
                await PictureAsync(person);
            await person.DisposeAsync();
        }
    }

    protected async Task<Person> CoachAsync(Client client, int width = 1440, int height = 900, ColorScheme scheme = ColorScheme.Light) =>
        await AsAsync(client, "Miriam", width, height, scheme);

    protected async Task<Person> PartnerAsync(Client client, string name, int width = 390, int height = 844, ColorScheme scheme = ColorScheme.Light) =>
        await AsAsync(client, name, width, height, scheme);

    /// <summary>Somebody whom nobody knows yet.</summary>
    protected async Task<Person> StrangerAsync(string name, int width = 390, int height = 844, ColorScheme scheme = ColorScheme.Light, bool script = true)
    {
        var person = await browser.OpenAsync(App, name, width, height, scheme, script);
        people.Add(person);
        return person;
    }

    protected string InDays(int days) => DateOnly.FromDateTime(App.Clock.GetUtcNow().UtcDateTime).AddDays(days).ToString("O", CultureInfo.InvariantCulture);

    /// <summary>No page has complained of anything: no error of a script, no breach of the content policy, nothing that was not found.</summary>
    protected void NobodyComplained() => Assert.All(people, person => Assert.True(person.Complaints.Count == 0, $"{person.Name}: {string.Join(" | ", person.Complaints)}"));

    private async Task<Person> AsAsync(Client client, string name, int width, int height, ColorScheme scheme)
    {
        var person = await StrangerAsync(name, width, height, scheme);
        await person.TakeSessionAsync(client);
        return person;
    }

    private static async Task PictureAsync(Person person)
    {
        var test = TestContext.Current.TestMethod?.MethodName ?? "journey";
        try
        {
            await person.Page.ScreenshotAsync(new() { Path = Path.Combine(Repository.Root, ".artifacts", "journeys", $"{test}-{person.Name}.png"), FullPage = true, Timeout = 10_000 });
        }
        catch (PlaywrightException)
        {
            // The failure itself is what counts.
        }
    }
}
