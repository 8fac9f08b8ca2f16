using Npgsql;

namespace CoachPlatform.Benchmarks;

/// <summary>S1, S2, S3: answers per second and the way to the coach's screen, beside the same without what the product adds.</summary>
internal static class Answering
{
    public static async Task MeasureAsync(Plan plan, Report report)
    {
        await using var postgres = await BenchPostgres.StartAsync();
        report.Note($"PostgreSQL: {postgres.Words}.");
        await using var bare = await Servers.BareAsync(await postgres.CreateAsync("bare"));
        await using var entities = await Servers.EntityFrameworkAsync(await postgres.CreateAsync("entities"), plan.Requests);
        await using var product = await Product.StartAsync(await postgres.CreateAsync("product"), plan.Couples, plan.Workers);
        using var toBare = Clients.For(bare, plan.Workers);
        using var toEntities = Clients.For(entities, plan.Workers);
        var rounds = await RoundsAsync(await postgres.OfAsync("entities"));

        async Task<double> ProductAsync()
        {
            var work = await product.PrepareAsync(plan.PerCouple);
            await product.SettleAsync();
            return await Load.ClosedAsync(work, plan.Workers);
        }

        Task<double> BareAsync() => Load.ClosedAsync(Repeat(plan.Requests, _ => Clients.PostAsync(toBare, "/insert", NewText())), plan.Workers);
        Task<double> EntitiesAsync() => Load.ClosedAsync(
            Repeat(plan.Requests, i => Clients.PostAsync(toEntities, $"/rounds/{rounds[i % rounds.Count]}/answer", new { fields = Clients.Sentence })), plan.Workers);

        await Console.Error.WriteLineAsync("Warming up");
        for (var round = 1; round <= plan.WarmUps; round++)
        {
            await ProductAsync();
            await BareAsync();
            await EntitiesAsync();
        }

        var figures = new List<(double Product, double Bare, double Entities)>();
        for (var round = 1; round <= plan.Rounds; round++)
        {
            figures.Add((await ProductAsync(), await BareAsync(), await EntitiesAsync()));
            await Console.Error.WriteLineAsync($"Round {round}: product {figures[^1].Product:F0}/s, one insert {figures[^1].Bare:F0}/s, Entity Framework {figures[^1].Entities:F0}/s");
        }

        var rate = Report.Median([.. figures.Select(f => f.Product)]);
        report.Add("S1", "answers accepted per second ÷ one raw insert", $"{Report.Number(rate)}/s ÷ {Report.Number(Report.Median([.. figures.Select(f => f.Bare)]))}/s", Report.Spread([.. figures.Select(f => f.Product / f.Bare)]), "≥ 0.25, aim 0.50");
        report.Add("S2", "answers per second ÷ the same in Entity Framework Core", $"{Report.Number(rate)}/s ÷ {Report.Number(Report.Median([.. figures.Select(f => f.Entities)]))}/s", Report.Spread([.. figures.Select(f => f.Product / f.Entities)]), "≥ 1.0");
        if (plan.Wants("S3"))
            await LatencyAsync(plan, report, product, toBare, rate / 2);
    }

    private static async Task LatencyAsync(Plan plan, Report report, Product product, HttpClient toBare, double rate)
    {
        var mine = new List<IReadOnlyList<double>>();
        var direct = new List<IReadOnlyList<double>>();
        for (var round = 1; round <= plan.Rounds; round++)
        {
            mine.Add(await OfProductAsync(product, Math.Max(1, plan.PerCouple / 2), rate));
            direct.Add(await OfDirectPushAsync(toBare, plan.Couples * Math.Max(1, plan.PerCouple / 2) * 2, rate));
        }

        foreach (var (name, share, aim) in new[] { ("p50", 0.5, "≤ 3"), ("p99", 0.99, "≤ 5") })
        {
            double[] product1 = [.. mine.Select(m => Report.Quantile(m, share))];
            double[] direct1 = [.. direct.Select(m => Report.Quantile(m, share))];
            report.Add(
                "S3", $"from the response to the coach's frame, {name}, at {Report.Number(rate)}/s ÷ commit and direct push",
                $"{Report.Number(Report.Median(product1))} ms ÷ {Report.Number(Report.Median(direct1))} ms",
                Report.Spread([.. product1.Zip(direct1, (a, b) => a / Math.Max(b, 0.01))]), aim);
        }
    }

    private static async Task<IReadOnlyList<double>> OfProductAsync(Product product, int perCouple, double rate)
    {
        using var arrivals = new Arrivals();
        var work = await product.PrepareAsync(perCouple, arrivals.Answered);
        await product.SettleAsync();
        await using var hub = await Arrivals.ListenAsync<long>(product.Address, "/hubs/coach", product.CoachCookie, arrivals.Framed);
        await Load.PacedAsync(work, rate);
        await arrivals.AllAsync();
        return arrivals.Milliseconds();
    }

    private static async Task<IReadOnlyList<double>> OfDirectPushAsync(HttpClient http, int count, double rate)
    {
        using var arrivals = new Arrivals();
        // Each insert is a case of its own, so that its frame can be told from the others.
        await using var hub = await Arrivals.ListenAsync<Guid>(http.BaseAddress!, "/frames", "none=1", (caseId, _) => arrivals.Framed(caseId, 1));
        await Load.PacedAsync(
            Repeat(count, async _ =>
            {
                var text = NewText();
                await Clients.PostAsync(http, "/insert-and-push", text);
                arrivals.Answered(text.CaseId, 1);
            }),
            rate);
        await arrivals.AllAsync();
        return arrivals.Milliseconds();
    }

    private static Servers.Text NewText() => new(Guid.CreateVersion7(), Guid.NewGuid(), Clients.Sentence);

    private static IReadOnlyList<Func<Task>> Repeat(int count, Func<int, Task> send) => [.. Enumerable.Range(0, count).Select(i => (Func<Task>)(() => send(i)))];

    private static async Task<IReadOnlyList<Guid>> RoundsAsync(string connectionString)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand("select \"Id\" from \"Rounds\"");
        await using var reader = await command.ExecuteReaderAsync();
        var ids = new List<Guid>();
        while (await reader.ReadAsync())
            ids.Add(reader.GetGuid(0));
        return ids;
    }
}
