using System.Text.Json;
using CoachPlatform.IntegrationTests.Support;
using Marten;
using Marten.Events;
using Microsoft.Extensions.DependencyInjection;

namespace CoachPlatform.IntegrationTests.Measures;

/// <summary>Figures over time go the way of every answer: sight, then ledger, then the vault.</summary>
public sealed class TrendsTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    [Fact]
    public async Task Each_reader_sees_the_figures_they_may_read_and_the_author_sees_that_the_coach_looked()
    {
        var coach = await fixture.App.OpenPracticeAsync();
        var couple = await coach.OpenCaseAsync();
        var round = await coach.AssignAsync(couple.CaseId, "weekly-pulse");
        var pulse = new { openness = 4, presence = 3, listening = 5, respect = 2 };
        await couple.A.AnswerAsync(round, WithWord(pulse, 3), audience: "coach", timing: "now");
        await couple.B.AnswerAsync(round, WithWord(pulse, 1), audience: "me", timing: "now");
        await fixture.App.Inside.GetRequiredService<IDocumentStore>().WaitForNonStaleProjectionDataAsync(TimeSpan.FromMinutes(1));
        var unread = (await coach.ReadAsync("/api/cases"))[0].GetProperty("current").GetRawText();

        Assert.Equal("A 3", await FigureAsync(coach, couple));
        Assert.Equal("A 3", await FigureAsync(couple.A, couple));
        Assert.Equal("B 1", await FigureAsync(couple.B, couple));

        await coach.ReadAsync($"/api/cases/{couple.CaseId}/trends");
        var lines = (await couple.A.ReadAsync("/api/my/ledger")).GetProperty("lines").EnumerateArray().ToList();
        Assert.Equal("trend", Assert.Single(lines).GetProperty("kind").GetString());
        Assert.Empty((await couple.B.ReadAsync("/api/my/ledger")).GetProperty("lines").EnumerateArray());
        await fixture.App.Inside.GetRequiredService<IDocumentStore>().WaitForNonStaleProjectionDataAsync(TimeSpan.FromMinutes(1));
        // Who saw a figure has not read the words.
        Assert.Equal(unread, (await coach.ReadAsync("/api/cases"))[0].GetProperty("current").GetRawText());
    }

    [Fact]
    public async Task What_was_taken_back_leaves_a_gap()
    {
        var coach = await fixture.App.OpenPracticeAsync();
        var couple = await coach.OpenCaseAsync();
        var round = await coach.AssignAsync(couple.CaseId, "weekly-pulse");
        await couple.A.AnswerAsync(round, WithWord(new { openness = 4, presence = 3, listening = 5, respect = 2 }, 3), audience: "coach", timing: "now");
        await couple.A.DoAsync($"/api/rounds/{round}/withdraw", new { step = "pulse" });
        await fixture.App.Inside.GetRequiredService<IDocumentStore>().WaitForNonStaleProjectionDataAsync(TimeSpan.FromMinutes(1));

        Assert.Equal("", await FigureAsync(couple.A, couple));
        Assert.Equal("", await FigureAsync(coach, couple));
    }

    private static Dictionary<string, object> WithWord(object pulse, int word)
    {
        var fields = JsonSerializer.Deserialize<Dictionary<string, object>>(JsonSerializer.Serialize(pulse))!;
        fields["keeping-my-word"] = word;
        return fields;
    }

    private static async Task<string> FigureAsync(Client client, Couple couple)
    {
        var trends = (await client.ReadAsync($"/api/cases/{couple.CaseId}/trends")).GetProperty("trends").EnumerateArray();
        var point = trends.Single(t => t.GetProperty("metric").GetString() == "keeping-my-word").GetProperty("points").EnumerateArray().Single();
        return string.Join(", ", point.GetProperty("values").EnumerateObject().Select(v => $"{v.Name} {v.Value.GetDouble()}"));
    }
}
