using CoachPlatform.IntegrationTests.Platform;
using CoachPlatform.IntegrationTests.Support;

namespace CoachPlatform.IntegrationTests.Answers;

/// <summary>The main job over HTTP: assign, both answer, it opens, the board moves, the ledger tells.</summary>
public sealed class MainJobTests(TestPostgres postgres) : IAsyncLifetime
{
    private CoachApp app = null!;

    public async ValueTask InitializeAsync() => app = await CoachApp.StartAsync(postgres, "main_job");

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task Both_answers_open_at_once_and_the_author_learns_who_read_them()
    {
        var coach = await app.OpenPracticeAsync();
        var couple = await coach.OpenCaseAsync();
        await using var board = await Frames.OfAsync(coach, "/hubs/coach");
        await using var bens = await Frames.OfAsync(couple.B, "/hubs/couple");
        var round = await coach.AssignAsync(couple.CaseId, "something-i-understood", new { word = "Small things count." });

        var first = await couple.A.AnswerAsync(round, new { understood = "that mornings are hard for you" });
        Assert.Equal("waiting", first.GetProperty("state").GetString());
        await board.UntilAsync(couple.CaseId, first.GetProperty("position").GetInt64());
        var rows = await coach.ReadAsync("/api/cases");
        Assert.Equal("answered", rows[0].GetProperty("current").GetProperty("ticks").GetProperty("A").GetString());
        Assert.DoesNotContain("mornings", await TextAsync(couple.B, $"/api/rounds/{round}/answers"), StringComparison.Ordinal);
        Assert.DoesNotContain("mornings", await TextAsync(coach, $"/api/rounds/{round}/answers"), StringComparison.Ordinal);

        var second = await couple.B.AnswerAsync(round, new { understood = "that you worry about your mother" });
        Assert.Equal("revealed", second.GetProperty("state").GetString());
        await bens.UntilAsync(couple.CaseId, second.GetProperty("position").GetInt64());
        await board.UntilAsync(couple.CaseId, second.GetProperty("position").GetInt64());
        Assert.Contains("mornings", await TextAsync(couple.B, $"/api/rounds/{round}/answers"), StringComparison.Ordinal);
        Assert.Contains("your mother", await TextAsync(couple.A, $"/api/rounds/{round}/answers"), StringComparison.Ordinal);

        Assert.DoesNotContain((await couple.A.ReadAsync("/api/my/ledger")).GetProperty("lines").EnumerateArray(), l => l.GetProperty("kind").GetString() == "read");
        Assert.Contains("mornings", await TextAsync(coach, $"/api/rounds/{round}/answers"), StringComparison.Ordinal);
        var line = Assert.Single((await couple.A.ReadAsync("/api/my/ledger")).GetProperty("lines").EnumerateArray(), l => l.GetProperty("kind").GetString() == "read");
        Assert.Equal("Miriam Vale", line.GetProperty("reader").GetString());
    }

    private static async Task<string> TextAsync(Client client, string path)
    {
        using var response = await client.GetAsync(path);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, text);
        return text;
    }
}
