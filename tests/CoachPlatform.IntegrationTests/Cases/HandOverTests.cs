using System.Net;
using System.Text.Json;
using CoachPlatform.IntegrationTests.Support;

namespace CoachPlatform.IntegrationTests.Cases;

/// <summary>A case goes to another coach: the one before loses it at once, also on open screens, and the new one reads what was given before only with its author's yes.</summary>
public sealed class HandOverTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    [Fact]
    public async Task Handing_over_takes_the_case_from_one_coach_and_gives_it_to_the_other_with_ticks_until_each_author_opens()
    {
        var coach = await fixture.App.OpenPracticeAsync();
        var ivo = await fixture.App.AddCoachAsync(coach);
        var couple = await coach.OpenCaseAsync();
        var before = await coach.AssignAsync(couple.CaseId, "something-i-understood");
        await couple.A.AnswerAsync(before, Understood("mornings"));
        await couple.B.AnswerAsync(before, Understood("evenings"));
        await coach.DoAsync($"/api/rounds/{before}/comments", new { text = "Well done." });
        Assert.Contains("mornings", await TextAsync(coach, before), StringComparison.Ordinal);
        await using var coachs = await Frames.OfAsync(coach, "/hubs/coach");
        await using var ivos = await Frames.OfAsync(ivo, "/hubs/coach");
        await using var anas = await Frames.OfAsync(couple.A, "/hubs/couple");

        var handed = await coach.DoAsync($"/api/cases/{couple.CaseId}/coach", new { to = ivo.StaffId });
        var position = handed.GetProperty("position").GetInt64();

        // One last frame, so that what stands on open screens is read again and found gone.
        await coachs.UntilAsync(couple.CaseId, position);
        await ivos.UntilAsync(couple.CaseId, position);
        await anas.UntilAsync(couple.CaseId, position);
        foreach (var path in new[] { $"/api/cases/{couple.CaseId}", $"/cases/{couple.CaseId}", $"/fragments/cases/{couple.CaseId}/rounds", $"/api/rounds/{before}/answers" })
            Assert.Equal(HttpStatusCode.NotFound, (await coach.GetAsync(path)).StatusCode);
        Assert.DoesNotContain(couple.CaseId.ToString(), (await coach.ReadAsync("/api/cases")).GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain("evenings", await TextAsync(ivo, before), StringComparison.Ordinal);
        Assert.DoesNotContain("mornings", await TextAsync(ivo, before), StringComparison.Ordinal);
        Assert.Contains("Miriam Vale", await TextAsync(ivo, before), StringComparison.Ordinal);

        // What happens from now on moves the new coach alone.
        var after = await ivo.AssignAsync(couple.CaseId, "something-i-understood");
        await couple.A.AnswerAsync(after, Understood("noons"));
        var given = await couple.B.AnswerAsync(after, Understood("nights"));
        await ivos.UntilAsync(couple.CaseId, given.GetProperty("position").GetInt64());
        var own = (await coach.DoAsync("/api/cases", new { labels = new { A = "Gil", B = "Hana" } })).GetProperty("caseId").GetGuid();
        Assert.DoesNotContain(await coachs.BeforeAsync(own, 0), f => f.CaseId == couple.CaseId);
        Assert.Contains("noons", await TextAsync(ivo, after), StringComparison.Ordinal);

        await couple.A.DoAsync($"/api/my/cases/{couple.CaseId}/history", new { coach = ivo.StaffId });
        Assert.Contains("mornings", await TextAsync(ivo, before), StringComparison.Ordinal);
        Assert.DoesNotContain("evenings", await TextAsync(ivo, before), StringComparison.Ordinal);
        var anasStaff = await couple.A.ReadAsync($"/api/my/cases/{couple.CaseId}/staff");
        var bensStaff = await couple.B.ReadAsync($"/api/my/cases/{couple.CaseId}/staff");
        Assert.True(anasStaff.GetProperty("coach").GetProperty("historyOpened").GetBoolean());
        Assert.False(bensStaff.GetProperty("coach").GetProperty("historyOpened").GetBoolean());

        var ledger = (await couple.A.ReadAsync("/api/my/ledger")).GetProperty("lines").EnumerateArray().Where(l => l.GetProperty("kind").GetString() == "read").Select(l => l.GetProperty("reader").GetString()).ToHashSet();
        Assert.Equal(["Ivo Roth", "Miriam Vale"], ledger.Order());
    }

    [Fact]
    public async Task The_owner_gives_away_a_case_without_reading_it_and_nobody_else_does()
    {
        var owner = await fixture.App.OpenPracticeAsync();
        var ivo = await fixture.App.AddCoachAsync(owner);
        var lea = await owner.AddStaffAsync("Lea", "coach");
        var supervisor = await owner.AddStaffAsync("Sam", "supervisor");
        var elsewhere = await fixture.App.OpenPracticeAsync("Noa Stern");
        var couple = await ivo.OpenCaseAsync();

        await lea.RefusedAsync($"/api/cases/{couple.CaseId}/coach", new { to = lea.StaffId }, 404, "not-found");
        await elsewhere.RefusedAsync($"/api/cases/{couple.CaseId}/coach", new { to = elsewhere.StaffId }, 404, "not-found");
        await couple.A.RefusedAsync($"/api/cases/{couple.CaseId}/coach", new { to = lea.StaffId }, 403, "not-your-role");
        foreach (var nobody in new[] { elsewhere.StaffId, supervisor.StaffId, Guid.NewGuid(), null })
        {
            var refused = await owner.RefusedAsync($"/api/cases/{couple.CaseId}/coach", new { to = nobody }, 422, "not-staff");
            Assert.True(refused.GetProperty("errors").TryGetProperty("to", out _));
        }

        await owner.DoAsync($"/api/practice/staff/{ivo.StaffId}/leave", new { });
        Assert.Equal(JsonValueKind.Null, (await couple.A.ReadAsync($"/api/my/cases/{couple.CaseId}/staff")).GetProperty("coach").ValueKind);
        await owner.DoAsync($"/api/cases/{couple.CaseId}/coach", new { to = lea.StaffId });

        Assert.Equal(HttpStatusCode.NotFound, (await owner.GetAsync($"/api/cases/{couple.CaseId}")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await lea.GetAsync($"/api/cases/{couple.CaseId}")).StatusCode);
        Assert.Equal("Lea", (await couple.A.ReadAsync($"/api/my/cases/{couple.CaseId}/staff")).GetProperty("coach").GetProperty("name").GetString());
    }

    private static object Understood(string what) => new { understood = $"that {what} are hard" };

    private static async Task<string> TextAsync(Client client, Guid round) => (await client.ReadAsync($"/api/rounds/{round}/answers")).GetRawText();
}
