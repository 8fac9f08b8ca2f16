using System.Net;
using CoachPlatform.IntegrationTests.Support;

namespace CoachPlatform.IntegrationTests.Cases;

/// <summary>A supervisor reads along where both partners allow it, as the coach would and no more, and each of them decides without the other's knowing.</summary>
public sealed class SupervisionTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    [Fact]
    public async Task With_two_yes_a_supervisor_reads_what_the_coach_may_read_each_time_in_the_ledger_and_with_one_nothing()
    {
        var coach = await fixture.App.OpenPracticeAsync();
        var lea = await coach.AddStaffAsync("Lea Brandt", "supervisor");
        var sam = await coach.AddStaffAsync("Sam Ode", "supervisor");
        var couple = await coach.OpenCaseAsync();
        var round = await coach.AssignAsync(couple.CaseId, "something-i-understood");
        await couple.A.AnswerAsync(round, new { understood = "that mornings are hard" }, audience: "coach");
        await couple.B.AnswerAsync(round, new { understood = "that evenings are hard" }, audience: "partnerOnly");
        string[] paths = [$"/api/rounds/{round}/answers", $"/api/supervision/{couple.CaseId}", $"/supervision/{couple.CaseId}?round={round}"];

        await AllowAsync(couple.A, couple, lea, true);
        await AllowAsync(couple.B, couple, sam, true);
        foreach (var staff in new[] { lea, sam })
        {
            foreach (var path in paths)
                Assert.Equal(HttpStatusCode.NotFound, (await staff.GetAsync(path)).StatusCode);
            Assert.Equal(0, (await staff.ReadAsync("/api/supervision")).GetArrayLength());
        }

        await AllowAsync(couple.B, couple, lea, true);
        var read = (await lea.ReadAsync(paths[0])).GetRawText();
        using var page = await lea.GetAsync(paths[2]);
        var shown = await page.Content.ReadAsStringAsync();

        Assert.Equal(couple.CaseId, (await lea.ReadAsync("/api/supervision"))[0].GetProperty("caseId").GetGuid());
        foreach (var text in new[] { read, shown })
        {
            Assert.Contains("mornings", text, StringComparison.Ordinal);
            Assert.DoesNotContain("evenings", text, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("<form method=\"post\" data-api=\"/api/rounds", shown, StringComparison.Ordinal);
        var ledger = (await couple.A.ReadAsync("/api/my/ledger")).GetProperty("lines").EnumerateArray().Select(l => (l.GetProperty("reader").GetString(), l.GetProperty("route").GetString())).ToList();
        Assert.Contains(("Lea Brandt", "api"), ledger);
        Assert.Contains(("Lea Brandt", "screen"), ledger);
        // Reading along is no coaching: neither the coach's unread marks nor any command is touched by it.
        Assert.Equal(1, (await coach.ReadAsync($"/api/cases/{couple.CaseId}")).GetProperty("rounds")[0].GetProperty("unread").GetInt32());
        await lea.RefusedAsync($"/api/rounds/{round}/comments", new { text = "Well." }, 403, "not-your-role");
        await lea.RefusedAsync($"/api/cases/{couple.CaseId}/assignments", new { exercise = "guess-and-tell" }, 403, "not-your-role");

        // Whoever reads as a supervisor is said to be one: on the page, in the JSON and in the author's own copy.
        await coach.ReadAsync(paths[0]);
        var readers = (await couple.A.ReadAsync("/api/my/ledger")).GetProperty("lines").EnumerateArray()
            .Select(l => (l.GetProperty("reader").GetString(), l.GetProperty("supervising").GetBoolean())).Distinct().Order().ToList();
        Assert.Equal([("Lea Brandt", true), ("Miriam Vale", false)], readers);
        Assert.Contains("Lea Brandt</b>, who supervises your coach,", await couple.A.PageAsync("/who-read"), StringComparison.Ordinal);
        Assert.DoesNotContain("Miriam Vale</b>, who", await couple.A.PageAsync("/who-read"), StringComparison.Ordinal);
        var copy = await fixture.App.TakeCopyAsync(couple.A);
        Assert.Contains("Lea Brandt, who supervises your coach", copy["read.html"], StringComparison.Ordinal);
        Assert.Equal(
            [("Lea Brandt", true), ("Miriam Vale", false)],
            copy.Data.GetProperty("readings").EnumerateArray().Select(r => (r.GetProperty("reader").GetString(), r.TryGetProperty("supervising", out _))).Distinct().Order());

        await AllowAsync(couple.A, couple, lea, false);
        foreach (var path in paths)
            Assert.Equal(HttpStatusCode.NotFound, (await lea.GetAsync(path)).StatusCode);
        Assert.Equal(0, (await lea.ReadAsync("/api/supervision")).GetArrayLength());
    }

    [Fact]
    public async Task What_one_partner_receives_is_the_same_whatever_the_other_has_decided()
    {
        var coach = await fixture.App.OpenPracticeAsync();
        var lea = await coach.AddStaffAsync("Lea Brandt", "supervisor");
        var seen = new List<string>();
        foreach (var others in new bool[][] { [], [true], [true, false] })
        {
            var couple = await coach.OpenCaseAsync();
            await using var anas = await Frames.OfAsync(couple.A, "/hubs/couple");
            foreach (var allow in others)
                await AllowAsync(couple.B, couple, lea, allow);
            using var page = await couple.A.GetAsync("/fragments/privacy/staff");
            var told = await page.Content.ReadAsStringAsync();
            var reply = await AllowAsync(couple.A, couple, lea, true);
            var frames = await anas.BeforeAsync(couple.CaseId, reply);
            var staff = (await couple.A.ReadAsync($"/api/my/cases/{couple.CaseId}/staff")).GetProperty("supervisors").GetRawText();
            seen.Add($"{Neutral(told, couple)} {frames.Count(f => f.Position > 0 && f.CaseId != couple.CaseId)} {staff}");
        }

        Assert.Single(seen.Distinct());
    }

    private static async Task<long> AllowAsync(Client partner, Couple couple, Client supervisor, bool allow) =>
        (await partner.DoAsync($"/api/my/cases/{couple.CaseId}/supervision", new { supervisor = supervisor.StaffId, decision = allow ? "allow" : "end" })).GetProperty("position").GetInt64();

    private static string Neutral(string html, Couple couple) =>
        System.Text.RegularExpressions.Regex.Replace(html.Replace(couple.CaseId.ToString(), "case", StringComparison.Ordinal).Replace(couple.CaseId.ToString("N"), "case", StringComparison.Ordinal), "[0-9]{16}", "position");
}
