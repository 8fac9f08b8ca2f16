using System.Text.Json;
using CoachPlatform.Assignments;
using CoachPlatform.IntegrationTests.Platform;
using CoachPlatform.IntegrationTests.Support;
using CoachPlatform.Library;
using Marten;
using Marten.Events;
using Microsoft.Extensions.DependencyInjection;

namespace CoachPlatform.IntegrationTests.Measures;

/// <summary>
/// Every practice of the library, from giving it to its charts, over HTTP and on a clock that moves. Both do what their own pages ask of them, and
/// nothing here knows any exercise.
/// </summary>
public sealed class PracticeWalkTests(TestPostgres postgres) : IAsyncLifetime
{
    private static readonly ShippedLibrary Shipped = ShippedLibrary.Load(Path.Combine(Repository.Root, "seeds", "library"));

    private readonly Random random = new(36);
    private CoachApp app = null!;
    private Client coach = null!;

    public static TheoryData<string> Practices => [.. Shipped.Exercises.SelectMany(e => e.Practices).Distinct().Order(StringComparer.Ordinal)];

    public async ValueTask InitializeAsync()
    {
        app = await CoachApp.StartAsync(postgres, "walk", ("Coach:Clock:EverySeconds", "3600"), ("Coach:SignIn:PerMinute", "100000"));
        coach = await app.OpenPracticeAsync();
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task Every_practice_can_be_lived_through_and_drawn()
    {
        Assert.Equal(36, Practices.Count);
        var dark = new List<string>();
        foreach (var exercise in Shipped.Exercises)
        {
            var couple = await coach.OpenCaseAsync();
            if (exercise.Topic != "none")
                await AgreeAsync(couple, exercise.Topic);
            if (exercise.Flags.Contains("screened"))
                await ScreenAsync(couple);
            await LiveThroughAsync(couple, exercise);
            var drawn = await DrawnAsync(couple);
            dark.AddRange(exercise.Metrics.Select(m => $"{exercise.Slug} {m.Key}").Where(m => !drawn.Contains(m)));
        }

        Assert.Empty(dark);
    }

    [Fact]
    public async Task What_is_screened_is_refused_before_the_safety_questions_in_words_for_the_coach()
    {
        await using var shipped = await CoachApp.StartAsync(postgres, "screened");
        var miriam = await shipped.OpenPracticeAsync();
        var couple = await miriam.OpenCaseAsync();
        var screened = Shipped.Exercises.Where(e => e.Flags.Contains("screened")).ToList();
        Assert.Equal(12, screened.Count);
        foreach (var exercise in screened)
            await miriam.RefusedAsync($"/api/cases/{couple.CaseId}/assignments", new { exercise = exercise.Slug }, 409, "safety-not-asked");
    }

    /// <summary>Both are asked the safety questions, each alone, and answer them.</summary>
    private async Task ScreenAsync(Couple couple)
    {
        await coach.DoAsync($"/api/cases/{couple.CaseId}/safety/ask", new { });
        foreach (var partner in new[] { couple.A, couple.B })
            await partner.DoAsync($"/api/my/cases/{couple.CaseId}/safety", new { check = 1, answers = new { home = "yes", forced = "no" } });
    }

    /// <summary>Both say yes to the topic; what is on it can be given from the second morning on.</summary>
    private async Task AgreeAsync(Couple couple, string topic)
    {
        foreach (var partner in new[] { couple.A, couple.B })
            await partner.DoAsync($"/api/my/cases/{couple.CaseId}/topics/{topic}", new { decision = "grant" });
        app.Clock.Move(TimeSpan.FromDays(2));
        await SignInAgainAsync(couple);
    }

    private async Task LiveThroughAsync(Couple couple, Exercise exercise)
    {
        var cadence = JsonNamingPolicy.CamelCase.ConvertName(exercise.Cadence.ToString());
        var reply = await coach.DoAsync($"/api/cases/{couple.CaseId}/assignments", new { exercise = exercise.Slug, cadence });
        if (exercise.Cadence == Cadence.OnDemand)
        {
            foreach (var partner in exercise.Start == StartedBy.Both ? new[] { couple.A, couple.B } : [couple.A])
                await partner.DoAsync($"/api/assignments/{reply.GetProperty("assignmentId").GetGuid()}/rounds", new { });
        }

        // What comes only later needs a second round.
        var rounds = exercise.Steps.Any(s => s.Occurs == Occurs.Later) ? 2 : 1;
        var days = rounds == 2 ? ChainRules.Period(exercise.Cadence)!.Value + 3 : ChainRules.LongestDays(exercise) + 1;
        do
        {
            while (await ActAsync(couple.A, exercise) | await ActAsync(couple.B, exercise) | await LeadAsync(couple, exercise))
            {
                // As long as there is something to do.
            }

        }
        while ((await RoundsAsync(couple.A)).Count() <= rounds && await SomethingOpensWithinAsync(couple, days));
        // What goes on coming round would keep the next from being alone.
        await coach.DoAsync($"/api/assignments/{reply.GetProperty("assignmentId").GetGuid()}/withdraw", new { });
    }

    /// <summary>Does one thing that the partner's page asks for; false when it asks for none.</summary>
    private async Task<bool> ActAsync(Client partner, Exercise exercise)
    {
        var asked = (await RoundsAsync(partner)).FirstOrDefault(r => r.GetProperty("open").GetBoolean() && r.GetProperty("part").GetString() is "toDo" or "reply" or "sayDone");
        if (asked.ValueKind == JsonValueKind.Undefined)
            return false;
        var round = asked.GetProperty("roundId").GetGuid();
        var step = exercise.Find(asked.GetProperty("stepKey").GetString()!)!;
        var turn = asked.GetProperty("turn").GetInt32();
        switch (asked.GetProperty("part").GetString())
        {
            case "sayDone":
                await partner.DoAsync($"/api/rounds/{round}/done", new { step = step.Key, turn });
                break;
            case "reply":
                var joint = (await partner.ReadAsync($"/api/rounds/{round}/answers")).GetProperty("steps").EnumerateArray()
                    .Single(s => s.GetProperty("step").GetString() == step.Key).GetProperty("joint");
                await partner.DoAsync($"/api/rounds/{round}/joint/confirm", new { step = step.Key, turn, version = joint.GetProperty("version").GetInt32() });
                break;
            case "toDo" when step.Mode == Mode.Joint:
                await partner.DoAsync($"/api/rounds/{round}/joint", new { step = step.Key, turn, fields = AnyValues.For(step, "words", random) });
                break;
            default:
                Guid? entry = step.Log ? Guid.NewGuid() : null;
                await partner.DoAsync($"/api/rounds/{round}/answer", new { step = step.Key, turn, entry, fields = AnyValues.For(step, "words", random) });
                break;
        }

        return true;
    }

    /// <summary>In a live exercise the coach opens the steps and, once both are in, the answers; false when there was nothing to open.</summary>
    private async Task<bool> LeadAsync(Couple couple, Exercise exercise)
    {
        if (exercise.Steps.All(s => s.Mode != Mode.Live))
            return false;
        var round = (await RoundsAsync(couple.A)).First().GetProperty("roundId").GetGuid();
        var before = await app.EventsAsync(coach.Tenant!);
        foreach (var step in exercise.Steps)
            foreach (var what in new[] { "open", "reveal" })
                using (await coach.SendAsync($"/api/rounds/{round}/steps/{what}", new { step = step.Key, turn = 1 }))
                    continue;
        return await app.EventsAsync(coach.Tenant!) > before;
    }

    private async Task SignInAgainAsync(Couple couple)
    {
        foreach (var client in new[] { coach, couple.A, couple.B })
            await client.SignInAsync(client.Email!, CoachApp.Password);
    }

    private async Task<bool> SomethingOpensWithinAsync(Couple couple, int days)
    {
        var before = await app.EventsAsync(coach.Tenant!);
        for (var day = 0; day < days && await app.EventsAsync(coach.Tenant!) == before; day++)
        {
            app.Clock.Move(TimeSpan.FromDays(1));
            await app.Inside.GetRequiredService<Clockwork>().LookAsync(TestContext.Current.CancellationToken);
        }

        await SignInAgainAsync(couple);
        return await app.EventsAsync(coach.Tenant!) > before;
    }

    /// <summary>The metrics that have a figure on somebody's page.</summary>
    private async Task<HashSet<string>> DrawnAsync(Couple couple)
    {
        await app.Inside.GetRequiredService<IDocumentStore>().WaitForNonStaleProjectionDataAsync(TimeSpan.FromMinutes(1));
        var drawn = new HashSet<string>();
        foreach (var client in new[] { coach, couple.A, couple.B })
            foreach (var trend in (await client.ReadAsync($"/api/cases/{couple.CaseId}/trends")).GetProperty("trends").EnumerateArray())
                if (trend.GetProperty("points").EnumerateArray().Any(p => p.GetProperty("values").EnumerateObject().Any() || p.TryGetProperty("both", out var both) && both.ValueKind == JsonValueKind.Number))
                    drawn.Add($"{trend.GetProperty("exercise").GetString()} {trend.GetProperty("metric").GetString()}");
        return drawn;
    }

    private static async Task<IEnumerable<JsonElement>> RoundsAsync(Client partner) => (await partner.ReadAsync("/api/my/rounds")).EnumerateArray();
}
