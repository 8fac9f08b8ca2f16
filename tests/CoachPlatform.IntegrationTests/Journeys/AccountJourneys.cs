using CoachPlatform.IntegrationTests.Support;
using CoachPlatform.Platform.SignIn;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CoachPlatform.IntegrationTests.Journeys;

/// <summary>A person's account in a real browser: a passkey of the browser's own virtual device, and a code after the password.</summary>
public sealed class AccountJourneys(Browser browser, JourneyApp place) : Journey(browser, place)
{
    [Fact]
    public async Task A_passkey_is_made_signs_in_and_confirms()
    {
        var couple = await (await App.OpenPracticeAsync()).OpenCaseAsync();
        var ana = await StrangerAsync("Ana");
        await WithDeviceAsync(ana);
        var site = $"http://localhost:{App.Address.Port}";
        await ana.Page.GotoAsync($"{site}/sign-in?returnTo=%2Fprivacy");
        await ana.FillSignInAsync(couple.A.Email!, CoachApp.Password);
        await ana.Link("My account").ClickAsync();
        await Expect(ana.Heading("My account")).ToBeVisibleAsync();
        await AccessibilityJourneys.LooksFineAsync(ana, "account");

        // After ten minutes what changes the way in asks first; the password does.
        App.Clock.Move(TimeSpan.FromMinutes(11));
        await ana.Page.GetByLabel("A name for it").FillAsync("My phone");
        await ana.Button("Add a passkey").ClickAsync();
        var dialog = ana.Page.GetByRole(AriaRole.Dialog);
        await Expect(dialog).ToContainTextAsync("Is it you?");
        await AccessibilityJourneys.LooksFineAsync(ana, "is it you");
        await dialog.GetByLabel("Password").FillAsync(CoachApp.Password);
        await ana.Page.Keyboard.PressAsync("Enter");
        await Expect(ana.Page.GetByText("My phone")).ToBeVisibleAsync();
        await AccessibilityJourneys.LooksFineAsync(ana, "account with a passkey");

        await ana.Page.Context.ClearCookiesAsync();
        await ana.Page.GotoAsync($"{site}/sign-in?returnTo=%2Faccount");
        await ana.Button("Sign in with a passkey").ClickAsync();
        await Expect(ana.Heading("My account")).ToBeVisibleAsync();

        App.Clock.Move(TimeSpan.FromMinutes(16));
        await ana.Page.GotoAsync($"{site}/history");
        await Expect(ana.Heading("Is it you?")).ToBeVisibleAsync();
        await AccessibilityJourneys.LooksFineAsync(ana, "is it you, after a while");
        await ana.Button("Use a passkey").ClickAsync();
        await ana.Page.WaitForURLAsync("**/history");
        await Expect(ana.Heading("Our history")).ToBeVisibleAsync();
        ana.ForgetComplaints();
    }

    [Fact]
    public async Task A_second_step_is_set_up_by_keyboard_and_asked_for_at_the_next_sign_in()
    {
        var coach = await App.OpenPracticeAsync();
        var miriam = await CoachAsync(coach);
        await miriam.Page.GotoAsync("/account");
        await miriam.Link("Set it up").FocusAsync();
        await miriam.Page.Keyboard.PressAsync("Enter");
        await Expect(miriam.Page.GetByAltText("The key below as a picture")).ToBeVisibleAsync();
        await AccessibilityJourneys.LooksFineAsync(miriam, "second step");
        var secret = (await miriam.Page.Locator("[data-key]").InnerTextAsync()).Replace(" ", "", StringComparison.Ordinal);
        await miriam.Page.GetByLabel("Code from the app").FillAsync("000000");
        await miriam.Page.Keyboard.PressAsync("Enter");
        await Expect(miriam.Page.Locator("[data-summary]")).ToContainTextAsync("did not fit");
        await miriam.Page.GetByLabel("Code from the app").FillAsync(Totp.Code(secret, App.Clock.GetUtcNow()));
        await miriam.Page.Keyboard.PressAsync("Enter");
        await Expect(miriam.Page.Locator("[data-codes] code")).ToHaveCountAsync(RecoveryCodes.Count);
        var codes = await miriam.Page.Locator("[data-codes] code").AllInnerTextsAsync();
        await AccessibilityJourneys.LooksFineAsync(miriam, "recovery codes");
        await miriam.Button("I have kept them").ClickAsync();
        await Expect(miriam.Page.GetByText("10 of 10 recovery codes are left.")).ToBeVisibleAsync();

        await miriam.Page.Context.ClearCookiesAsync();
        await miriam.Page.GotoAsync("/sign-in");
        await miriam.FillSignInAsync(coach.Email!, CoachApp.Password);
        await Expect(miriam.Heading("One more step")).ToBeVisibleAsync();
        await AccessibilityJourneys.LooksFineAsync(miriam, "code");
        await miriam.Page.GetByLabel("Code", new() { Exact = true }).FillAsync(codes[0]);
        await miriam.Page.Keyboard.PressAsync("Enter");
        await miriam.Page.WaitForURLAsync("**/board");
    }

    /// <summary>The browser's own virtual device, which has a screen lock and opens it.</summary>
    private static async Task WithDeviceAsync(Person person)
    {
        var protocol = await person.Page.Context.NewCDPSessionAsync(person.Page);
        await protocol.SendAsync("WebAuthn.enable");
        await protocol.SendAsync("WebAuthn.addVirtualAuthenticator", new()
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2",
                ["transport"] = "internal",
                ["hasResidentKey"] = true,
                ["hasUserVerification"] = true,
                ["isUserVerified"] = true,
                ["automaticPresenceSimulation"] = true,
            },
        });
    }
}
