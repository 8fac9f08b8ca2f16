using CoachPlatform.IntegrationTests.Support;

namespace CoachPlatform.IntegrationTests.Privacy;

public sealed class VoidAnswerTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    private const string Key = "select id::text from vault.keys where scope like '%|A|' || @p || '|say#1'";

    [Fact]
    public async Task What_somebody_else_gave_is_destroyed_with_its_key_and_can_be_given_anew()
    {
        var coach = await fixture.App.OpenPracticeAsync();
        var couple = await coach.OpenCaseAsync();
        var round = await coach.AssignAsync(couple.CaseId, "something-i-understood");
        var before = await fixture.App.AskAsync(Key, round.ToString("N"));
        await couple.A.AnswerAsync(round, new { understood = "not mine" });

        var key = Guid.NewGuid().ToString("N");
        var first = await couple.A.DoAsync($"/api/rounds/{round}/void", new { step = "say" }, key);
        Assert.Equal(first.ToString(), (await couple.A.DoAsync($"/api/rounds/{round}/void", new { step = "say" }, key)).ToString());

        var mine = await OfAsync(couple.A, round, "A");
        Assert.Equal("gone", mine.GetProperty("state").GetString());
        Assert.NotEqual(before, await fixture.App.AskAsync(Key, round.ToString("N")));
        Assert.Equal(1L, await fixture.App.AskAsync("select count(*) from vault.journal where line like '%' || @p || '%'", round.ToString()));
        Assert.Equal("waiting", (await OfAsync(couple.B, round, "A")).GetProperty("state").GetString());

        await couple.A.AnswerAsync(round, new { understood = "mine this time" });
        await couple.B.AnswerAsync(round, new { understood = "of ben" });
        Assert.Contains("mine this time", (await OfAsync(couple.B, round, "A")).ToString(), StringComparison.Ordinal);

        await coach.ReadAsync($"/api/rounds/{round}/answers");
        // After the reveal there is no key any more, and no anew. The coach may do it too.
        await coach.RefusedAsync($"/api/rounds/{round}/void", new { step = "say" }, 422, "fields-invalid");
        await coach.DoAsync($"/api/rounds/{round}/void", new { step = "say", seat = "A" });
        // Once more changes nothing, and is no failure.
        await coach.DoAsync($"/api/rounds/{round}/void", new { step = "say", seat = "A" });
        Assert.Equal("gone", (await OfAsync(couple.A, round, "A")).GetProperty("state").GetString());
        Assert.Equal("notShared", (await OfAsync(couple.B, round, "A")).GetProperty("state").GetString());
        Assert.Equal("gone", (await OfAsync(coach, round, "A")).GetProperty("state").GetString());
        Assert.Null(await fixture.App.AskAsync(Key, round.ToString("N")));
        await couple.A.RefusedAsync($"/api/rounds/{round}/answer", new { step = "say", fields = new { understood = "again" } }, 409, "already-revealed");
        Assert.NotEmpty((await couple.A.ReadAsync("/api/my/ledger")).GetProperty("lines").EnumerateArray());
    }

    [Fact]
    public async Task It_is_asked_who_is_there_and_nobody_voids_anothers()
    {
        var coach = await fixture.App.OpenPracticeAsync();
        var couple = await coach.OpenCaseAsync();
        var round = await coach.AssignAsync(couple.CaseId, "something-i-understood");
        await couple.A.AnswerAsync(round, new { understood = "of ana" });

        // The seat of a partner is their own, whatever is sent.
        await couple.B.RefusedAsync($"/api/rounds/{round}/void", new { step = "say", seat = "A" }, 409, "nothing-there");
        var client = await fixture.App.SignInAsync(couple.A.Email!);
        fixture.App.Clock.Move(TimeSpan.FromMinutes(11));
        await client.RefusedAsync($"/api/rounds/{round}/void", new { step = "say" }, 403, "confirm-first");
        Assert.Equal("own", (await OfAsync(client, round, "A")).GetProperty("state").GetString());
    }

    [Fact]
    public async Task The_coachs_page_says_what_it_does_without_the_answer_and_its_form_does_it()
    {
        const string Words = "canary-of-somebody-else";
        var coach = await fixture.App.OpenPracticeAsync();
        var couple = await coach.OpenCaseAsync();
        var round = await coach.AssignAsync(couple.CaseId, "something-i-understood");
        await couple.A.AnswerAsync(round, new { understood = Words }, audience: "partner", timing: "now");
        await couple.B.AnswerAsync(round, new { understood = "of ben" });
        var list = $"/cases/{couple.CaseId}/rounds/{round}/void";
        Assert.Contains($"href=\"{list}\"", await coach.PageAsync($"/fragments/cases/{couple.CaseId}/rounds/{round}"), StringComparison.Ordinal);
        var readings = (await couple.A.ReadAsync("/api/my/ledger")).GetProperty("lines").GetArrayLength();

        var choices = await coach.PageAsync(list);
        var asks = $"{list}?step=say&turn=1&seat=A";
        Assert.Contains($"href=\"{asks}\"", choices, StringComparison.Ordinal);
        var page = await coach.PageAsync(asks);
        Assert.All(new[] { choices, page }, html => Assert.DoesNotContain(Words, html, StringComparison.Ordinal));
        Assert.Equal(readings, (await couple.A.ReadAsync("/api/my/ledger")).GetProperty("lines").GetArrayLength());

        // As the browser sends it: what the form holds, to where it says.
        await coach.DoAsync(HtmlForm.Api(page, "void"), HtmlForm.Values(page, "void"));

        Assert.Contains("data-voided", await coach.PageAsync(asks), StringComparison.Ordinal);
        Assert.Equal("gone", (await OfAsync(couple.A, round, "A")).GetProperty("state").GetString());
        Assert.Equal("notShared", (await OfAsync(couple.B, round, "A")).GetProperty("state").GetString());
        Assert.Equal("own", (await OfAsync(couple.B, round, "B")).GetProperty("state").GetString());
        // A round of another case has no page here.
        var other = await coach.OpenCaseAsync();
        using var elsewhere = await coach.GetAsync($"/cases/{other.CaseId}/rounds/{round}/void");
        Assert.Equal(System.Net.HttpStatusCode.NotFound, elsewhere.StatusCode);
    }

    [Fact]
    public async Task Under_a_legal_hold_nothing_is_destroyed_and_the_page_says_so()
    {
        var coach = await fixture.App.OpenPracticeAsync();
        var couple = await coach.OpenCaseAsync();
        var round = await coach.AssignAsync(couple.CaseId, "something-i-understood");
        await couple.A.AnswerAsync(round, new { understood = "of ana" });
        await coach.DoAsync($"/api/cases/{couple.CaseId}/legal-hold", new { });

        await couple.A.RefusedAsync($"/api/rounds/{round}/void", new { step = "say" }, 409, "legal-hold");
        await coach.RefusedAsync($"/api/rounds/{round}/void", new { step = "say", seat = "A" }, 409, "legal-hold");
        var page = await coach.PageAsync($"/cases/{couple.CaseId}/rounds/{round}/void");
        Assert.Contains("A legal hold stands", page, StringComparison.Ordinal);
        Assert.DoesNotContain("id=\"void\"", page, StringComparison.Ordinal);

        await coach.DoAsync($"/api/cases/{couple.CaseId}/legal-hold/lift", new { });
        await couple.A.DoAsync($"/api/rounds/{round}/void", new { step = "say" });
    }

    private static async Task<System.Text.Json.JsonElement> OfAsync(Client reader, Guid round, string author) =>
        (await reader.ReadAsync($"/api/rounds/{round}/answers")).GetProperty("steps")[0].GetProperty("answers").EnumerateArray().Single(a => a.GetProperty("author").GetString() == author);
}
