using System.Net;
using CoachPlatform.Library;
using Microsoft.Extensions.DependencyInjection;

namespace CoachPlatform.IntegrationTests.Support;

/// <summary>People who do this and that, in no sensible order: writes that are refused belong to it, failures do not.</summary>
public sealed class RandomHistory(CoachApp app, Client coach, IReadOnlyList<Couple> couples, int seed)
{
    private readonly Random random = new(seed);
    private readonly ShippedLibrary library = app.Inside.GetRequiredService<LibraryShelf>().Library;
    private readonly List<(Couple Couple, Exercise Exercise, Guid Assignment, Guid Round)> rounds = [];

    /// <summary>How many writes were taken, by what they were.</summary>
    public Dictionary<string, int> Taken { get; } = [];

    public string Text { get; init; } = "words";

    public async Task RunAsync(int writes)
    {
        foreach (var exercise in Assignable)
            await AssignAsync(exercise, couples[random.Next(couples.Count)]);
        for (var i = 0; i < writes; i++)
            await OneAsync();
    }

    private List<Exercise> Assignable => [.. library.Exercises.Where(e => e.Topic == "none" && !e.Flags.Contains("screened"))];

    private async Task OneAsync()
    {
        var (couple, exercise, assignment, round) = rounds[random.Next(rounds.Count)];
        var partner = random.Next(2) == 0 ? couple.A : couple.B;
        var step = exercise.Steps[random.Next(exercise.Steps.Count)];
        switch (random.Next(20))
        {
            case 0:
                await AssignAsync(Assignable[random.Next(Assignable.Count)], couple);
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
        else if (!await WriteAsync(partner, $"/api/rounds/{round}/joint/confirm", new { step = step.Key, version = random.Next(1, 3) }))
        {
            int? basedOn = random.Next(3) is > 0 and var b ? b : null;
            await WriteAsync(partner, $"/api/rounds/{round}/joint", new Dictionary<string, object?> { ["step"] = step.Key, ["fields"] = fields, ["base"] = basedOn });
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
