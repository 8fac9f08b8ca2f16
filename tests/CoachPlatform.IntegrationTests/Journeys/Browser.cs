using CoachPlatform.IntegrationTests.Support;
using Microsoft.Playwright;

namespace CoachPlatform.IntegrationTests.Journeys;

/// <summary>One Chromium for all journeys. Where there is none a journey is skipped with that reason, and fails where CI says so.</summary>
public sealed class Browser : IAsyncLifetime
{
    /// <summary>Milliseconds. Far more than anything takes, for a machine that has much else to do.</summary>
    public const int Patience = 60_000;

    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "chrome"];
    private IPlaywright? playwright;
    private IBrowser? browser;

    public async ValueTask InitializeAsync()
    {
        if (Find() is not { } path)
            return;
        Assertions.SetDefaultExpectTimeout(Patience);
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = path,
            Args = ["--no-sandbox", "--disable-background-networking", "--disable-gpu", "--disable-component-update", "--disable-sync", "--no-first-run"],
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
            await browser.DisposeAsync();
        playwright?.Dispose();
    }

    /// <summary>A window of its own: cookies and storage apart from all others.</summary>
    /// <param name="script">False for a browser that runs none.</param>
    public async Task<Person> OpenAsync(CoachApp app, string name, int width, int height, ColorScheme scheme, bool script = true)
    {
        if (browser is null)
        {
            Assert.False(Environment.GetEnvironmentVariable("CI") == "true", "There is no Chromium on the PATH, and CI asks for one.");
            Assert.Skip("There is no Chromium on the PATH (Debian: apt-get install chromium).");
        }

        var context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = app.Address.ToString(),
            ViewportSize = new ViewportSize { Width = width, Height = height },
            ColorScheme = scheme,
            JavaScriptEnabled = script,
            Locale = "en-GB",
            ReducedMotion = ReducedMotion.Reduce,
            Permissions = ["clipboard-read", "clipboard-write"],
        });
        context.SetDefaultTimeout(Patience);
        return new Person(name, app.Address, await context.NewPageAsync());
    }

    private static string? Find() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .SelectMany(folder => Names.Select(name => Path.Combine(folder, name)))
        .FirstOrDefault(File.Exists);
}
