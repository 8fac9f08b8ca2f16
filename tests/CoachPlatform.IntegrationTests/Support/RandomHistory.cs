using System.Net;
using CoachPlatform.Assignments;
using CoachPlatform.Consent;
using CoachPlatform.Library;
using Microsoft.Extensions.DependencyInjection;

namespace CoachPlatform.IntegrationTests.Support;

/// <summary>People who do this and that, in no sensible order: writes that are refused belong to it, failures do not.</summary>
public sealed class RandomHistory(CoachApp app, Client coach, IReadOnlyList<Couple> couples, int seed)
{
    private readonly Random random = new(seed);
    private readonly ShippedLibrary library = app.Inside.GetRequiredService<LibraryShelf>().Shipped;
    private readonly List<(Couple Couple, Exercise Exercise, Guid Assignment, Guid Round)> rounds = [];

    private readonly Dictionary<(Guid Round, string Step), int> proposed = [];

    /// <summary>How many writes were taken, by what they were.</summary>
    public Dictionary<string, int> Taken { get; } = [];

    public string Text { get; init; } = "words";

    public async Task RunAsync(int writes)
    {
        if (rounds.Count == 0)
        {
            foreach (var exercise in Given.OrderBy(_ => random.Next()))
                await AssignAsync(exercise, couples[random.Next(couples.Count)]);
        }

        for (var i = 0; i < writes; i++)
            await OneAsync();
    }

    /// <summary>Both of each couple say yes to every topic, two nights go by, and the calendar opens what has waited.</summary>
    public async Task MorningAsync()
    {
        foreach (var couple in couples)
            foreach (var partner in new[] { couple.A, couple.B })
                foreach (var topic in Topics.All)
                    await WriteAsync(partner, $"/api/my/cases/{couple.CaseId}/topics/{topic}", new { decision = "grant" });
        app.Clock.Move(TimeSpan.FromHours(48));
        await app.Inside.GetRequiredService<Clockwork>().LookAsync(CancellationToken.None);
        foreach (var client in couples.SelectMany(c => new[] { c.A, c.B }).Append(coach))
            await client.SignInAsync(client.Email!, CoachApp.Password);
    }

    private List<Exercise> Given => [.. library.Exercises.Where(e => !e.Flags.Contains("screened"))];

    private async Task OneAsync()
    {
        var (couple, exercise, assignment, round) = rounds[random.Next(rounds.Count)];
        var partner = random.Next(2) == 0 ? couple.A : couple.B;
        var step = exercise.Steps[random.Next(exercise.Steps.Count)];
        switch (random.Next(23))
        {
            case 0:
                await AssignAsync(Given[random.Next(Given.Count)], couple);
                break;
            case 1:
                await WriteAsync(coach, $"/api/assignments/{assignment}/due", new { dueOn = $"2999-01-{random.Next(10, 29)}" });
                break;
            case 2 when random.Next(4) == 0:
                await WriteAsync(coach, $"/api/assignments/{assignment}/withdraw", new { });
                break;
            case 3:
                await WriteAsync(coach, $"/api/rounds/{round}/comments", new { text = $"{Text} of the coach", to = random.Next(2) == 0 ? new[] { "A" } : ["A", "B"] });
                break;
            case 4 or 5:
                using (await coach.GetAsync($"/api/rounds/{round}/answers"))
                using (await partner.GetAsync($"/api/rounds/{round}/answers"))
                    break;
            case 6:
                await WriteAsync(partner, $"/api/rounds/{round}/pass", new { step = step.Key });
                break;
            case 7:
                await WriteAsync(partner, $"/api/rounds/{round}/withdraw", new { step = step.Key });
                break;
            case 8:
                await WriteAsync(partner, $"/api/rounds/{round}/sharing", new { step = step.Key, audience = Audience(), timing = Timing() });
                break;
            case 9 or 10:
                await WriteAsync(partner, $"/api/rounds/{round}/done", new { step = step.Key });
                break;
            case 20:
                await WriteAsync(coach, $"/api/rounds/{round}/steps/{(random.Next(2) == 0 ? "open" : "reveal")}", new { step = step.Key });
                break;
            case 21:
                await WriteAsync(partner, $"/api/my/cases/{couple.CaseId}/topics/{Topics.All[random.Next(2) * 3]}", new { decision = random.Next(3) switch { 0 => "withdraw", 1 => "decline", _ => "grant" } });
                break;
            case 22:
                await WriteAsync(coach, $"/api/cases/{couple.CaseId}/topics/close", new { topic = Topics.All[random.Next(2) * 3] });
                await WriteAsync(coach, $"/api/cases/{couple.CaseId}/topics/ask", new { topics = Topics.All });
                break;
            default:
                await GiveAsync(partner, round, step);
                break;
        }
    }

    private async Task GiveAsync(Client partner, Guid round, Step step)
    {
        var fields = AnyValues.For(step, Text, random);
        if (step.Mode != Mode.Joint)
        {
            Guid? entry = step.Log ? Guid.NewGuid() : null;
            int? revises = random.Next(4) == 0 ? 1 : null;
            await WriteAsync(partner, $"/api/rounds/{round}/answer", new { step = step.Key, entry, revises, fields, audience = Audience(), timing = Timing() });
        }
        else if (!await WriteAsync(partner, $"/api/rounds/{round}/joint/confirm", new { step = step.Key, version = proposed.GetValueOrDefault((round, step.Key), 1) }))
        {
            int? basedOn = random.Next(3) is > 0 and var b ? b : null;
            if (await WriteAsync(partner, $"/api/rounds/{round}/joint", new Dictionary<string, object?> { ["step"] = step.Key, ["fields"] = fields, ["base"] = basedOn }))
                proposed[(round, step.Key)] = (basedOn ?? 0) + 1;
        }
    }

    private string Audience() => random.Next(6) switch { 0 => "me", 1 => "coach", 2 => "partnerOnly", _ => "partner" };

    private string Timing() => random.Next(6) switch { 0 => "never", 1 => "now", _ => "whenBoth" };

    private async Task AssignAsync(Exercise exercise, Couple couple)
    {
        var reply = await coach.DoAsync($"/api/cases/{couple.CaseId}/assignments", new { exercise = exercise.Slug, word = $"{Text} to both" });
        rounds.Add((couple, exercise, reply.GetProperty("assignmentId").GetGuid(), reply.GetProperty("roundId").GetGuid()));
    }

    private async Task<bool> WriteAsync(Client client, string path, object body)
    {
        using var response = await client.SendAsync(path, body);
        Assert.True(response.StatusCode < HttpStatusCode.InternalServerError, $"{path}: {await response.Content.ReadAsStringAsync()}");
        if (!response.IsSuccessStatusCode)
            return false;
        var kind = path[(path.LastIndexOf('/') + 1)..];
        Taken[kind] = Taken.GetValueOrDefault(kind) + 1;
        return true;
    }
}
