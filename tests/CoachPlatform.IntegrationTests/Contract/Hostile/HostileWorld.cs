using System.Net;
using CoachPlatform.Cases;
using CoachPlatform.IntegrationTests.Support;
using CoachPlatform.Platform.SignIn;
using Marten;
using Microsoft.Extensions.DependencyInjection;

namespace CoachPlatform.IntegrationTests.Contract.Hostile;

/// <summary>A practice with everything that an address can name, so that hostile requests get past the first door. It is used up and made anew.</summary>
internal sealed class HostileWorld
{
    private readonly Dictionary<string, List<string>> ids = [];

    private readonly SemaphoreSlim renewing = new(1);

    private IReadOnlyDictionary<Asker, Client> clients = new Dictionary<Asker, Client>();
    private IReadOnlyDictionary<string, string?> passwords = new Dictionary<string, string?>();
    private CoachApp app = null!;

    public string? CookieOf(Asker asker) => clients.TryGetValue(asker, out var client) ? CookieOf(client) : null;

    /// <summary>Signs in again whose session one of the requests has ended.</summary>
    public async Task RenewAsync(Asker asker, string cookie)
    {
        await renewing.WaitAsync();
        try
        {
            if (clients.TryGetValue(asker, out var client) && CookieOf(client) == cookie)
            {
                await RestoreAsync(client.Email!);
                clients = new Dictionary<Asker, Client>(clients) { [asker] = await app.SignInAsync(client.Email!) };
            }
        }
        finally
        {
            renewing.Release();
        }
    }

    public static async Task<HostileWorld> MakeAsync(CoachApp app)
    {
        var coach = await app.OpenPracticeAsync();
        var couple = await coach.OpenCaseAsync();
        var foreign = await (await app.OpenPracticeAsync()).OpenCaseAsync();
        var world = new HostileWorld { app = app, clients = new Dictionary<Asker, Client> { [Asker.Coach] = coach, [Asker.Partner] = couple.A } };
        world.passwords = await PasswordsAsync(app, coach.Email!, couple.A.Email!);
        world.Know("caseId", couple.CaseId, couple.CaseId, couple.CaseId, foreign.CaseId);
        foreach (var (exercise, more) in new (string, object?)[]
        {
            ("something-i-understood", null), ("something-i-understood", null), ("guess-and-tell", null), ("laughter-log", null), ("plan-something-small", null),
            ("guess-and-tell", new { cadence = "weekly" }), ("something-i-understood", new { cadence = "onDemand" }),
        })
        {
            var body = System.Text.Json.JsonSerializer.SerializeToNode(more ?? new { })!.AsObject();
            body["exercise"] = exercise;
            var made = await coach.DoAsync($"/api/cases/{couple.CaseId}/assignments", body);
            world.Know("assignmentId", made.GetProperty("assignmentId").GetGuid());
            if (made.TryGetProperty("roundId", out var round) && round.ValueKind == System.Text.Json.JsonValueKind.String)
                world.Know("roundId", round.GetGuid());
        }

        await couple.A.AnswerAsync(Guid.Parse(world.ids["roundId"][0]), new { understood = "that mornings are hard" });
        world.Know("invitationId", (await coach.InviteAsync((await coach.DoAsync("/api/cases", new { labels = new { A = "Ida", B = "Jon" } })).GetProperty("caseId").GetGuid(), Seat.A)).Id);
        world.Know("documentId", (await coach.DoAsync("/api/documents", new { text = $"Read this slowly. {Guid.NewGuid()}" })).GetProperty("documentId").GetGuid());
        world.Know("draftId", (await coach.DoAsync("/api/library/drafts", new { })).GetProperty("draftId").GetGuid());
        world.Know("runId", (await coach.DoAsync($"/api/cases/{couple.CaseId}/programmes", new { programme = "listening" })).GetProperty("runId").GetGuid());
        world.KnowWords("slug", "something-i-understood", "guess-and-tell", "listening", "rebuilding-trust");
        world.KnowWords("exercise", "something-i-understood", "guess-and-tell");
        world.KnowWords("programme", "listening", "rebuilding-trust");
        world.KnowWords("step", "say", "plan", "did");
        world.KnowWords("topic", "money", "intimacy", "health");
        world.KnowWords("topics", "money", "intimacy");
        world.KnowWords("zone", "Europe/Madrid", "Etc/UTC");
        world.KnowWords("cases", couple.CaseId.ToString());
        world.KnowWords("n", "1", "2");
        return world;
    }

    /// <summary>Among what was sent were passwords: wrong ones, which lock an account, and new ones.</summary>
    private async Task RestoreAsync(string name)
    {
        await using var session = app.Inside.GetRequiredService<IDocumentStore>().LightweightSession();
        var account = await session.Query<Account>().SingleAsync(a => a.SignInName == name);
        account.LockedUntil = null;
        account.FailedSignIns = 0;
        account.SecondStep = null;
        account.PasswordHash = passwords[name];
        session.Update(account);
        await session.SaveChangesAsync();
    }

    private static async Task<IReadOnlyDictionary<string, string?>> PasswordsAsync(CoachApp app, params string[] names)
    {
        await using var session = app.Inside.GetRequiredService<IDocumentStore>().QuerySession();
        return (await session.Query<Account>().Where(a => a.SignInName.IsOneOf(names)).ToListAsync()).ToDictionary(a => a.SignInName, a => a.PasswordHash);
    }

    /// <summary>Something that exists under this name, or a word that nothing here knows.</summary>
    public string Known(string name, Chance chance) =>
        ids.TryGetValue(name, out var known) ? chance.Of<string>(known) : chance.Of("a walk by the harbour", "x", Guid.NewGuid().ToString(), "2999-05-01", "");

    private void Know(string name, params Guid[] values) => KnowWords(name, [.. values.Select(v => v.ToString())]);

    private void KnowWords(string name, params string[] values)
    {
        if (!ids.TryGetValue(name, out var known))
            ids[name] = known = [];
        known.AddRange(values);
    }

    private string CookieOf(Client client) => string.Join("; ", client.Cookies.GetCookies(app.Address).Cast<Cookie>().Select(c => $"{c.Name}={c.Value}"));
}

internal enum Asker { Coach, Partner, Nobody }
