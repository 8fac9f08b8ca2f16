using CoachPlatform.IntegrationTests.Support;
using Marten;
using Marten.Events;
using Microsoft.Extensions.DependencyInjection;

namespace CoachPlatform.IntegrationTests.Live;

/// <summary>Projections are disposable: dropped and built again from the events, they are the same bytes, and nobody is told anything twice.</summary>
public sealed class RebuildTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    private const string Rows =
        "select 'case_board ' || id || ' ' || tenant_id || ' ' || data::text from coach.mt_doc_case_board union all "
        + "select 'round_feed ' || id || ' ' || tenant_id || ' ' || data::text from coach.mt_doc_round_feed union all "
        + "select 'answer_row ' || id || ' ' || tenant_id || ' ' || data::text from coach.mt_doc_answer_row order by 1";

    [Fact]
    public async Task A_random_history_rebuilt_gives_the_same_bytes_and_sends_no_frame()
    {
        var app = fixture.App;
        var coach = await app.OpenPracticeAsync();
        var couples = new[] { await coach.OpenCaseAsync(), await coach.OpenCaseAsync("Cleo", "Dan"), await coach.OpenCaseAsync("Eve", "Finn") };
        await using var board = await Frames.OfAsync(coach, "/hubs/coach");
        var history = new RandomHistory(app, coach, couples, seed: 20261104);
        await history.RunAsync(writes: 500);
        await history.MorningAsync();
        await history.RunAsync(writes: 500);
        await CaughtUpAsync(coach, couples, board);
        board.Left();
        await app.Inside.GetRequiredService<IDocumentStore>().WaitForNonStaleProjectionDataAsync(TimeSpan.FromMinutes(1));
        var before = await app.TextsAsync(Rows);

        using var daemon = await app.Inside.GetRequiredService<IDocumentStore>().BuildProjectionDaemonAsync();
        await daemon.RebuildProjectionAsync("case-progress", TestContext.Current.CancellationToken);
        await daemon.RebuildProjectionAsync("answer-rows", TestContext.Current.CancellationToken);

        var after = await app.TextsAsync(Rows);
        Assert.Equal(couples.Length, before.Count(r => r.StartsWith("case_board", StringComparison.Ordinal)));
        Assert.Contains(before, r => r.StartsWith("answer_row", StringComparison.Ordinal));
        Assert.Equal(before, after);
        // Every kind of write took part, or the equality would prove little.
        Assert.Empty(new HashSet<string>(["answer", "pass", "withdraw", "sharing", "done", "joint", "confirm", "comments", "due", "ask", "close", "money"]).Except(history.Taken.Keys));

        var marker = await coach.DoAsync($"/api/cases/{couples[0].CaseId}/assignments", new { exercise = "guess-and-tell" });
        var position = marker.GetProperty("position").GetInt64();
        var first = await board.UntilAsync(couples[0].CaseId, 0);
        Assert.True(first >= position, "The rebuild sent a frame of its own.");
        Assert.DoesNotContain(board.Left(), f => f.Position < position);
    }

    private static async Task CaughtUpAsync(Client coach, IEnumerable<Couple> couples, Frames board)
    {
        foreach (var couple in couples)
        {
            var marker = await coach.DoAsync($"/api/cases/{couple.CaseId}/assignments", new { exercise = "something-i-understood" });
            await board.UntilAsync(couple.CaseId, marker.GetProperty("position").GetInt64());
        }
    }
}
