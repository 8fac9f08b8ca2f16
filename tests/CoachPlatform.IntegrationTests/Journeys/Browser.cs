using CoachPlatform.IntegrationTests.Support;
using Microsoft.Playwright;

namespace CoachPlatform.IntegrationTests.Journeys;

/// <summary>One Chromium for all journeys. Where there is none a journey is skipped with that reason, and fails where CI says so.</summary>
public sealed class Browser : IAsyncLifetime
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "chrome"];
    private IPlaywright? playwright;
    private IBrowser? browser;

    public async ValueTask InitializeAsync()
    {
        if (Find() is not { } path)
            return;
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
    public async Task<Person> OpenAsync(CoachApp app, string name, int width = 1440, int height = 900, ColorScheme scheme = ColorScheme.Light)
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
            Locale = "en-GB",
            ReducedMotion = ReducedMotion.Reduce,
        });
        context.SetDefaultTimeout(30_000);
        var page = await context.NewPageAsync();
        return new Person(name, page);
    }

    private static string? Find() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .SelectMany(folder => Names.Select(name => Path.Combine(folder, name)))
        .FirstOrDefault(File.Exists);
}

/// <summary>Somebody at a window. Every complaint of the page's console is kept, and a journey ends with none.</summary>
public sealed class Person
{
    private readonly List<string> complaints = [];

    public Person(string name, IPage page)
    {
        Name = name;
        Page = page;
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
                complaints.Add(message.Text);
        };
        page.PageError += (_, error) => complaints.Add(error);
    }

    public string Name { get; }

    public IPage Page { get; }

    public IReadOnlyList<string> Complaints => complaints;

    public void ForgetComplaints() => complaints.Clear();

    public async Task SignInAsync(string email)
    {
        await Page.GotoAsync("/sign-in");
        await Page.Locator("input[type=email], input[name=email]").FillAsync(email);
        await Page.Locator("input[type=password]").FillAsync(CoachApp.Password);
        await Page.Locator("main button[type=submit]").ClickAsync();
        await Page.WaitForURLAsync(url => !url.Contains("/sign-in", StringComparison.Ordinal));
    }
}
