using CoachPlatform.IntegrationTests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CoachPlatform.IntegrationTests.Journeys;

/// <summary>The screens with weeks of life in them: pictures to look at in <c>.artifacts/screens</c>, and no sideways scrolling anywhere.</summary>
[Collection(JourneysShare.Name)]
public sealed class ScreenJourneys(Browser browser, DemoApp demo) : IClassFixture<DemoApp>, IAsyncLifetime
{
    private static readonly (int Width, int Height)[] Sizes = [(390, 844), (834, 1112), (1440, 900)];
    private static readonly string Folder = Path.Combine(Repository.Root, ".artifacts", "screens");

    private Person coach = null!;
    private Person ana = null!;
    private Guid anaAndBen;

    public async ValueTask InitializeAsync()
    {
        coach = await browser.OpenAsync(demo.App, "Miriam", 1440, 900, ColorScheme.Light);
        ana = await browser.OpenAsync(demo.App, "Ana", 390, 844, ColorScheme.Light);
        await coach.SignInAsync(DemoApp.Coach, DemoApp.Password);
        await ana.SignInAsync("ana@demo.example", DemoApp.Password);
        var row = coach.Page.GetByRole(AriaRole.Link, new() { Name = "Ana & Ben" });
        anaAndBen = Guid.Parse(new Uri(demo.App.Address, (await row.GetAttributeAsync("href"))!).Segments[^1]);
    }

    public async ValueTask DisposeAsync()
    {
        await coach.DisposeAsync();
        await ana.DisposeAsync();
    }

    [Fact]
    public async Task Every_screen_is_pictured_and_none_scrolls_sideways()
    {
        var wide = new List<string>();
        await LookAsync(coach, "board", "/board", wide);
        await LookAsync(coach, "case", $"/cases/{anaAndBen}", wide, UnfoldAsync);
        await LookAsync(coach, "library", "/library", wide);
        await LookAsync(coach, "exercise", "/library/something-i-understood", wide);
        await LookAsync(coach, "assign", "/library/something-i-understood", wide, person => person.Button("Assign exercise").First.ClickAsync());
        await LookAsync(ana, "today", "/today", wide);
        await LookAsync(ana, "history", "/history", wide);
        await LookAsync(ana, "who-read", "/who-read", wide);

        await ana.Page.GotoAsync("/today");
        await ana.Page.GetByRole(AriaRole.Link, new() { NameRegex = new("Begin|Carry on") }).ClickAsync();
        var write = new Uri(ana.Page.Url).AbsolutePath;
        await ana.Understood.FillAsync("that you fold the newspaper back the way it was, so that I am the first to read it.");
        await Expect(ana.Page.GetByText("Draft saved")).ToBeVisibleAsync();
        await LookAsync(ana, "answer", write, wide, person => Expect(person.Understood).Not.ToHaveValueAsync(""));
        await ana.Button("Seal my answer").ClickAsync();
        await Expect(ana.Heading("Sealed")).ToBeVisibleAsync();
        await LookAsync(ana, "waiting", write, wide);

        var ben = await demo.App.SignInAsync("ben@demo.example", password: DemoApp.Password);
        await ben.AnswerAsync(Guid.Parse(write.Split('/')[2]), new
        {
            understood = "that you go over the whole evening in your head before you can say how it was.",
        });
        await Expect(ana.Shown("Opened for you both")).ToBeVisibleAsync();
        await LookAsync(ana, "reveal", write, wide);
        await ana.Page.GotoAsync("/history");
        await ana.Page.GetByRole(AriaRole.Link, new() { NameRegex = new("Plan something small") }).ClickAsync();
        await LookAsync(ana, "reveal-numbers", new Uri(ana.Page.Url).AbsolutePath, wide);
        await ana.Page.GotoAsync("/history");
        await ana.Page.GetByRole(AriaRole.Link, new() { NameRegex = new("Values, apart") }).ClickAsync();
        await LookAsync(ana, "to-do-together", new Uri(ana.Page.Url).AbsolutePath, wide);
        Assert.True(wide.Count == 0, string.Join("\n", wide));
    }

    private static async Task UnfoldAsync(Person person)
    {
        await person.Page.Locator("details[data-round]").Filter(new() { HasText = "One reaction" }).First.Locator("summary").First.ClickAsync();
        await Expect(person.Page.GetByText("reading logged").First).ToBeVisibleAsync();
    }

    /// <summary>Pictures at every size, light and dark; then the narrowest phone, and text twice as large, for what sticks out.</summary>
    private static async Task LookAsync(Person person, string screen, string path, List<string> wide, Func<Person, Task>? then = null)
    {
        var page = person.Page;
        foreach (var (width, height) in Sizes)
        {
            await ArriveAsync(person, width, height, path, then);
            foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
            {
                await page.EmulateMediaAsync(new() { ColorScheme = scheme });
                await page.ScreenshotAsync(new() { Path = Path.Combine(Folder, $"{screen}-{width}-{scheme.ToString().ToLowerInvariant()}.png"), Animations = ScreenshotAnimations.Disabled });
            }

            await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        }

        await ArriveAsync(person, 320, 640, path, then);
        await SticksOutAsync(page, $"{screen} at 320", wide);
        foreach (var width in new[] { 390, 1440 })
        {
            await ArriveAsync(person, width, 900, path, then);
            await page.EvaluateAsync("() => { document.documentElement.style.fontSize = '200%' }");
            await SticksOutAsync(page, $"{screen} at {width} with text at 200 %", wide);
        }
    }

    private static async Task ArriveAsync(Person person, int width, int height, string path, Func<Person, Task>? then)
    {
        await person.Page.SetViewportSizeAsync(width, height);
        await person.Page.GotoAsync(path);
        await person.Page.EvaluateAsync("() => document.fonts.ready");
        if (person.Page.Url.Contains("/library", StringComparison.Ordinal))
            await Expect(person.Page.GetByRole(AriaRole.Heading, new() { Level = 1 }).First).ToBeVisibleAsync();
        else
            await person.ConnectedAsync();
        if (then is not null)
            await then(person);
    }

    private static async Task SticksOutAsync(IPage page, string where, List<string> wide)
    {
        var found = await page.EvaluateAsync<string[]>("""
            () => {
              const room = document.documentElement.clientWidth
              const scrolls = [document.documentElement, ...document.querySelectorAll('body *')]
                .filter(e => e.scrollWidth > e.clientWidth + 1 && (e === document.documentElement || /auto|scroll/.test(getComputedStyle(e).overflowX)) && e.clientWidth > 0)
              const culprits = [...document.querySelectorAll('body *')].filter(e => {
                const box = e.getBoundingClientRect()
                return box.width > 1 && box.right > room + 1 && getComputedStyle(e).position !== 'absolute'
              })
              return scrolls.length === 0 ? [] : [...scrolls, ...culprits.slice(-3)].map(e => `<${e.tagName.toLowerCase()} class="${e.className?.baseVal ?? e.className}"> ${Math.round(e.getBoundingClientRect().right)}/${room}`)
            }
            """);
        if (found.Length > 0)
            wide.Add($"{where}: {string.Join("; ", found)}");
    }
}
