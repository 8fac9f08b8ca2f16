using System.Diagnostics;

namespace CoachPlatform.Benchmarks;

/// <summary>
/// T1: whether the time of one partner's requests tells what the other has done. Bytes, frames and database statements are compared by tests and are equal;
/// time is compared here, between couples that differ in nothing but the other's act.
/// </summary>
internal static class Telling
{
    private const int CouplesEach = 6;

    private delegate Task Act(Product product, Product.Couple couple, Guid round);

    // The second of each class does the same as the first: what lies between those two is noise, and only more than that would tell.
    private static readonly (string What, (string State, Act Act)[] States)[] Classes =
    [
        ("what the other did meanwhile",
        [
            ("nothing", (_, _, _) => Task.CompletedTask),
            ("nothing, once more", (_, _, _) => Task.CompletedTask),
            ("answered, sealed", (p, c, r) => p.PostAsync(c.B, $"/api/rounds/{r}/answer", new { step = "say", fields = new { understood = Clients.Sentence } })),
            ("passed", (p, c, r) => p.PostAsync(c.B, $"/api/rounds/{r}/pass", new { step = "say" })),
            ("raised a concern", (p, c, _) => p.PostAsync(c.B, $"/api/my/cases/{c.CaseId}/concerns", new { words = Clients.Sentence })),
            ("declined a topic", (p, c, _) => p.PostAsync(c.B, $"/api/my/cases/{c.CaseId}/topics/money", new { decision = "decline" })),
            ("rests", (p, c, _) => p.PostAsync(c.B, $"/api/my/cases/{c.CaseId}/rest", new { })),
        ]),
        ("why the case rests",
        [
            ("the coach paused it", (p, c, _) => p.PostAsync(p.Coach, $"/api/cases/{c.CaseId}/pause", new { })),
            ("the coach paused it, once more", (p, c, _) => p.PostAsync(p.Coach, $"/api/cases/{c.CaseId}/pause", new { })),
            ("the other left", (p, c, _) => p.PostAsync(c.B, $"/api/my/cases/{c.CaseId}/leave", new { })),
        ]),
    ];

    public static async Task MeasureAsync(Plan plan, Report report)
    {
        await using var postgres = await BenchPostgres.StartAsync();
        await using var product = await Product.StartAsync(await postgres.CreateAsync("telling"), couples: 0, plan.Workers);
        foreach (var (what, states) in Classes)
        {
            await Console.Error.WriteLineAsync($"Whether time tells {what}");
            var couples = new List<(int State, Product.Couple Couple, Guid Round)>();
            for (var i = 0; i < CouplesEach * states.Length; i++)
            {
                var couple = await product.OpenCaseAsync();
                var round = await product.AssignAsync(couple);
                await states[i % states.Length].Act(product, couple, round);
                couples.Add((i % states.Length, couple, round));
            }

            await product.SettleAsync();
            for (var round = 0; round < plan.WarmUps; round++)
                await RoundAsync(product, couples, states.Length);
            var medians = new List<double[]>();
            for (var round = 0; round < plan.Rounds; round++)
                medians.Add(await RoundAsync(product, couples, states.Length));
            for (var state = 1; state < states.Length; state++)
                report.Add(
                    "T1", $"{what}: {states[state].State} ÷ {states[0].State}",
                    $"{Report.Number(Report.Median([.. medians.Select(m => m[state])]))} ms ÷ {Report.Number(Report.Median([.. medians.Select(m => m[0])]))} ms",
                    Report.Spread([.. medians.Select(m => m[state] / m[0])]), state == 1 ? "how far two alike lie apart" : "1.0, as near as two alike");
        }
    }

    /// <summary>The median request of each state, in milliseconds. The states take turns at every request, so that what else the machine does meets all.</summary>
    private static async Task<double[]> RoundAsync(Product product, List<(int State, Product.Couple Couple, Guid Round)> couples, int states)
    {
        var times = Enumerable.Range(0, states).Select(_ => new List<double>()).ToArray();
        for (var path = 0; path < PathsOf(Guid.Empty).Length; path++)
        {
            foreach (var (state, couple, round) in couples)
            {
                var watch = Stopwatch.StartNew();
                await product.GetAsync(couple.A, PathsOf(round)[path]);
                times[state].Add(watch.Elapsed.TotalMilliseconds);
            }
        }

        return [.. times.Select(Report.Median)];
    }

    private static string[] PathsOf(Guid round) =>
        ["/today", "/history", "/api/my/rounds", "/api/my/exercises", "/api/my/ledger", $"/api/rounds/{round}/answers", $"/api/my/rounds/{round}", $"/rounds/{round}", $"/rounds/{round}/say"];
}
