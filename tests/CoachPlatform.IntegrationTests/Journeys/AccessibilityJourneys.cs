using CoachPlatform.Cases;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CoachPlatform.IntegrationTests.Journeys;

/// <summary>axe finds nothing serious on any screen, in light and in dark.</summary>
public sealed class AccessibilityJourneys(Browser browser, JourneyApp place) : Journey(browser, place)
{
    private static readonly string[] Grave = ["serious", "critical"];

    [Fact]
    public async Task The_way_in_has_no_serious_barrier()
    {
        var coach = await App.OpenPracticeAsync();
        var opened = await coach.DoAsync("/api/cases", new { labels = new Dictionary<string, string> { ["A"] = "Ana", ["B"] = "Ben" } });
        var (id, token) = await coach.InviteAsync(opened.GetProperty("caseId").GetGuid(), Seat.A);
        var ana = await StrangerAsync("Ana");
        await ana.Page.GotoAsync("/sign-in");
        await LooksFineAsync(ana, "sign-in");
        await ana.Button("Sign in").ClickAsync();
        await Expect(ana.Page.Locator("[data-summary]").First).ToBeVisibleAsync();
        await LooksFineAsync(ana, "sign-in refused");
        await ana.Page.GotoAsync("/join");
        await LooksFineAsync(ana, "join with a code");
        await ana.Page.GotoAsync($"/join/{id}#{token}");
        await Expect(ana.Heading("Ana, you are invited")).ToBeVisibleAsync();
        await LooksFineAsync(ana, "join");
    }

    [Fact]
    public async Task The_coachs_screens_have_no_serious_barrier()
    {
        var practice = await App.OpenPracticeAsync();
        var coach = await CoachAsync(practice);
        await coach.Page.GotoAsync("/board");
        await LooksFineAsync(coach, "empty board");
        await coach.Button("Open a case").First.ClickAsync();
        await LooksFineAsync(coach, "open a case");

        var couple = await practice.OpenCaseAsync();
        var round = await practice.AssignAsync(couple.CaseId, Exercise, new { word = "One sentence each." });
        await couple.A.AnswerAsync(round, new { understood = "that you hum in the bath" });
        await couple.B.AnswerAsync(round, new { understood = "that you like the window seat" });
        await practice.AssignAsync((await practice.OpenCaseAsync("Imani", "Theo")).CaseId, "plan-something-small");
        await coach.Page.GotoAsync("/board");
        await Expect(coach.Page.GetByText("Ready to read").Last).ToBeVisibleAsync();
        await LooksFineAsync(coach, "board");
        await coach.Page.GotoAsync($"/cases/{couple.CaseId}#round-{round}");
        await Expect(coach.Page.GetByText("reading logged for both")).ToBeVisibleAsync();
        await LooksFineAsync(coach, "case");
        await coach.Page.GotoAsync("/practice");
        await coach.Button("Make an invitation").ClickAsync();
        await Expect(coach.Page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await LooksFineAsync(coach, "practice");
        foreach (var page in new[] { "/practice/legal-holds", $"/practice/legal-holds/{couple.CaseId}", $"/cases/{couple.CaseId}/releases", $"/cases/{couple.CaseId}/rounds/{round}/void?step=say&seat=A" })
        {
            await coach.Page.GotoAsync(page);
            await LooksFineAsync(coach, page);
        }

        await coach.Page.GotoAsync("/library");
        await LooksFineAsync(coach, "library");
        await coach.Page.GotoAsync($"/library/{Exercise}");
        await coach.Button("Assign exercise").ClickAsync();
        await Expect(coach.Page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await LooksFineAsync(coach, "assign panel");
    }

    [Fact]
    public async Task The_couples_screens_have_no_serious_barrier()
    {
        var practice = await App.OpenPracticeAsync();
        var couple = await practice.OpenCaseAsync();
        var ana = await PartnerAsync(couple.A, "Ana");
        await ana.Page.GotoAsync("/today");
        await LooksFineAsync(ana, "empty today");
        await ana.Page.GotoAsync("/history");
        await LooksFineAsync(ana, "empty history");
        await ana.Page.GotoAsync("/who-read");
        await LooksFineAsync(ana, "nobody read");

        var round = await practice.AssignAsync(couple.CaseId, Exercise, new { word = "One sentence each.", dueOn = InDays(4) });
        await ana.Page.GotoAsync("/today");
        await LooksFineAsync(ana, "today");
        await ana.Page.GotoAsync($"/rounds/{round}/say");
        await LooksFineAsync(ana, "answer");
        await ana.Page.GetByRole(AriaRole.Checkbox, new() { Name = "Pass this one" }).CheckAsync();
        await LooksFineAsync(ana, "a question passed");
        await ana.Button("Pass").ClickAsync();
        await LooksFineAsync(ana, "pass");
        await couple.A.AnswerAsync(round, new { understood = "that you hum in the bath" });
        await ana.Page.GotoAsync($"/rounds/{round}/say");
        await Expect(ana.Heading("Sealed")).ToBeVisibleAsync();
        await LooksFineAsync(ana, "waiting");
        await couple.B.AnswerAsync(round, new { understood = "that you like the window seat" });
        await Expect(ana.Page.GetByText("window seat")).ToBeVisibleAsync();
        await LooksFineAsync(ana, "reveal");
        await practice.ReadAsync($"/api/rounds/{round}/answers");
        await ana.Page.GotoAsync("/history");
        await LooksFineAsync(ana, "history");
        await ana.Page.GotoAsync("/who-read");
        await Expect(ana.Page.GetByText("Miriam Vale").First).ToBeVisibleAsync();
        await LooksFineAsync(ana, "who read");
        await practice.DoAsync($"/api/cases/{couple.CaseId}/releases", new { to = "The court", purpose = "It has asked for it.", kinds = new[] { "answers" }, rounds = new[] { round } });
        await practice.DoAsync($"/api/cases/{couple.CaseId}/legal-hold", new { });
        foreach (var page in new[] { "/privacy", "/privacy/releases" })
        {
            await ana.Page.GotoAsync(page);
            await LooksFineAsync(ana, page);
        }
    }

    [Fact]
    public async Task Every_kind_of_field_and_the_joint_steps_have_no_serious_barrier()
    {
        var practice = await App.OpenPracticeAsync();
        var couple = await practice.OpenCaseAsync();
        var ana = await PartnerAsync(couple.A, "Ana");
        foreach (var (exercise, step) in new[] { ("values-apart-then-together", "values"), ("guess-and-tell", "quiz"), ("weekly-pulse", "pulse"), ("laughter-log", "log") })
        {
            await ana.Page.GotoAsync($"/rounds/{await practice.AssignAsync(couple.CaseId, exercise)}/{step}");
            await LooksFineAsync(ana, exercise);
        }

        var plan = await practice.AssignAsync(couple.CaseId, "plan-something-small");
        await ana.Page.GotoAsync($"/rounds/{plan}/plan");
        await LooksFineAsync(ana, "joint");
        await couple.B.DoAsync($"/api/rounds/{plan}/joint", new { step = "plan", fields = new { what = "Walk the canal", when = InDays(3) } });
        await ana.Page.GotoAsync($"/rounds/{plan}/plan");
        await Expect(ana.Page.GetByText("Walk the canal")).ToBeVisibleAsync();
        await LooksFineAsync(ana, "a proposal");
        await ana.Button("Say yes").ClickAsync();
        await Expect(ana.Page.GetByText("Agreed between you")).ToBeVisibleAsync();
        await LooksFineAsync(ana, "agreed, and to be done");
        await ana.Button("We did it").ClickAsync();
        await Expect(ana.Page.GetByRole(AriaRole.Slider)).ToBeVisibleAsync();
        await LooksFineAsync(ana, "scale");
    }

    internal static async Task LooksFineAsync(Person person, string screen)
    {
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await person.Page.EmulateMediaAsync(new() { ColorScheme = scheme });
            var found = await person.Page.RunAxe();
            var grave = found.Violations.Where(v => Grave.Contains(v.Impact)).Select(v => $"{v.Id} ({v.Impact}): {string.Join(" | ", v.Nodes.Select(n => n.Html).Take(3))}").ToList();
            Assert.True(grave.Count == 0, $"{screen}, {scheme}: {string.Join("\n", grave)}");
        }

        await person.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
    }
}
