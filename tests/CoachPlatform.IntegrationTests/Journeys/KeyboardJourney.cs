using static Microsoft.Playwright.Assertions;

namespace CoachPlatform.IntegrationTests.Journeys;

/// <summary>The couple's main job without a pointer.</summary>
public sealed class KeyboardJourney(Browser browser, JourneyApp place) : Journey(browser, place)
{
    private const int FurthestTab = 40;

    [Fact]
    public async Task A_partner_answers_and_reads_with_the_keyboard_alone()
    {
        var coach = await App.OpenPracticeAsync();
        var couple = await coach.OpenCaseAsync();
        var round = await coach.AssignAsync(couple.CaseId, Exercise);
        var ana = await PartnerAsync(couple.A, "Ana", 1440, 900);
        await ana.Page.GotoAsync("/today");
        await ana.ConnectedAsync();

        Assert.Equal("Skip to content", await TabAsync(ana));
        Assert.Equal("Quick exit", await TabAsync(ana));
        await TabToAsync(ana, "Begin");
        await ana.Page.Keyboard.PressAsync("Enter");
        await ana.Page.WaitForURLAsync("**/rounds/**");
        await Expect(ana.Understood).ToBeVisibleAsync();
        await ana.ConnectedAsync();

        Assert.Equal("Skip to content", await TabAsync(ana));
        Assert.Equal("Quick exit", await TabAsync(ana));
        await TabToAsync(ana, "understood");
        await Expect(ana.Understood).ToBeFocusedAsync();
        await ana.Page.Keyboard.TypeAsync("that you count the stairs");
        await TabToAsync(ana, "Me and Ben", "Me and Miriam", "Only me", "Ben, Miriam and me");
        await TabToAsync(ana, "Seal my answer");
        await ana.Page.Keyboard.PressAsync("Enter");
        await Expect(ana.Heading("Sealed")).ToBeFocusedAsync();
        await ana.ConnectedAsync();

        await couple.B.AnswerAsync(round, new { understood = "that you read the last page first" });
        await Expect(ana.Page.GetByText("that you read the last page first")).ToBeVisibleAsync();
        await Expect(ana.Heading("Something I understood about you")).ToBeFocusedAsync();
        await TabToAsync(ana, "Done");
        await ana.Page.Keyboard.PressAsync("Enter");
        await ana.Page.WaitForURLAsync("**/today");
        NobodyComplained();
    }

    /// <summary>Presses Tab once; the words of what has the focus then, which must be in sight and marked.</summary>
    private static async Task<string> TabAsync(Person person)
    {
        await person.Page.Keyboard.PressAsync("Tab");
        return await person.Page.EvaluateAsync<string>("""
            () => {
              const at = document.activeElement
              if (at === document.body) return ''
              const box = at.getBoundingClientRect()
              const outlined = [at, at.closest('label'), at.closest('summary')].some(e => e && getComputedStyle(e).outlineStyle !== 'none')
              if (!outlined) return `${at.outerHTML.slice(0, 120)} has no outline`
              if (box.bottom <= 0 || box.top >= innerHeight) return `${at.outerHTML.slice(0, 120)} is out of sight`
              return (at.ariaLabel ?? at.labels?.[0]?.querySelector('.title')?.textContent ?? (at.name?.startsWith('fields.') ? at.name.slice(7) : null) ?? at.textContent).trim()
            }
            """);
    }

    private static async Task TabToAsync(Person person, params string[] words)
    {
        var passed = new List<string>();
        do
        {
            Assert.True(passed.Count < FurthestTab, $"'{words[0]}' was not reached: {string.Join(", ", passed)}");
            passed.Add(await TabAsync(person));
            Assert.DoesNotContain("has no outline", passed[^1], StringComparison.Ordinal);
            Assert.DoesNotContain("is out of sight", passed[^1], StringComparison.Ordinal);
        }
        while (!words.Contains(passed[^1]));
    }
}
