using CoachPlatform.IntegrationTests.Support;
using Microsoft.Playwright;

namespace CoachPlatform.IntegrationTests.Journeys;

/// <summary>Somebody at a window. Every complaint of the page's console is kept, and a journey ends with none: a breach of the content policy is one.</summary>
public sealed class Person : IAsyncDisposable
{
    private readonly List<string> complaints = [];
    private readonly Uri address;

    public Person(string name, Uri address, IPage page)
    {
        Name = name;
        this.address = address;
        Page = page;
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
                complaints.Add($"{message.Text} {message.Location}");
        };
        page.PageError += (_, error) => complaints.Add(error);
    }

    public string Name { get; }

    public IPage Page { get; }

    public IReadOnlyList<string> Complaints => [.. complaints];

    /// <summary>After what the browser itself reports: a refusal that was provoked, a connection that was cut.</summary>
    public void ForgetComplaints() => complaints.Clear();

    public async Task SignInAsync(string email, string password = CoachApp.Password)
    {
        await Page.GotoAsync("/sign-in");
        await FillSignInAsync(email, password);
        await Page.WaitForURLAsync(url => !url.Contains("sign-in", StringComparison.Ordinal));
    }

    public async Task FillSignInAsync(string email, string password)
    {
        await Page.GetByLabel("Name or mail address").FillAsync(email);
        await Page.GetByLabel("Password").FillAsync(password);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
    }

    /// <summary>Goes on in the session of a client who has signed in without a window.</summary>
    public Task TakeSessionAsync(Client client) =>
        Page.Context.AddCookiesAsync(client.Cookies.GetAllCookies().Select(c => new Cookie { Name = c.Name, Value = c.Value, Url = address.ToString(), HttpOnly = c.HttpOnly }));

    public ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    public ILocator Link(string name) => Page.GetByRole(AriaRole.Link, new() { Name = name });

    public ILocator Heading(string name) => Page.GetByRole(AriaRole.Heading, new() { Name = name, Exact = true });

    /// <summary>What the writer of <c>something-i-understood</c> fills in.</summary>
    public ILocator Understood => Page.GetByLabel("This week I understood about you that");

    /// <summary>Until the page has its connection: what moves from now on comes by frame.</summary>
    public Task ConnectedAsync() => Assertions.Expect(Page.Locator("body")).ToHaveAttributeAsync("data-connection", "up");

    /// <summary>From here on <see cref="StayedAsync"/> tells whether the page was loaded anew.</summary>
    public Task StayAsync() => Page.EvaluateAsync("() => { window.stayed = true }");

    public async Task StayedAsync() => Assert.True(await Page.EvaluateAsync<bool>("() => window.stayed === true"), $"{Name}'s page was loaded anew.");

    /// <summary>Words in sight; what stands elsewhere for another width or for a listener does not count.</summary>
    public ILocator Shown(string words) => Page.GetByText(words).Filter(new() { Visible = true }).First;

    /// <summary>Everything the page shows, and nothing it hides.</summary>
    public Task<string> SeesAsync() => Page.Locator("body").InnerTextAsync();

    public async ValueTask DisposeAsync() => await Page.Context.DisposeAsync();
}
