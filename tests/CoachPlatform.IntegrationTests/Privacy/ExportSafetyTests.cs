using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using CoachPlatform.IntegrationTests.Support;
using CoachPlatform.Specs.Privacy;

namespace CoachPlatform.IntegrationTests.Privacy;

/// <summary>What a person told their coach alone, in a copy of their own: where they chose so, and nowhere else.</summary>
public sealed partial class ExportSafetyTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    private static readonly string[] Words = ["canary-asked", "canary-by-hand"];

    private CoachApp App => fixture.App;

    [Fact]
    public async Task It_is_in_all_three_forms_of_a_copy_whose_owner_chose_so_and_in_no_other()
    {
        var (coach, couple) = await ToldAsync();

        var without = await App.TakeCopyAsync(couple.A);
        var with = await App.TakeCopyAsync(couple.A, withSafety: true);
        var after = await App.TakeCopyAsync(couple.A);
        ExportedFile[] others = [await App.TakeCopyAsync(couple.B), await App.TakeCopyAsync(couple.B, withSafety: true), await App.TakeCopyAsync(coach, couple.CaseId)];

        Assert.Equal(["answers.csv", "comments.csv", "data.json", "decided.csv", "read.html", "schema.json", "told-read.csv", "told.csv", "who-read.csv"], with.Names);
        Assert.Empty(SchemaCheck.Against(JsonElement.Parse(with["schema.json"]), with.Data));
        foreach (var form in new[] { with["data.json"], with["told.csv"], with["read.html"] })
            Assert.All(["canary-asked", "canary-by-hand", "Do you feel safe at home?"], w => Assert.Contains(w, form, StringComparison.Ordinal));
        Assert.Contains("Miriam Vale", with["told-read.csv"], StringComparison.Ordinal);
        var told = with.Data.GetProperty("told").EnumerateArray().ToList();
        Assert.Equal(["questions", "byHand"], told.Select(t => t.GetProperty("what").GetString()));
        Assert.Equal([0, 1], told.Select(t => t.GetProperty("readings").GetArrayLength()));
        Assert.DoesNotContain("answersAboutSafety", LeftOut(with));

        foreach (var copy in new[] { without, after, others[0], others[2] })
        {
            Assert.DoesNotContain("Do you feel safe at home?", copy.All, StringComparison.Ordinal);
            Assert.DoesNotContain("told.csv", copy.Names);
            Assert.False(copy.Data.TryGetProperty("told", out _));
            Assert.Contains("answersAboutSafety", LeftOut(copy));
        }

        Assert.All(others.Append(without).Append(after), c => Assert.All(Words, w => Assert.DoesNotContain(w, c.All, StringComparison.Ordinal)));
        Assert.Empty(others[1].Data.GetProperty("told").EnumerateArray());
        Assert.Empty(await App.TextsAsync("select 'x' from coach.mt_doc_export_part where data::text like '%canary%'"));
    }

    [Fact]
    public async Task What_was_chosen_leaves_no_trace_on_a_page_in_a_reply_or_in_an_event()
    {
        var (_, couple) = await ToldAsync();
        var seen = new List<string>();
        foreach (var withSafety in new[] { false, true })
        {
            var id = await couple.A.AskForCopyAsync(withSafety: withSafety);
            var building = await SeenAsync(couple, id);
            await App.MakeCopiesAsync();
            var events = await App.TextsAsync($"select type || ' ' || (data - 'hash' - 'expires')::text || ' ' || coalesce(headers::text, '') from coach.mt_events where data->>'exportId' = '{id}' order by seq_id");
            Assert.Equal(2, events.Count);
            seen.Add(Plain(string.Join('\n', [building, await SeenAsync(couple, id), .. events]), id));
            await couple.A.DoAsync($"/api/my/cases/{couple.CaseId}/exports/{id}/drop", new { });
            Assert.Equal(0L, await App.AskAsync("select count(*) from coach.mt_doc_export_job where id = @p", id));
        }

        Assert.Equal(seen[0], seen[1]);
    }

    [Fact]
    public async Task A_borrowed_phone_is_not_enough_to_ask_for_it_or_to_fetch_any_copy()
    {
        var (_, couple) = await ToldAsync();
        var exports = $"/api/my/cases/{couple.CaseId}/exports";
        App.Clock.Move(TimeSpan.FromMinutes(11));

        await couple.A.RefusedAsync(exports, new { withSafety = true }, 403, "confirm-first");
        Assert.Equal(0L, await App.AskAsync("select count(*) from coach.mt_doc_export_job where data->>'caseId' = @p", couple.CaseId.ToString()));
        var plain = await couple.A.AskForCopyAsync();
        await App.MakeCopiesAsync();
        await LeadsToConfirmingAsync(couple.A, plain);

        await couple.A.DoAsync("/api/my/confirm", new { password = CoachApp.Password });
        var id = await couple.A.AskForCopyAsync(withSafety: true);
        await App.MakeCopiesAsync();
        using (var file = await couple.A.GetAsync($"/api/my/exports/{id}/file"))
            Assert.Equal(HttpStatusCode.OK, file.StatusCode);
        App.Clock.Move(TimeSpan.FromMinutes(11));
        await LeadsToConfirmingAsync(couple.A, id);
    }

    private static async Task LeadsToConfirmingAsync(Client who, Guid id)
    {
        using (var program = await who.GetAsync($"/api/my/exports/{id}/file"))
            await Problem.OfAsync(program, 403, "confirm-first");
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"/api/my/exports/{id}/file", UriKind.Relative)) { Headers = { { "Accept", "text/html" } } };
        using var browser = await who.Http.SendAsync(request);
        Assert.Equal((HttpStatusCode.Redirect, "/confirm?returnTo=%2Fprivacy%2Fexport"), (browser.StatusCode, browser.Headers.Location?.ToString()));
    }

    /// <summary>A couple of which A has answered the questions, and has told something by hand that the coach has read.</summary>
    private async Task<(Client Coach, Couple Couple)> ToldAsync()
    {
        var coach = await App.OpenPracticeAsync();
        var couple = await coach.OpenCaseAsync();
        await coach.DoAsync($"/api/cases/{couple.CaseId}/safety/ask", new { });
        await couple.A.DoAsync($"/api/my/cases/{couple.CaseId}/safety", new { check = 1, answers = new { home = "yes", words = "canary-asked" } });
        await couple.A.DoAsync($"/api/my/cases/{couple.CaseId}/concerns", new { words = "canary-by-hand" });
        var holdId = Assert.Single((await coach.ReadAsync($"/api/cases/{couple.CaseId}/safety")).GetProperty("concerns").EnumerateArray()).GetProperty("holdId").GetGuid();
        await coach.ReadAsync($"/api/cases/{couple.CaseId}/safety/{holdId}");
        return (coach, couple);
    }

    /// <summary>What a signed-in phone shows of a copy, to whoever holds it, and what the other partner's shows.</summary>
    private static async Task<string> SeenAsync(Couple couple, Guid id) => string.Join('\n',
        (await couple.A.ReadAsync($"/api/my/exports/{id}")).GetRawText(), await couple.A.PageAsync("/fragments/privacy/export"), await couple.B.PageAsync("/fragments/privacy/export"),
        (await couple.B.ReadAsync("/api/my/ledger")).GetRawText());

    private static string Plain(string text, Guid id) => Moving().Replace(text.Replace(id.ToString(), "export", StringComparison.Ordinal), "#");

    private static IEnumerable<string?> LeftOut(ExportedFile copy) => copy.Data.GetProperty("manifest").GetProperty("leavesOut").EnumerateArray().Select(l => l.GetString());

    /// <summary>Moments, and sizes: those of a file are those of its words.</summary>
    [GeneratedRegex("""[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z?|"bytes":[0-9]+|[0-9]+ KB|[0-9]{1,2}:[0-9]{2}""", RegexOptions.CultureInvariant)]
    private static partial Regex Moving();
}
